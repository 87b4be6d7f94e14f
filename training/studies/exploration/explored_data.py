"""Explored data: the lake's flights and weather, as far as an explorer may look, and their tables.

The months that the model is tested on in the end are left out here already: what is seen in them
would find its way into the choice of features. The tables tell where the data came from, what its
columns hold, where they have gaps, and what treating them costs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pandas as pd

from pushback.outcomes import ON_TIME, OUTCOME_NAMES
from training.config import RESULTS_FOLDER, TrainingConfig
from training.dataset.dataset import FLIGHT_COLUMNS, label_outcomes, load_dataset
from training.dataset.schedules import scheduled_minutes
from training.dataset.splitting import split_by_share
from training.evaluation.bootstrap import Estimate
from training.lake import Lake, Manifest
from training.results import read_result
from training.sources import FILE_SOURCES, SOURCES
from training.sources.nyc import NEW_YORK
from training.sources.schema import TABLES, WEATHER_RANGES
from training.studies.figures import canvas

WEATHER = tuple(WEATHER_RANGES)
"""The columns of the weather that are measured."""
UNITS = {
    "min": "minutes",
    "km": "kilometres",
    "kmh": "kilometres an hour",
    "c": "degrees Celsius",
    "pct": "per cent",
    "deg": "degrees, clockwise from north",
    "mm": "millimetres in the hour",
    "hpa": "hectopascals",
}
"""By the ending of a column's name."""
AFTERWARDS = {
    "departure_delay_min",
    "arrival_delay_min",
    "air_time_min",
    "cancelled",
    "diverted",
    "tail_number",
}
"""Known on the day at the earliest: in a feature, they would tell the outcome."""


@dataclass(frozen=True, eq=False)
class Explored:
    """What there is to see."""

    flights: pd.DataFrame
    """The lake's columns, and: `block_min` (scheduled gate to gate), `year`, `month`, `weekday` (0
    is Monday), `hour`, `outcome`, `late` (15 or more minutes, or never there), `never` (cancelled
    or diverted)."""
    weather: pd.DataFrame
    """The lake's columns, of the same years and months."""
    first_test: pd.Timestamp
    """The first month that is not looked at."""
    manifest: Manifest
    """Where the lake's rows came from."""

    @property
    def shared_months(self) -> pd.DataFrame:
        """The flights of the months that are there of every year: years compared like with like."""
        years = self.flights.groupby("month")["year"].transform("nunique")
        return self.flights[years == self.flights["year"].nunique()]


def explore(lake: Lake) -> Explored:
    """Read the lake up to the first test month.

    Raises TrainingError if the lake is empty or damaged, or holds less than two months of its
    newest year.
    """
    with lake.held() as manifest:
        dataset = load_dataset(lake)
        flights, weather = (lake.read(manifest, table) for table in ("flights", "weather"))
    test = split_by_share(dataset.flights, TrainingConfig().split).test
    first_test = pd.Timestamp(dataset.flights.month[test].min())
    flights = flights[flights["scheduled_departure"] < first_test]
    months = flights["scheduled_departure"].dt.to_period("M").unique()
    return Explored(
        flights=_described(flights, dataset.airports),
        weather=weather[weather["time"].dt.to_period("M").isin(months)].reset_index(drop=True),
        first_test=first_test,
        manifest=manifest,
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


def percent(table: pd.DataFrame, *columns: object) -> pd.DataFrame:
    """Return the table with shares written in per cent: of these columns, or of all; gaps blank.

    Examples
    --------
    >>> percent(pd.DataFrame({"flights": [10], "late": [0.25]}), "late").loc[0, "late"]
    '25.0%'
    """
    written = table.copy()
    chosen: list[Any] = list(columns or table.columns)
    written[chosen] = table[chosen].map("{:.1%}".format, na_action="ignore").fillna("")
    return written


def sources_table(manifest: Manifest) -> pd.DataFrame:
    """Return a row for each source and table: version, rows, months, the start of its checksum."""
    files = pd.DataFrame(msgspec.to_builtins(manifest.files))
    titles = {name: source.title for name, source in SOURCES.items()} | FILE_SOURCES
    known = {
        "read from": files["source"].map(titles).fillna(files["source_version"]),
        "version": files["source_version"],
        "sha256 begins": files["source_sha256"].str[:12],
        "month": files["month"].replace("", None),
    }
    told = ["read from", "version", "sha256 begins"]
    groups = files.assign(**known).groupby(["source", "table", *told])
    return groups.agg(rows=("rows", "sum"), months=("month", "nunique")).reset_index(told)


def cleaning_table(manifest: Manifest) -> pd.DataFrame:
    """Return a row for each reason that cleaning dropped rows or blanked values for."""
    counts = [
        (source, table, reason, count)
        for source, tables in manifest.dropped.items()
        for table, reasons in tables.items()
        for reason, count in reasons.items()
    ]
    table = pd.DataFrame(counts, columns=["source", "table", "reason", "count"])
    return table.set_index(["source", "table"])


def columns_table(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each column of the "flights" or "weather": type, unit, use, gaps, values."""
    names = list(TABLES[table])
    rows = rows[names]
    units = {name: UNITS.get(name.rpartition("_")[2], "") for name in names}
    return pd.DataFrame(
        {
            "type": ["number" if units[name] else _type(rows[name]) for name in names],
            "unit": pd.Series(units),
            "use": [_use(table, name) for name in names],
            "missing": rows.isna().mean().map("{:.2%}".format),
            "distinct": rows.nunique().map("{:,}".format),
            "from": rows.min(),
            "to": rows.max(),
        }
    )


def gap_maps(maps: Mapping[str, pd.DataFrame]) -> canvas.Picture:
    """Draw the shares of values that are missing, one table below the other.

    A table has the share missing of each column (rows) in each group (columns); columns that miss
    nothing are left out.
    """
    gaps = {title: found[found.any(axis=1)] for title, found in maps.items()}
    rows = [len(found) for found in gaps.values()]
    with canvas.styled_figure(0.27 * sum(rows) + 0.75 * len(rows) + 0.6) as figure:
        panels = figure.subplots(len(gaps), 1, squeeze=False, height_ratios=[n + 2 for n in rows])
        for axes, (title, found) in zip(panels.ravel(), gaps.items(), strict=True):
            canvas.heat_map(axes, 100 * found, top=20)
            axes.set_title(title)
    headline = (
        "Missing values in per cent; columns without any are left out, and what would read 0 is"
        " blank"
    )
    return canvas.as_picture(figure, headline)


def cost_table(names: list[str], results: Path = RESULTS_FOLDER) -> pd.DataFrame:
    """Return by how much variations of the ablation raise the log-loss, with 95 % intervals."""
    study = read_result("ablation", results)["variations"]
    costs = {
        label: [_rise(Estimate(**study[name]["rise"][state])) for name in names]
        for state, (label, *_) in canvas.STATES.items()
    }
    return pd.DataFrame(costs, index=names)


def _type(column: "pd.Series[float]") -> str:
    return {"b": "yes or no", "M": "local time"}.get(column.dtype.kind, "category")


def _use(table: str, name: str) -> str:
    if name == "arrival_delay_min":
        return "gives the outcome"
    if name in AFTERWARDS:
        return "known too late"
    return "feature" if table == "weather" or name in FLIGHT_COLUMNS else "not used"


def _rise(rise: Estimate) -> str:
    sure = "worse" if rise.is_above_zero else "better" if rise.is_below_zero else "level"
    return f"{rise:+.4f} {sure}"


def _described(flights: pd.DataFrame, airports: pd.DataFrame) -> pd.DataFrame:
    flights = flights.sort_values("scheduled_departure", kind="stable", ignore_index=True)
    departure = flights["scheduled_departure"].dt
    outcome = label_outcomes(flights["arrival_delay_min"].to_numpy(np.float32))
    times = ("scheduled_departure", "scheduled_arrival")
    start, end = (flights[time].to_numpy("datetime64[m]") for time in times)
    return flights.assign(
        block_min=scheduled_minutes(start, end, flights, airports),
        year=departure.year,
        month=departure.month,
        weekday=departure.day_of_week,
        hour=departure.hour,
        outcome=pd.Categorical.from_codes(outcome, pd.Index(OUTCOME_NAMES), ordered=True),
        late=outcome != ON_TIME,
        never=flights["cancelled"] | flights["diverted"],
    )
