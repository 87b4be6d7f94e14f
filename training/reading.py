"""Reading: the lake's rows that a dataset is made of, of all its months or of some."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from training.lake import Lake, Manifest
from training.sampling import Sample
from training.schema import empty
from training.window import months_of


def around(months: Collection[str]) -> set[str]:
    """Return months with those before and after each.

    Examples
    --------
    >>> sorted(around({"2023-01"}))
    ['2022-12', '2023-01', '2023-02']
    """
    return {str(np.datetime64(month) + step) for month in months for step in (-1, 0, 1)}


def read_flights(
    lake: Lake,
    manifest: Manifest,
    columns: Sequence[str],
    months: Collection[str] | None,
    sample: Sample | None,
) -> pd.DataFrame:
    """Read columns of the flights of all or some months, or of a sample of them.

    Raises
    ------
    LakeEmpty
        If the lake has no such flights.
    LakeDamaged
        If a file is missing or is not what the manifest says.
    """
    wanted = sorted(months_of(manifest) if months is None else months)
    if sample and (share := sample.share(manifest.only("flights", wanted))) < 1:
        parts = (
            sample.draw(_read_months(lake, manifest, columns, [month]), month, share)
            for month in wanted
        )
        return pd.concat(parts, ignore_index=True)
    if months is None:
        return lake.read(manifest, "flights", columns)
    return _read_months(lake, manifest, columns, wanted)


def read_weather(lake: Lake, manifest: Manifest, months: Collection[str] | None) -> pd.DataFrame:
    """Read the weather; a lake without any is one whose weather is not known."""
    known = manifest if months is None else manifest.only("weather", months)
    if not any(file.table == "weather" for file in known.files):
        return empty("weather")
    return lake.read(known, "weather")


def _read_months(
    lake: Lake, manifest: Manifest, columns: Sequence[str], months: Sequence[str]
) -> pd.DataFrame:
    """Read the flights that depart in some months: a file may end at the midnight after its own."""
    wanted = np.array(months, "datetime64[M]")
    files = manifest.only("flights", np.union1d(wanted - 1, wanted).astype(str).tolist())
    rows = lake.read(files, "flights", columns)
    return rows[np.isin(rows["scheduled_departure"].to_numpy("datetime64[M]"), wanted)]
