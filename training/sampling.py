"""Sampling: a share of the flights, for a lake that no machine's memory holds.

Of every month the same share is drawn, so that months weigh in the sample as they do in the lake:
chances learned from it need no correction, as they would if every month gave as many flights.
Months are drawn from one by one; what is held at once is two months and the sample.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from training.config import TrainingConfig
from training.lake import Manifest


@dataclass(frozen=True)
class Sample:
    """How many flights of a month are read at most, and what seeds the draws."""

    flights_a_month: int
    seed: int

    @classmethod
    def asked_for(cls, config: TrainingConfig) -> "Sample | None":
        """Return the sample that a run was told to learn from; None, if from all flights."""
        if config.flights_a_month is None:
            return None
        return cls(config.flights_a_month, config.seed)

    def share(self, manifest: Manifest) -> Fraction:
        """Return the share of every month's flights that leaves the largest month so many."""
        rows = Counter[str]()
        for file in manifest.files:
            if file.table == "flights":
                rows[file.month] += file.rows
        return min(Fraction(1), Fraction(self.flights_a_month, max(rows.values(), default=1)))

    def draw(self, rows: pd.DataFrame, month: str, share: Fraction) -> pd.DataFrame:
        """Draw the share of a month's rows, in their order.

        What is drawn depends on the seed and that month's rows alone.
        """
        random = np.random.default_rng([self.seed, int(month.replace("-", ""))])
        drawn = random.choice(len(rows), int(len(rows) * share), replace=False)
        return rows.iloc[np.sort(drawn)]
