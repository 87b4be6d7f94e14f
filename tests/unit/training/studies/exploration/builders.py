"""Flights made for a test, ten a day on forty days."""

import numpy as np
import pandas as pd

DAYS = pd.date_range("2023-03-01", periods=40)


def flights(per_day: int = 10, **columns: object) -> pd.DataFrame:
    departure = np.repeat(DAYS.to_numpy(), per_day)
    return pd.DataFrame({"scheduled_departure": departure, "year": 2023, "late": False, **columns})
