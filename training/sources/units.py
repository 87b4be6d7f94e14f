"""Units: US units into the lake's."""

from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

KM_PER_MILE = 1.609344
KM_PER_NAUTICAL_MILE = 1.852
MM_PER_INCH = 25.4
HPA_PER_INCH_OF_MERCURY = 33.863886

Column = TypeVar("Column", "pd.Series[float]", NDArray[np.float64])


def celsius(fahrenheit: Column) -> Column:
    """Return temperatures in degrees Celsius.

    Examples
    --------
    >>> celsius(np.array([32.0, 212.0])).tolist()
    [0.0, 100.0]
    """
    return (fahrenheit - 32) * 5 / 9
