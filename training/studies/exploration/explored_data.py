"""Explored data: the lake's flights and weather, as far as an explorer may look.

The months that the model is tested on in the end are left out here already: what is seen in them
would find its way into the choice of features.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pushback.clock import block_minutes
from pushback.outcomes import ON_TIME, OUTCOME_NAMES
from training.config import TrainingConfig
from training.dataset.dataset import label_outcomes, load_dataset
from training.dataset.splitting import split_by_share
from training.lake import Lake, Manifest
from training.sources.nyc import NEW_YORK
from training.sources.schema import WEATHER_RANGES

WEATHER = tuple(WEATHER_RANGES)
"""The columns of the weather that are measured."""


@dataclass(frozen=True, eq=False)
class Explored:
    """What there is to see.

    Attributes
    ----------
    flights
        The lake's columns, and: `block_min` (scheduled gate to gate), `year`, `month`, `weekday`
        (0 is Monday), `hour`, `outcome`, `late` (15 or more minutes, or never there), `never`
        (cancelled or diverted).
    weather
        The lake's columns, of the same years and months.
    first_test
        The first month that is not looked at.
    manifest
        Where the lake's rows came from.
    """

    flights: pd.DataFrame
    weather: pd.DataFrame
    first_test: pd.Timestamp
    manifest: Manifest

    @property
    def shared_months(self) -> pd.DataFrame:
        """The flights of the months that are there of every year: years compared like with like."""
        years = self.flights.groupby("month")["year"].transform("nunique")
        return self.flights[years == self.flights["year"].nunique()]


def explore(lake: Lake) -> Explored:
    """Read the lake up to the first test month.

    Raises
    ------
    TrainingError
        If the lake is empty or damaged, or holds less than two months of its newest year.
    """
    dataset = load_dataset(lake)
    test = split_by_share(dataset.flights, TrainingConfig().split).test
    first_test = pd.Timestamp(dataset.flights.month[test].min())
    flights = lake.read(dataset.manifest, "flights")
    flights = flights[flights["scheduled_departure"] < first_test]
    weather = lake.read(dataset.manifest, "weather")
    months = flights["scheduled_departure"].dt.to_period("M").unique()
    return Explored(
        flights=_described(flights, dataset.airports["time_zone"]),
        weather=weather[weather["time"].dt.to_period("M").isin(months)].reset_index(drop=True),
        first_test=first_test,
        manifest=dataset.manifest,
    )


def join_weather(flights: pd.DataFrame, weather: pd.DataFrame) -> pd.DataFrame:
    """Return the flights with the weather at their origin in the hour of departure; NaN if none."""
    hours = weather.rename(columns={"airport": "origin"}).assign(time=weather["time"].dt.floor("h"))
    hours = hours.drop_duplicates(["origin", "time"], keep="last")[["origin", "time", *WEATHER]]
    keyed = flights.assign(time=flights["scheduled_departure"].dt.floor("h"))
    return keyed.merge(hours, how="left", on=["origin", "time"]).drop(columns="time")


def as_written_in_utc(weather: pd.DataFrame) -> pd.DataFrame:
    """Return New York's weather with its hours as UTC has them: what a careless join reads."""
    local = weather["time"].dt.tz_localize(NEW_YORK, ambiguous=True, nonexistent="shift_forward")
    return weather.assign(time=local.dt.tz_convert("UTC").dt.tz_localize(None))


def _described(flights: pd.DataFrame, zones: "pd.Series[str]") -> pd.DataFrame:
    flights = flights.sort_values("scheduled_departure", kind="stable", ignore_index=True)
    departure = flights["scheduled_departure"].dt
    outcome = label_outcomes(flights["arrival_delay_min"].to_numpy(np.float32))
    return flights.assign(
        block_min=block_minutes(
            flights["scheduled_departure"].to_numpy("datetime64[m]"),
            flights["scheduled_arrival"].to_numpy("datetime64[m]"),
            flights["origin"].map(zones).fillna("").tolist(),
            flights["destination"].map(zones).fillna("").tolist(),
        ),
        year=departure.year,
        month=departure.month,
        weekday=departure.day_of_week,
        hour=departure.hour,
        outcome=pd.Categorical(np.array(OUTCOME_NAMES)[outcome], OUTCOME_NAMES, ordered=True),
        late=outcome != ON_TIME,
        never=flights["cancelled"] | flights["diverted"],
    )
