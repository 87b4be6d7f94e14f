"""Slices: scores of parts of the test flights, since a mean hides where the model is wrong.

The contract has scores by month, airline and airport of departure, and how often flights were late
beside the chances they were given. The evaluation tells the latter too, and by month, airline and
hour. What the released bundle says of months ahead stands beside the years seen.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.contract import CalibrationBin, MonthAhead, SliceMetrics
from pushback.flights import NO_WEATHER
from pushback.outcomes import ON_TIME
from pushback.predictor import Predictor
from training.dataset.dataset import Flights
from training.dataset.masking import WEATHER_STATES
from training.dataset.splitting import Mask
from training.evaluation.metrics import Chances, Outcomes, equal_bins, log_losses, score
from training.record import Record

LEAST_SHARE, LEAST_FLIGHTS = 0.01, 100
"""What an airline or airport needs for scores of its own: this share of the flights, and so many
of them."""
BINS = 10
FEWEST_FLIGHTS = 500
"""Of a month or an hour of a year, below which luck would widen the range of years."""

Shares = NDArray[np.floating]


def score_slices(
    flights: Flights, predictions: Mapping[str, Chances]
) -> dict[str, dict[str, SliceMetrics]]:
    """Score the model and the climatology by "month", and by larger "carrier" and "origin".

    `predictions` are chances, shape (flights, outcomes), by weather state and of the climatology.
    """

    def by(keys: NDArray[Any], least: float) -> dict[str, SliceMetrics]:
        return {
            str(key): _score(rows, flights.outcome, predictions)
            for key in np.unique(keys)
            if (rows := keys == key).sum() >= least
        }

    least = max(LEAST_FLIGHTS, LEAST_SHARE * len(flights))
    return {
        "month": by(flights.month, 0),
        "carrier": by(flights.table.carrier, least),
        "origin": by(flights.table.origin, least),
    }


def _score(rows: Mask, outcome: Outcomes, predictions: Mapping[str, Chances]) -> SliceMetrics:
    outcome = outcome[rows]
    chances = {system: predictions[system][rows] for system in (*WEATHER_STATES, "climatology")}
    full, forecast, none = (float(np.mean(_late(chances[state]))) for state in WEATHER_STATES)
    scores = score(chances["full"], outcome)
    told = {
        "late_observed": float(np.mean(outcome != ON_TIME)),
        "late_predicted": full,
        "late_predicted_forecast": forecast,
        "late_predicted_none": none,
        "log_loss": scores["log_loss"],
        "climatology_log_loss": float(log_losses(chances["climatology"], outcome).mean()),
        "auc": scores["auc"],
    }
    return SliceMetrics(len(outcome), **{name: round(value, 5) for name, value in told.items()})


def calibration(
    outcome: Outcomes, predictions: Mapping[str, Chances]
) -> dict[str, list[CalibrationBin]]:
    """Return chance of late beside frequency of late by weather state, in ten bins each.

    The bins are of about equal size; equal chances share one, so there may be fewer. `outcome` are
    the positions of what happened, shape (flights,).
    """
    came = (outcome != ON_TIME).astype(np.float64)
    curves = {state: _curve(_late(predictions[state]), came) for state in WEATHER_STATES}
    return {
        state: [CalibrationBin(one["chance"], one["frequency"], one["flights"]) for one in curve]
        for state, curve in curves.items()
    }


def _late(chances: Chances) -> NDArray[np.float64]:
    return np.asarray(1 - chances[:, ON_TIME])


def _curve(chance: NDArray[np.float64], late: NDArray[np.float64]) -> list[dict[str, Any]]:
    flights = pd.DataFrame({"chance": chance, "frequency": late})
    return _records(_means(flights, equal_bins(chance, BINS)))


def reliability(rows: pd.DataFrame, system: str) -> dict[str, list[dict[str, Any]]]:
    """Return mean chance, frequency of late and flights, by groups of the test flights.

    The groups are ten bins of about equal size, as "curve", and by "month", "carrier" and "hour",
    which tell the mean log-loss as well. `rows` are as `training.evaluation.rolling_origin` makes
    them, one a flight.
    """
    columns = {
        "chance": rows[f"late_{system}"],
        "frequency": rows["outcome"] != ON_TIME,
        "log_loss": rows[f"log_loss_{system}"],
    }
    late, departure = pd.DataFrame(columns).astype(np.float64), rows["departure"].dt
    keys = {"month": departure.month, "carrier": rows["carrier"], "hour": departure.hour}
    return {
        "curve": _curve(late["chance"].to_numpy(), late["frequency"].to_numpy()),
        **{
            name: _records(_means(late, key.to_numpy()).rename_axis(name).reset_index())
            for name, key in keys.items()
        },
    }


def _means(late: pd.DataFrame, key: NDArray[Any]) -> pd.DataFrame:
    groups = late.groupby(key)
    return groups.mean().round(5).assign(flights=groups.size())


def _records(means: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in means.to_dict("records")]


def months_and_hours(flights: Flights, record: Record, predictor: Predictor) -> dict[str, Any]:
    """Return what the released bundle says and what came, in shares of late flights, as plain JSON.

    By month and by hour of departure: `said` of the newest year's flights, `years` with what came
    by year, and their range, `low` and `high`. The months of the nation stand by themselves, for
    they are of other airports. `flights` are those of the lake.
    """
    year = flights.month.astype("datetime64[Y]")
    newest = flights.take(year == year.max())
    inputs = predictor.features.build(newest.table, NO_WEATHER)
    said = 1 - predictor.probabilities(inputs)[:, ON_TIME]
    months = record.months
    late = (months["late_15"] + months["cancelled"]) / months["flights"]
    by_month = late.groupby([months["month"], months["year"]]).mean().unstack()
    return {
        "new_york": {by: _beside_years(flights, newest, said, by) for by in ("month", "hour")},
        "nation": [{"at": int(str(at))} | _range(years) for at, years in by_month.T.items()],
    }


def months_ahead(flights: Flights, newest: Flights, said: Shares) -> list[MonthAhead]:
    """Return what is said of each month of the year, beside what came in the years of `flights`.

    `said` is the chance of late of each of the newest flights, by its schedule alone.
    """
    return [
        MonthAhead(
            month=one["at"],
            said=one["said"],
            lowest=one["low"],
            highest=one["high"],
            years=[int(year) for year in one["years"]],
        )
        for one in _beside_years(flights, newest, said, "month")
    ]


def _beside_years(flights: Flights, newest: Flights, said: Shares, by: str) -> list[dict[str, Any]]:
    """Return what is said of the newest flights by "month" or "hour", beside what came by year.

    A model knows the season, not the year: by how much the years differed is by how much a month to
    come can be off. It judges nothing, since the bundle has learned from all of these years.
    """
    then, now = (pd.DatetimeIndex(one.table.departure) for one in (flights, newest))
    late = pd.Series((flights.outcome != ON_TIME).astype(np.float64))
    came = late.groupby([getattr(then, by), then.year]).agg(["mean", "size"])
    came = came[came["size"] >= FEWEST_FLIGHTS]["mean"].unstack()
    chances = pd.Series(said, dtype=np.float64).groupby(getattr(now, by)).mean().to_dict()
    shown = came[came.index.isin(list(chances))]
    return [
        {"at": int(str(at)), "said": round(chances[at], 4)} | _range(years)
        for at, years in shown.T.items()
    ]


def _range(came: "pd.Series[float]") -> dict[str, Any]:
    """Return shares of late flights by year, NaN where a year has none, and their range."""
    years = {str(year): round(float(share), 4) for year, share in came.dropna().items()}
    return {"low": min(years.values()), "high": max(years.values()), "years": years}
