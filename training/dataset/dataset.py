"""Dataset: the lake's rows as the columns that features and models read, with labels.

Flights are read of all months or of some, whole or sampled. A sample is for a lake that does not
fit into memory. The same share of every month is drawn, so that months weigh in the sample as they
do in the lake: chances learned from it need no correction, as they would if every month gave as
many flights. Months are drawn from one by one; two months and the sample are held at once.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.flights import WEATHER_FIELDS, FlightTable, WeatherTable
from pushback.outcomes import CANCELLED, OUTCOMES
from training.config import TrainingConfig, record_file
from training.lake import Lake, Manifest
from training.months import around
from training.record import Record, read_record
from training.sources.places import read_places
from training.sources.schema import build

FLIGHT_COLUMNS = [
    "carrier",
    "origin",
    "destination",
    "scheduled_departure",
    "scheduled_arrival",
    "departure_delay_min",
    "arrival_delay_min",
]
ALL_FLIGHTS = TrainingConfig()
STARTS = [outcome.to_minutes for outcome in OUTCOMES if outcome.to_minutes is not None]


@dataclass(frozen=True, eq=False)
class Flights:
    """Flights and what became of them, one row a flight."""

    table: FlightTable
    """The schedule: all that the features may see."""
    outcome: NDArray[np.int64]
    """Position in `OUTCOMES`, shape (flights,)."""
    delay: NDArray[np.float32]
    """Minutes late at the gate, NaN for those that never arrived."""
    departure_delay: NDArray[np.float32]
    """Minutes late from the gate, NaN for those that never left, or where it is not known."""

    def __len__(self) -> int:
        return len(self.outcome)

    @property
    def month(self) -> NDArray[np.datetime64]:
        """The month of each departure."""
        return self.table.departure.astype("datetime64[M]")

    @property
    def schedule(self) -> pd.DataFrame:
        """A table of airline, airports and departure, a row a flight."""
        codes = {name: getattr(self.table, name) for name in ("carrier", "origin", "destination")}
        departure = self.table.departure.astype("datetime64[s]")
        return pd.DataFrame({**codes, "departure": departure})

    def take(self, rows: NDArray[Any]) -> "Flights":
        """Return the given rows (positions or a mask)."""
        columns = (getattr(self, field.name) for field in fields(self)[1:])
        return Flights(self.table.take(rows), *(column[rows] for column in columns))


@dataclass(frozen=True, eq=False)
class Dataset:
    """All that training reads: flights in order of departure, weather, places, names, record."""

    flights: Flights
    weather: WeatherTable
    airports: pd.DataFrame
    airlines: pd.DataFrame
    record: Record
    manifest: Manifest


def load_dataset(
    lake: Lake, months: Collection[str] | None = None, config: TrainingConfig = ALL_FLIGHTS
) -> Dataset:
    """Read the lake, or the flights of some of its months, or a sample of them.

    Parameters
    ----------
    months
        Those whose flights are read, as "2023-10"; with them, all of the weather that their
        features can see. The manifest then lists flights of these months alone. All, if None.
    config
        Its `flights_a_month` says how many of a month are read at most, its seed which.

    Raises
    ------
    TrainingError
        If the lake is empty, lacks these months or is damaged, or the record is.
    """
    with lake.held() as whole:
        flights = _read_flights(lake, whole, months, config)
        airports, airlines = (lake.read(whole, table) for table in ("airports", "airlines"))
        weather = _read_weather(lake, whole, None if months is None else around(months))
    places = read_places().data
    return Dataset(
        flights=flights_of(flights.sort_values("scheduled_departure", kind="stable")),
        weather=weather,
        airports=_newest(airports, places.airports, "airport"),
        airlines=_newest(airlines, places.airlines, "carrier"),
        record=read_record(record_file()),
        manifest=whole if months is None else whole.only("flights", months),
    )


def load_weather(lake: Lake, months: Collection[str]) -> WeatherTable:
    """Read the lake's weather of some months; none, if it has none.

    Raises LakeDamaged if a file of the lake is not what its manifest says.
    """
    with lake.held() as manifest:
        return _read_weather(lake, manifest, months)


def _read_flights(
    lake: Lake, manifest: Manifest, months: Collection[str] | None, config: TrainingConfig
) -> pd.DataFrame:
    wanted = sorted(manifest.flight_months if months is None else months)
    if (share := _share(manifest.only("flights", wanted), config.flights_a_month)) < 1:
        parts = (_draw(lake, manifest, month, share, config.seed) for month in wanted)
        return pd.concat(parts, ignore_index=True)
    if months is None:
        return lake.read(manifest, "flights", FLIGHT_COLUMNS)
    return _read_months(lake, manifest, wanted)


def _share(manifest: Manifest, flights_a_month: int | None) -> Fraction:
    """Return the share at which the largest month keeps so many flights; 1 if it may keep all."""
    rows = Counter[str]()
    for file in manifest.of("flights"):
        rows[file.month] += file.rows
    largest = max([1, *rows.values()])
    return min(Fraction(1), Fraction(flights_a_month or largest, largest))


def _draw(lake: Lake, manifest: Manifest, month: str, share: Fraction, seed: int) -> pd.DataFrame:
    """Draw a share of a month's flights, in their order, by the seed and these flights alone."""
    rows = _read_months(lake, manifest, [month])
    random = np.random.default_rng([seed, int(month.replace("-", ""))])
    drawn = random.choice(len(rows), int(len(rows) * share), replace=False)
    return rows.iloc[np.sort(drawn)]


def _read_months(lake: Lake, manifest: Manifest, months: Sequence[str]) -> pd.DataFrame:
    """Read the flights that depart in some months; a file may end at the midnight after its own."""
    wanted = np.array(months, "datetime64[M]")
    files = manifest.only("flights", np.union1d(wanted - 1, wanted).astype(str).tolist())
    rows = lake.read(files, "flights", FLIGHT_COLUMNS)
    return rows[np.isin(rows["scheduled_departure"].to_numpy("datetime64[M]"), wanted)]


def _read_weather(lake: Lake, manifest: Manifest, months: Collection[str] | None) -> WeatherTable:
    """Read the weather; a lake without any is one whose weather is not known."""
    known = manifest if months is None else manifest.only("weather", months)
    rows = lake.read(known, "weather") if known.of("weather") else build("weather", {})
    return WeatherTable(
        airport=_codes(rows["airport"]),
        time=rows["time"].to_numpy("datetime64[m]"),
        values=rows[list(WEATHER_FIELDS)].to_numpy(np.float32),
    )


def label_outcomes(delay: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the outcome of each arrival delay in minutes; NaN never arrived.

    Examples
    --------
    >>> label_outcomes(np.array([-20, 14, 15, 119, 120, np.nan], np.float32))
    array([0, 0, 1, 3, 4, 5])
    """
    return np.where(np.isnan(delay), CANCELLED, np.digitize(delay, STARTS))


def flights_of(rows: pd.DataFrame) -> Flights:
    """Return rows with the columns of `FLIGHT_COLUMNS` as flights, with their outcomes."""
    delay = rows["arrival_delay_min"].to_numpy(np.float32, copy=True)
    return Flights(
        table=FlightTable.scheduled(
            carrier=_codes(rows["carrier"]),
            origin=_codes(rows["origin"]),
            destination=_codes(rows["destination"]),
            departure=rows["scheduled_departure"].to_numpy("datetime64[m]"),
            arrival=rows["scheduled_arrival"].to_numpy("datetime64[m]"),
        ),
        outcome=label_outcomes(delay),
        delay=delay,
        departure_delay=rows["departure_delay_min"].to_numpy(np.float32, copy=True),
    )


def _codes(column: "pd.Series[str]") -> NDArray[np.object_]:
    """Return codes with one object for each distinct one: a year has millions of rows."""
    codes, distinct = pd.factorize(column)
    return np.asarray(distinct, object)[codes]


def _newest(rows: pd.DataFrame, others: pd.DataFrame, key: str) -> pd.DataFrame:
    """One row a key: what the source with the last name says, or `others` where none does."""
    newest = rows.sort_values("source").drop_duplicates(key, keep="last")
    both = pd.concat([newest, others[~others[key].isin(newest[key])]])
    return both.set_index(key).sort_index()
