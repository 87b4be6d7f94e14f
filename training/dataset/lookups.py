"""Lookups: what the training flights teach the features, as the bundle keeps it.

Schedules and histories are of one year, the newest: airlines merge, and airports change how they
fill their hours. What was flown and how late it was (`flown`) is of all years, of the lake and of
the nation's record; the counts are shown to people beside the prediction, their lateness the model
sees (`training.dataset.lateness`).
"""

from functools import partial
from typing import Any

import holidays
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.contract import Airline, Holidays, Place
from pushback.features import FEATURE_NAMES
from pushback.lookups import FIRST_YEAR, HOURS, TABLES, Lookups, Reference, Table
from training.dataset.dataset import Flights
from training.dataset.lateness import CODES, KINDS, Keys, Sums, lateness, met
from training.dataset.nation import Codes, Nation, learn_nation, not_of_the_lake
from training.dataset.schedules import flight_rows, learn_year
from training.record import Record, late_flights
from training.sources.places import CEASED

HOLIDAY_YEARS = range(2010, 2041)
BUSY = ("Independence Day", "Thanksgiving Day", "Christmas Day", "New Year's Day")
TRIP = ["carrier", "origin", "destination"]
EVERY_HOUR = np.arange(HOURS)
DECIMALS = 2
"""Of lateness in the bundle, in percentage points."""


def learn_reference(
    flights: Flights, airports: pd.DataFrame, airlines: pd.DataFrame, record: Record
) -> tuple[Reference, Nation]:
    """Learn names, places and what was flown from all flights, schedules from the newest year's.

    Parameters
    ----------
    flights
        The training flights.
    airports, airlines
        What is known of each, indexed by code. Codes that neither a training flight nor the
        record has are left out; airports without a place are too.
    record
        What became of the nation's flights until the training flights end.
    """
    rows, names = flight_rows(flights, airports), airlines["name"]
    newest = int(rows["year"].max())
    counted = _counted(rows, not_of_the_lake(record.routes, flights))
    last_years = counted.groupby("carrier")["year"].max()
    carriers = {
        code: Airline(names.get(code, code), int(year), CEASED.get(code))
        for code, year in zip(last_years.index.astype(str), last_years, strict=True)
    }
    places = _airports(counted, airports)
    codes = Codes(pd.Index(list(carriers)), pd.Index(list(places)))
    nation = learn_nation(record, flights, codes)
    reference = Reference(
        airlines=carriers,
        airports=places,
        origins=[],  # told with the schedules
        holidays=us_holidays(),
        lookups=_lookups(counted, nation, newest),
    )
    return learn_year(reference, rows[rows["year"] == newest], record), nation


def us_holidays() -> Holidays:
    """Return the federal holidays on their own dates, not on the days they are observed."""
    days = holidays.country_holidays("US", years=HOLIDAY_YEARS, observed=False)
    named = sorted((day.isoformat(), name) for day, name in days.items())
    return Holidays(
        all=[day for day, _ in named], busy=[day for day, name in named if name in BUSY]
    )


def _counted(rows: pd.DataFrame, record: pd.DataFrame) -> pd.DataFrame:
    """Return flights and late ones among them by trip, year and hour, of record and lake."""
    by = [*TRIP, "year", "hour"]
    late = rows.assign(hour=rows["departure"].dt.hour).groupby(by)["late"]
    lake = late.agg(["size", "sum"]).reset_index().set_axis([*by, "flights", "late"], axis=1)
    counted = record[by].astype(dict.fromkeys(TRIP, object))
    counted = counted.assign(flights=record["flights"], late=late_flights(record))
    return pd.concat([counted, lake], ignore_index=True)


def _airports(counted: pd.DataFrame, airports: pd.DataFrame) -> dict[str, Place]:
    seen = sorted(set(counted["origin"]) | set(counted["destination"]))
    places = airports.loc[airports.index.intersection(seen)]
    return {
        str(code): Place(
            name=place["name"],
            latitude=round(place["latitude"], 4),
            longitude=round(place["longitude"], 4),
            time_zone=place["time_zone"],
        )
        for code, place in places.iterrows()
    }


def _lookups(counted: pd.DataFrame, nation: Nation, year: int) -> Lookups:
    """Return all tables without schedules and histories; lateness is as of this year."""
    codes, late = nation.codes, partial(_lateness, nation, nation.sums(year))
    airlines, airports = np.arange(len(codes.airlines)), np.arange(len(codes.airports))
    flown = _flown(counted, codes)
    routes = _keyed("routes", flown, ("origin", "destination"))
    bases = _keyed("bases", flown, ("airline", "origin"))
    for kind, table in {"airline_route": flown, "route": routes, "airline_origin": bases}.items():
        table["lateness"] = late(kind, **{key: table[key] for key in KINDS[kind].by})
    return Lookups(
        airlines=_table(
            "airlines",
            airline=airlines,
            lateness=late("airline", airline=airlines),
            by_hour=late("airline_hour", airline=airlines[:, None], hour=EVERY_HOUR),
        ),
        airports=_table(
            "airports",
            origin=airports,
            lateness=late("origin", origin=airports),
            arrivals=late("destination", destination=airports),
            by_hour=late("origin_hour", origin=airports[:, None], hour=EVERY_HOUR),
        ),
        hours=_table("hours", hour=EVERY_HOUR, lateness=late("hour", hour=EVERY_HOUR)),
        routes=routes,
        bases=bases,
        flown=flown,
        background=np.empty((0, len(FEATURE_NAMES)), np.float32),  # chosen when a model is fitted
    )


def _lateness(nation: Nation, sums: Sums, kind: str, **codes: NDArray[Any]) -> NDArray[np.float64]:
    """Return the lateness of a kind; codes that do not tell it apart can be left out.

    `codes` are positions of airlines and airports, and hours, of shapes that fit together.
    """
    shaped = np.broadcast_arrays(*(codes.get(code, np.array(0)) for code in CODES))
    positions = (one.ravel().astype(np.int64) for one in shaped)
    keys = Keys(dict(zip(CODES, positions, strict=True)), nation.codes.sizes)
    found = lateness(met(sums, keys))[kind]
    return np.asarray(found.round(DECIMALS).reshape(shaped[0].shape))


def _flown(counted: pd.DataFrame, codes: Codes) -> Table:
    """Return the record of each airline on each route, without its lateness."""
    trips = counted.groupby(TRIP)
    sums = trips[["flights", "late"]].sum()
    positions = [
        of.get_indexer(sums.index.get_level_values(name))
        for of, name in zip((codes.airlines, codes.airports, codes.airports), TRIP, strict=True)
    ]
    listed = np.all([at >= 0 for at in positions], axis=0)
    return _table(
        "flown",
        **{key: at[listed] for key, at in zip(CODES[:-1], positions, strict=True)},
        flights=sums["flights"].to_numpy()[listed],
        late=sums["late"].to_numpy()[listed],
        years=_bits(counted, counted["year"] - FIRST_YEAR).to_numpy()[listed],
        hours=_bits(counted, counted["hour"]).to_numpy()[listed],
    )


def _bits(counted: pd.DataFrame, place: "pd.Series[int]") -> "pd.Series[int]":
    """Return for each airline on each route the places that its flights have, a bit each."""
    seen = counted[TRIP].assign(place=place).drop_duplicates()
    bits = seen.assign(bit=np.uint64(1) << seen["place"].to_numpy(np.uint64))
    return bits.groupby(TRIP)["bit"].sum()  # each bit is there once: the sum is their union


def _keyed(name: str, flown: Table, keys: tuple[str, str]) -> Table:
    """Return a table with a row for each pair of codes that was flown, NaN in the rest."""
    pairs = np.unique(flown[list(keys)])
    return _table(name, **{key: pairs[key] for key in keys})


def _table(name: str, **columns: NDArray[Any]) -> Table:
    """Return a table of the bundle; columns that are not given are NaN, or 0 if whole."""
    table = np.zeros(len(next(iter(columns.values()))), TABLES[name])
    for field in TABLES[name].names or ():
        empty = np.nan if TABLES[name][field].kind == "f" else 0
        table[field] = columns.get(field, empty)
    return table
