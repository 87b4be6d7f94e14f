"""Queries: the lake's flights and weather, of all months or of some, whole or sampled.

A sample is for a lake that does not fit into memory. The same share of every month is drawn, so
that months weigh in the sample as they do in the lake: chances learned from it need no
correction, as they would if every month gave as many flights. Months are drawn from one by one;
two months and the sample are held at once.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from training.config import TrainingConfig
from training.lake import Lake, Manifest
from training.sources.schema import build


@dataclass(frozen=True)
class Sample:
    """Number of flights of a month that are read at most, and the seed of the draws."""

    flights_a_month: int
    seed: int

    @classmethod
    def asked_for(cls, config: TrainingConfig) -> "Sample | None":
        """Return the sample that a run is to learn from; None, if from all flights."""
        if config.flights_a_month is None:
            return None
        return cls(config.flights_a_month, config.seed)

    def share(self, manifest: Manifest) -> Fraction:
        """Return the share at which the largest month keeps `flights_a_month` flights."""
        rows = Counter[str]()
        for file in manifest.of("flights"):
            rows[file.month] += file.rows
        return min(Fraction(1), Fraction(self.flights_a_month, max(rows.values(), default=1)))

    def draw(self, rows: pd.DataFrame, month: str, share: Fraction) -> pd.DataFrame:
        """Draw a share of a month's rows, in their order.

        The draw depends on the seed and that month's rows alone.
        """
        random = np.random.default_rng([self.seed, int(month.replace("-", ""))])
        drawn = random.choice(len(rows), int(len(rows) * share), replace=False)
        return rows.iloc[np.sort(drawn)]


def read_flights(
    lake: Lake,
    manifest: Manifest,
    columns: list[str],
    months: Collection[str] | None,
    sample: Sample | None,
) -> pd.DataFrame:
    """Read columns of the flights of all or some months, or of a sample; raises as `Lake.read`."""
    wanted = sorted(manifest.flight_months if months is None else months)
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
    if not known.of("weather"):
        return build("weather", {})
    return lake.read(known, "weather")


def _read_months(
    lake: Lake, manifest: Manifest, columns: list[str], months: Sequence[str]
) -> pd.DataFrame:
    """Read the flights that depart in some months; a file may end at the midnight after its own."""
    wanted = np.array(months, "datetime64[M]")
    files = manifest.only("flights", np.union1d(wanted - 1, wanted).astype(str).tolist())
    rows = lake.read(files, "flights", columns)
    return rows[np.isin(rows["scheduled_departure"].to_numpy("datetime64[M]"), wanted)]
