"""Provenance: which sources the lake's rows came from, and what cleaning did to them."""

import pandas as pd

from training.lake import Manifest
from training.sources import FILE_SOURCES, SOURCES

_TITLES = {name: source.title for name, source in (SOURCES | FILE_SOURCES).items()}


def sources_table(manifest: Manifest) -> pd.DataFrame:
    """Return a row for each source and table: version, rows, months, the start of its checksum."""
    files = pd.DataFrame(
        {
            "source": file.source,
            "table": file.table,
            "read from": _TITLES.get(file.source, file.source_version),
            "version": file.source_version,
            "rows": file.rows,
            "month": file.month or None,
            "sha256 begins": file.source_sha256[:12],
        }
        for file in manifest.files
    )
    grouped = files.groupby(["source", "table", "read from", "version", "sha256 begins"])
    table = grouped.agg(rows=("rows", "sum"), months=("month", "nunique"))
    return table.reset_index().set_index(["source", "table"])


def cleaning_table(manifest: Manifest) -> pd.DataFrame:
    """Return a row for each reason that cleaning dropped rows or blanked values for."""
    counts = [
        {"source": source, "table": table, "reason": reason, "count": count}
        for source, tables in manifest.dropped.items()
        for table, reasons in tables.items()
        for reason, count in reasons.items()
    ]
    table = pd.DataFrame(counts, columns=["source", "table", "reason", "count"])
    return table.set_index(["source", "table"])
