"""Encodings: airline and destination turned into numbers in several ways.

Each learns from all flights before, and returns a table of numbers for those of them that are
fitted on and for those that are tested on. A code not seen before gets what each way has for the
unknown.
"""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder

from training.dataset.lookups import history, history_of_other_months
from training.studies.exploration.shares import shares

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
Pair = tuple[Floats, Floats]
Encode = Callable[[pd.DataFrame, Rows, pd.DataFrame], Pair]
"""Of the flights before, the positions of those fitted on, and the flights tested on."""

CODES = ["carrier", "destination"]


def ordinal(before: pd.DataFrame, fitted: Rows, tested: pd.DataFrame) -> Pair:
    """A number for each code, in the order of the alphabet; -1 for the unknown."""
    encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    return _by(encoder, before, fitted, tested)


def one_hot(before: pd.DataFrame, fitted: Rows, tested: pd.DataFrame) -> Pair:
    """A column of 0 and 1 for each code; all 0 for the unknown."""
    encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    return _by(encoder, before, fitted, tested)


def frequencies(before: pd.DataFrame, fitted: Rows, tested: pd.DataFrame) -> Pair:
    """Each code's share of the flights; 0 for the unknown."""
    known = {code: shares(before[code]) for code in CODES}
    first, second = (
        np.column_stack([part[code].map(known[code]).fillna(0) for code in CODES])
        for part in (before.iloc[fitted], tested)
    )
    return first, second


def histories(before: pd.DataFrame, fitted: Rows, tested: pd.DataFrame) -> Pair:
    """How much more often than others of its month a code was late that year; 0 for the unknown.

    As the released model has it. For flights fitted on, from other months than their own: with
    its own outcome in it, a flight of a rare code would be told what it should guess.
    """
    year = before["year"].astype(str)
    newest = year == year.max()
    first, second = [], []
    for code in CODES:
        past = history_of_other_months((before[code] + year).reset_index(drop=True), *_late(before))
        first.append(past[fitted])
        known = history(before.loc[newest, code].reset_index(drop=True), *_late(before[newest]))
        second.append(tested[code].map(known).fillna(0))
    return np.column_stack(first), np.column_stack(second)


def codes_and_histories(before: pd.DataFrame, fitted: Rows, tested: pd.DataFrame) -> Pair:
    """Both, as the released model has the airline."""
    first, second = (encode(before, fitted, tested) for encode in (ordinal, histories))
    return np.hstack([first[0], second[0]]), np.hstack([first[1], second[1]])


def _late(flights: pd.DataFrame) -> tuple[NDArray[np.datetime64], NDArray[np.bool_]]:
    month = flights["scheduled_departure"].to_numpy("datetime64[M]")
    return month, flights["late"].to_numpy(bool)


def _by(
    encoder: OrdinalEncoder | OneHotEncoder,
    before: pd.DataFrame,
    fitted: Rows,
    tested: pd.DataFrame,
) -> Pair:
    encoder.fit(before[CODES])
    return encoder.transform(before[CODES].iloc[fitted]), encoder.transform(tested[CODES])


ENCODINGS: Mapping[str, Encode] = {
    "codes and histories": codes_and_histories,
    "codes": ordinal,
    "histories": histories,
    "one-hot": one_hot,
    "frequencies": frequencies,
}
