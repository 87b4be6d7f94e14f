"""Contract's profile: the distributions that later flights are held against to detect drift."""

import msgspec


class Months(msgspec.Struct, frozen=True):
    """A set of flights by the months it covers."""

    months: list[str]
    flights: int


class NumberProfile(msgspec.Struct, frozen=True, kw_only=True):
    """How the training flights spread over a number's bins.

    Attributes
    ----------
    edges
        Upper ends of all bins but the last, which has none; a bin holds its upper end.
    lowest, highest
        The lowest and the highest value of a training flight.
    shares
        Share of the flights in each bin, then of those whose number is not known.
    month_psi
        The largest population stability index of one month's flights against all others'.
    """

    edges: list[float]
    lowest: float
    highest: float
    shares: list[float]
    month_psi: float


class CodeProfile(msgspec.Struct, frozen=True, kw_only=True):
    """How the training flights spread over codes.

    Attributes
    ----------
    codes
        The more frequent ones.
    shares
        Share of the flights with each code, then with any other, then with an unknown one.
    month_psi
        As for a number.
    """

    codes: list[str]
    shares: list[float]
    month_psi: float


class LateProfile(msgspec.Struct, frozen=True, kw_only=True):
    """How the chances of late given to the training flights spread over bins of equal width."""

    shares: list[float]
    month_psi: float


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """Distributions of the training flights, with which later ones are compared to detect drift.

    Attributes
    ----------
    flights
        The training flights of the last twelve months.
    numbers, codes
        By feature of the model.
    late
        By weather state: "full", "forecast" or "none".
    """

    flights: Months
    numbers: dict[str, NumberProfile]
    codes: dict[str, CodeProfile]
    late: dict[str, LateProfile]
