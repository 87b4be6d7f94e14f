"""Source `asos`: hourly weather of airports, as Iowa State's archive of METARs serves it.

A CSV of reports in UTC, at any minute, with "M" for what is missing and "T" for a trace of
rain. A station reports once an hour, some minutes before the next, and more often while the
weather changes. The reports of an hour are folded into one row, labelled like the data
packages' with the hour they fall in, in local time:

- the latest report that has a value gives it, for all but two of them;
- the precipitation is the largest reported, since each report counts from the hour's start;
- the visibility is the lowest reported.

A month of which the file holds fewer than 24 hours is left out: it is there only because UTC is
not local time, and must not replace the whole month that came with another file.
"""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.errors import ColumnsMissing, FileRefused
from training.sources import fields
from training.sources.base import SourceData
from training.sources.checks import RowCheck
from training.sources.fields import (
    HPA_PER_INCH_OF_MERCURY,
    KM_PER_MILE,
    KM_PER_NAUTICAL_MILE,
    MM_PER_INCH,
    celsius,
)
from training.sources.files import DataFile
from training.sources.places import Places, read_places
from training.sources.schema import TIME, columns
from training.sources.text import Header, read_text

TRACE_INCHES = 0.0001
"""What the data packages write for a trace of rain."""

FEWEST_HOURS = 24
NUMBERS = ("tmpf", "dwpf", "relh", "drct", "sknt", "p01i", "vsby")
PRESSURES = ("mslp", "alti")
STATION = "the code of a US airport or its weather station, like JFK or PANC"
NUMBER = "a number, M for missing or T for a trace"
_WORDS = {"M": np.nan, "T": TRACE_INCHES}


class Asos:
    """Weather reports of US airports."""

    name = "asos"
    title = "hourly weather of airports, as Iowa State's ASOS archive serves it"
    columns: Sequence[str] = ("station", "valid", *NUMBERS)

    def read(self, file: DataFile, header: Header) -> SourceData:
        """Return the hours of all stations in the file.

        Raises
        ------
        ColumnsMissing
            If the pressure is there in neither of its two forms.
        FileRefused
            If the file is damaged, or holds no whole day.
        RowsUnusable
            If a row holds what cannot be.
        """
        pressures = [name for name in PRESSURES if name in header.names]
        if not pressures:
            raise ColumnsMissing(file.name, self.name, [" or ".join(PRESSURES)])
        table = read_text(file, (*self.columns, *pressures), header)
        hours = fold(_reports(RowCheck(file.name, table), pressures, read_places()))
        month = hours["time"].dt.to_period("M")
        whole = hours.groupby(["airport", month])["time"].transform("size") >= FEWEST_HOURS
        if not whole.any():
            raise FileRefused(file.name, f"holds fewer than {FEWEST_HOURS} hours of every month")
        return SourceData(
            file.provenance(self.name),
            weather=hours[whole].reset_index(drop=True),
            weather_by_airport=True,
            notes=_left_out(int((~whole).sum())),
        )


def fold(reports: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each airport and hour, as the module's docstring says.

    Parameters
    ----------
    reports
        In the lake's columns and units; `time` is local, to the minute, in order for each
        airport, and `utc` the hour in UTC. The hour that clocks repeat in autumn stays twice,
        for cleaning to drop.
    """
    rows = reports.assign(time=reports["time"].dt.floor("h"))
    how = dict.fromkeys(columns("weather")[1:], "last")
    how |= {"precipitation_mm": "max", "visibility_km": "min"}
    hours = rows.groupby(["airport", "utc"], sort=True).agg(how).reset_index()
    return hours[columns("weather")]


def _reports(check: RowCheck, pressures: list[str], places: Places) -> pd.DataFrame:
    """Return the reports in the lake's columns and units, in order of time."""
    airport = check.read("station", _station(places), STATION, "", required=True)
    utc = check.read("valid", fields.time, fields.TIME_UTC, "NaT", TIME, required=True)
    raw = {
        name: check.read(name, _number, NUMBER, np.nan, np.float64)
        for name in (*NUMBERS, *pressures)
    }
    check.finish()
    rows = pd.DataFrame({"airport": pd.Series(airport, dtype="str"), "utc": utc})
    rows["time"] = _local(rows, places.zones)
    values = _in_our_units(raw)
    rows = rows.assign(**{name: values[name].astype("float32") for name in columns("weather")[2:]})
    rows = rows.sort_values("utc", kind="stable")
    return rows.assign(utc=rows["utc"].dt.floor("h"))


def _in_our_units(raw: dict[str, NDArray[np.float64]]) -> dict[str, NDArray[np.float64]]:
    missing = np.full(len(raw["tmpf"]), np.nan)
    sea_level = raw.get("mslp", missing)
    altimeter = raw.get("alti", missing) * HPA_PER_INCH_OF_MERCURY
    return {
        "temperature_c": celsius(raw["tmpf"]),
        "dew_point_c": celsius(raw["dwpf"]),
        "humidity_pct": raw["relh"],
        "wind_speed_kmh": raw["sknt"] * KM_PER_NAUTICAL_MILE,
        "wind_direction_deg": raw["drct"],
        "precipitation_mm": raw["p01i"] * MM_PER_INCH,
        "pressure_hpa": np.where(np.isnan(sea_level), altimeter, sea_level),
        "visibility_km": raw["vsby"] * KM_PER_MILE,
    }


def _local(rows: pd.DataFrame, zones: dict[str, str]) -> "pd.Series[pd.Timestamp]":
    local = rows["utc"].copy()
    for zone, part in rows["utc"].groupby(rows["airport"].map(zones)):
        there = part.dt.tz_localize("UTC").dt.tz_convert(str(zone)).dt.tz_localize(None)
        local.loc[part.index] = there
    return local


def _station(places: Places) -> Callable[[str], str | None]:
    return lambda text: places.stations.get(text.strip().upper())


def _number(text: str) -> float | None:
    return _WORDS[text] if text in _WORDS else fields.number(text)


def _left_out(hours: int) -> tuple[str, ...]:
    if not hours:
        return ()
    return (f"{hours:,} hours of months with fewer than {FEWEST_HOURS} hours were left out.",)
