"""Reference: what the training flights teach the features, from the schedule alone.

The record of each airline on each route (`usual`) is shown to people beside the prediction;
the model does not see it. It and the schedule are of the newest year of training: airlines
merge, and airports change how they fill their hours.
"""

from typing import cast

import numpy as np
import pandas as pd

from pushback.clock import block_minutes
from pushback.contract import Airline, Place, Reference, Route, Usual
from pushback.outcomes import ON_TIME
from training.dataset import Flights


def learn_reference(flights: Flights, airports: pd.DataFrame, airlines: pd.DataFrame) -> Reference:
    """Learn places, names, schedules and records from training flights.

    Parameters
    ----------
    airports, airlines
        What is known of each, indexed by code. Codes that no training flight has are left
        out; airports without a place are too.
    """
    rows = _rows(flights, airports)
    newest = rows[rows["departure"].dt.year == rows["departure"].dt.year.max()]
    return Reference(
        airlines=_airlines(rows, airlines),
        airports=_airports(rows, airports),
        routes=_routes(rows, newest),
        schedule=_schedule(newest),
    )


def _rows(flights: Flights, airports: pd.DataFrame) -> pd.DataFrame:
    table = flights.table
    zones = airports["time_zone"]
    rows = pd.DataFrame(
        {
            "carrier": table.carrier,
            "origin": table.origin,
            "destination": table.destination,
            "departure": table.departure.astype("datetime64[s]"),
            "late": flights.outcome != ON_TIME,
        }
    )
    rows["block"] = block_minutes(
        table.departure,
        table.arrival,
        rows["origin"].map(zones).fillna("").tolist(),
        rows["destination"].map(zones).fillna("").tolist(),
    )
    return rows


def _airlines(rows: pd.DataFrame, airlines: pd.DataFrame) -> dict[str, Airline]:
    names = airlines["name"]
    return {code: Airline(names.get(code, code)) for code in sorted(rows["carrier"].unique())}


def _airports(rows: pd.DataFrame, airports: pd.DataFrame) -> dict[str, Place]:
    seen = sorted(set(rows["origin"]) | set(rows["destination"]))
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


def _routes(rows: pd.DataFrame, newest: pd.DataFrame) -> dict[str, Route]:
    route = ["origin", "destination"]
    records: dict[str, dict[str, Usual]] = {}
    for key, late in newest.groupby([*route, "carrier"])["late"]:
        origin, destination, carrier = cast(tuple[str, str, str], key)
        usual = Usual(round(float(late.mean()), 4), len(late))
        records.setdefault(f"{origin}-{destination}", {})[carrier] = usual
    blocks = rows.groupby(route)["block"].median()
    return {
        name: Route(float(block), records.get(name, {}))
        for name, block in zip(blocks.index.map("-".join), blocks, strict=True)
    }


def _schedule(rows: pd.DataFrame) -> dict[str, list[float]]:
    """Mean departures in each hour of the day, over the days on which the airport had any."""
    hour = rows["departure"].dt.hour
    days = rows["departure"].dt.normalize().groupby(rows["origin"]).nunique()
    counts = rows.groupby(["origin", hour]).size().unstack(fill_value=0)
    hourly = counts.reindex(columns=range(24), fill_value=0).div(days, axis=0).round(3)
    return {str(origin): line.to_numpy(np.float64).tolist() for origin, line in hourly.iterrows()}
