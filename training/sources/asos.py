"""Source `asos`: hourly weather of airports, as Iowa State's archive of METARs serves it.

A table of reports at any minute, in UTC unless it says otherwise, with "M" for what is missing and
"T" for a trace of rain. A station reports once an hour, some minutes before the next, and more
often while the weather changes. The reports of an hour are folded into one row, labelled like the
data packages' with the hour they fall in, in local time:

- the latest report that has a value gives it, for all but two of them;
- the precipitation is the largest reported, since each report counts from the hour's start;
- the visibility is the lowest reported.

A month of which the file holds fewer than 24 hours is left out: it is there only because UTC is
not local time, and must not replace the whole month that came with another file.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlencode
from zoneinfo import available_timezones

import numpy as np
import pandas as pd

from batch.reader import times
from batch.reader import values as fields
from batch.reader.containers import TableFile
from batch.reader.day_orders import day_order
from batch.reader.errors import ColumnsMissing, FileRefused
from batch.reader.headers import Header
from batch.reader.texts import is_missing
from batch.reader.values import Field
from batch.reader.vocabulary import PRESSURES, READINGS, ZONED_TIME, Layout
from pushback.plurals import count_of
from training.errors import StationUnknown
from training.months import shift
from training.sources import schema
from training.sources.checks import SHOWN, RowCheck
from training.sources.places import read_places
from training.sources.schema import KM_PER_MILE, MM_PER_INCH, Publication, SourceData, celsius

URL = "https://mesonet.agron.iastate.edu/cgi-bin/request/asos.py"
FORM = "tz=UTC&format=onlycomma&latlon=no&elev=no&missing=M&trace=T&report_type=3&report_type=4"
"""How reports are asked for: routine ones, which are of type 3, and special ones."""

TRACE_INCHES = 0.0001
"""What the data packages write for a trace of rain."""

FEWEST_HOURS = 24
WANTED = "python -m training fetch asos AIRPORT YYYY-MM downloads reports with all these columns"
_ZONE = re.compile(r"Time Zone\s*->\s*(\S+)")
WORDS = dict.fromkeys(("M", "-99", "-99.0", "-99.00"), np.nan) | {"T": TRACE_INCHES}
"""What stands for no number; no station of these was ever as cold as -99 degrees Fahrenheit."""
READING = Field(
    lambda text: WORDS.get(text.strip().upper(), fields.number(text)),
    "a number, M for missing or T for a trace",
    np.nan,
    np.float64,
)


def asos_files(
    airports: Sequence[str], months: Sequence[str], base: str | None = None
) -> list[Publication]:
    """Return what to download for the weather of airports, a file for each and month.

    Raises `StationUnknown` if an airport is none, or has no weather station.
    """
    unknown = [code for code in airports if not read_places().station(code)]
    if unknown or not airports:
        raise StationUnknown(unknown)
    return [
        Publication(
            f"{base or URL}?{_query(airport, month)}",
            f"asos-{airport}-{month}.csv",
            "the archive has no such request",
        )
        for airport in airports
        for month in months
    ]


def read_reports(file: TableFile, header: Header, layout: Layout, order: str) -> SourceData:
    """Return the hours of all stations in the file.

    The pressure has to be there in one of its two forms, and a whole day of some month. Raises as
    `read_file`, and FileRefused if the times are in a zone that is not known.
    """
    if not layout.columns.keys() & set(PRESSURES):
        wanted = [" or ".join(PRESSURES)]
        raise ColumnsMissing(file.name, layout.kind, wanted, header.names, f". {WANTED}")
    check = RowCheck.whole(file, header, layout.columns)
    zone = _zone(file, header, layout.columns["valid"], check)
    order = day_order(file.name, check.columns["valid"].distinct, order)
    reports = _reports(check, order, zone)
    hours = _fold(reports)
    month = hours["time"].dt.to_period("M")
    whole = hours.groupby(["airport", month])["time"].transform("size") >= FEWEST_HOURS
    if not whole.any():
        raise FileRefused(file.name, f"holds fewer than {FEWEST_HOURS} hours of every month")
    return SourceData(
        schema.provenance(file, layout.kind),
        weather=hours[whole].reset_index(drop=True),
        weather_by_airport=True,
        notes=(*_undated(reports), *_left_out(hours[~whole])),
    )


def _undated(reports: pd.DataFrame) -> list[str]:
    """Return a sentence on reports whose time in UTC is not known, if there are any."""
    count = int(reports["utc"].isna().sum())
    why = "taken at a time that the zone's clocks show twice, or never. Ask for tz=UTC."
    return [f"Left out: {count_of(count, 'report')}, {why}"] if count else []


def _left_out(hours: pd.DataFrame) -> list[str]:
    """Return a sentence on the hours of months of which there are too few, if there are any."""
    counts = hours.groupby(["airport", hours["time"].dt.to_period("M")]).size()
    named = [f"{airport} {month}" for airport, month in counts.index[:SHOWN]]
    more = f" and {len(counts) - SHOWN:,} more" if len(counts) > SHOWN else ""
    few = f"{count_of(len(hours), 'hour')} of months with fewer than {FEWEST_HOURS} hours"
    return [f"Left out: {few}: {', '.join(named)}{more}."] if len(hours) else []


def _zone(file: TableFile, header: Header, name: str, check: RowCheck) -> str:
    """Return the zone that the `name` of the column of times, remarks or rows say; else UTC."""
    told = [ZONED_TIME.fullmatch(name), *(_ZONE.search(line) for line in header.above)]
    zones = [found[1] for found in told if found]
    if "zone" in check.columns:
        zones += [text for text in check.columns["zone"].distinct if not is_missing(text)]
    zone = next((zone for zone in zones if not times.is_utc(zone)), "UTC")
    if len({*zones}) > 1 and zone != "UTC":
        both = " and ".join(dict.fromkeys(zones))
        raise FileRefused(file.name, f"says that its times are in {both}: ask for tz=UTC")
    if zone not in available_timezones():
        reason = f"says that its times are in {zone!r}, which is not a time zone: ask for tz=UTC"
        raise FileRefused(file.name, reason)
    return zone


def _reports(check: RowCheck, order: str, zone: str) -> pd.DataFrame:
    """Return the reports in the lake's columns and units, and `utc`.

    Of the hour that a zone's clocks repeat in autumn the time in UTC is not known.
    """
    places = read_places()
    station = Field(
        lambda text: places.stations.get(text.strip().upper()),
        "the code of a US airport or its weather station, like JFK or PANC",
    )
    required = {"station": station, "valid": fields.in_order(fields.UTC_TIME, order)}
    kinds = dict.fromkeys((*READINGS, *PRESSURES), READING) | required
    raw = check.read_all(kinds, required)
    check.finish()
    valid = pd.Series(pd.DatetimeIndex(raw["valid"]))
    known = valid.dt.tz_localize(zone, ambiguous="NaT", nonexistent="NaT")
    utc = known.dt.tz_convert("UTC").dt.tz_localize(None)
    altimeter = raw["alti"] * schema.HPA_PER_INCH_OF_MERCURY
    rows = schema.build(
        "weather",
        {
            "airport": raw["station"],
            "time": _local(utc, places.zones_of(raw["station"])),
            "temperature_c": celsius(raw["tmpf"]),
            "dew_point_c": celsius(raw["dwpf"]),
            "humidity_pct": raw["relh"],
            "wind_speed_kmh": raw["sknt"] * schema.KM_PER_NAUTICAL_MILE,
            "wind_direction_deg": raw["drct"],
            "precipitation_mm": raw["p01i"] * MM_PER_INCH,
            "pressure_hpa": np.where(np.isnan(raw["mslp"]), altimeter, raw["mslp"]),
            "visibility_km": raw["vsby"] * KM_PER_MILE,
        },
    )
    return rows.assign(utc=utc)


def _fold(reports: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each airport and hour, as the module's docstring says.

    The hour that clocks repeat in autumn stays twice, for cleaning to drop.
    """
    rows = reports.dropna(subset=["utc"]).sort_values("utc", kind="stable")
    rows = rows.assign(utc=rows["utc"].dt.floor("h"), time=rows["time"].dt.floor("h"))
    columns = list(schema.TABLES["weather"])
    how = dict.fromkeys(columns[1:], "last") | {"precipitation_mm": "max", "visibility_km": "min"}
    return rows.groupby(["airport", "utc"]).agg(how).reset_index()[columns]


def _local(utc: "pd.Series[pd.Timestamp]", zones: list[str]) -> "pd.Series[pd.Timestamp]":
    parts = [
        part.dt.tz_localize("UTC").dt.tz_convert(str(zone)).dt.tz_localize(None)
        for zone, part in utc.groupby(np.array(zones))
    ]
    return pd.concat(parts).sort_index()


def _query(airport: str, month: str) -> str:
    """Ask for the airport's own month, from its first local hour to its last."""
    zone = read_places().zones[airport]
    starts = (pd.Timestamp(f"{one}-01", tz=zone) for one in (month, shift(month, 1)))
    first, end = (start.tz_convert("UTC").strftime("%Y-%m-%dT%H:%MZ") for start in starts)
    asked = {
        "station": read_places().station(airport),
        "data": [*READINGS, *PRESSURES],
        "sts": first,
        "ets": end,
    }
    return f"{urlencode(asked, doseq=True)}&{FORM}"
