"""Sources `bts` and `outcomes`: flights with what became of them, whoever keeps them so.

A month of the official archive is `bts`: it holds every flight of the nation's airlines, all of one
month. The Bureau of Transportation Statistics publishes it as a zip archive with one CSV file of
109 named columns and a nameless last one (`bts_files`). Everything else is `outcomes`: a customer's
own flights (see `TEMPLATE`), the archive's download form and its other editions, public data sets,
flight logs. A month of flights is replaced as a whole by a later file: give whole months. All times
are local to their airports. A cancelled or diverted flight has no delay: where the file tells times
they are ignored; where it tells delays, cleaning drops the flight.
"""

import re
from collections.abc import Sequence
from datetime import date

import numpy as np

from batch.reader.containers import TableFile
from batch.reader.errors import ColumnsMissing
from batch.reader.headers import Header
from batch.reader.times import MINUTES_A_DAY
from batch.reader.vocabulary import CODES, Layout
from training.sources.checks import Mask, RowCheck, Values
from training.sources.flights import read_flights
from training.sources.places import Places, read_places
from training.sources.schema import Publication, SourceData, build, provenance

URL = "https://transtats.bts.gov/PREZIP"
FORM = "https://transtats.bts.gov"
FIRST_MONTH = "1987-10"
MONTHS_UNTIL_PUBLISHED = 2
FILE = "On_Time_Reporting_Carrier_On_Time_Performance_1987_present_{year}_{month}.zip"
NAMED_MONTH = re.compile(r"_([0-9]{4})_(0?[1-9]|1[0-2])\.(?:zip|csv)\Z", re.IGNORECASE)
SAME_FLIGHT = (*CODES, "flight_number", "day", "departure")
EARLIEST, LATEST = np.timedelta64(-12, "h"), np.timedelta64(72, "h")
NEAR = "from 12 hours before to 3 days after the schedule"

TEMPLATE = """\
carrier,origin,destination,scheduled_departure,scheduled_arrival,actual_departure,actual_arrival,\
cancelled,diverted
DL,JFK,LAX,2025-10-01T18:30,2025-10-01T22:05,2025-10-01T18:41,2025-10-01T22:20,0,0
AA,ORD,DFW,2025-10-01T07:15,2025-10-01T10:02,,,1,0
B6,BOS,SFO,2025-10-01T16:00,2025-10-01T19:41,2025-10-01T16:05,,0,1
"""
HINT = ". python -m training ingest --template FILE writes an example of your own flights"


def read_outcomes(file: TableFile, header: Header, layout: Layout, order: str) -> SourceData:
    """Return the flights, each of which may stand in the file once.

    Raises as `read_file`, and FileRefused if the file does not tell what became of its flights.
    """
    if not layout.columns.keys() & {"arrival_delay", "actual_arrival"}:
        raise ColumnsMissing(file.name, layout.kind, ["actual_arrival"], header.names, HINT)
    places = read_places()
    check, raw = read_flights(file, header, layout, order)
    if "arrival_delay" not in layout.columns:
        _check_outcomes(check, raw, places)
    month = _check_month(check, raw, file) if layout.kind == "bts" else None
    check.require_once({role: raw[role] for role in SAME_FLIGHT if role in check.columns})
    check.finish()
    return SourceData(
        provenance(file, layout.kind),
        flights=build("flights", raw),
        month=month,
        notes=places.zone_notes(raw["origin"], raw["destination"]),
    )


def _check_month(check: RowCheck, raw: Values, file: TableFile) -> str:
    """Return the month that the file's name, or else its first row, says; all days are of it."""
    named = NAMED_MONTH.search(file.name) or NAMED_MONTH.search(file.member)
    months = raw["day"].astype("datetime64[M]")
    known = months[~np.isnat(months)]
    month = f"{named[1]}-{int(named[2]):02}" if named else str(known[0] if len(known) else "")
    right = (months == np.datetime64(month, "M")) | np.isnat(months)
    said = "name" if named else "first row"
    check.require(right, f"a day of {month}, as the file's {said} says", "day")
    return month


def _check_outcomes(check: RowCheck, raw: Values, places: Places) -> None:
    """Report rows that could be read but whose columns do not fit together."""
    unread = check.bad.copy()

    def require(holds: Mask, allowed: str, *names: str) -> None:
        check.require(holds | unread, allowed, *names)

    cancelled, diverted = raw["cancelled"], raw["diverted"]
    arrived = ~np.isnat(raw["actual_arrival"])
    elsewhere = raw["origin"] != raw["destination"]
    require(elsewhere, "another destination than the origin", "destination")
    require(~(cancelled & diverted), "one of the two at most", "cancelled", "diverted")
    never = "no arrival of a cancelled flight"
    require(~(cancelled & arrived), never, "cancelled", "actual_arrival")
    ends = "an arrival, unless the flight was cancelled or diverted"
    require(arrived | cancelled | diverted, ends, "actual_arrival")
    schedule = (raw[name] for name in ("departure", "arrival", "origin", "destination"))
    minutes = places.block_minutes(*schedule)
    flyable = np.isnan(minutes) | ((minutes > 0) & (minutes <= MINUTES_A_DAY))
    require(flyable, "an arrival within a day after the departure", "departure", "arrival")
    for what in ("departure", "arrival"):
        late = raw[f"actual_{what}"] - raw[what]
        near = np.isnat(late) | ((late >= EARLIEST) & (late <= LATEST))
        require(near, NEAR, what, f"actual_{what}")


def bts_files(months: Sequence[str], base: str | None = None) -> list[Publication]:
    """Return what to download for the flights of some months.

    Examples
    --------
    >>> bts_files(["2025-01"])[0].name.rsplit("_", 2)[1:]
    ['2025', '1.zip']
    """
    folder = (base or URL).rstrip("/")
    names = {month: FILE.format(year=month[:4], month=int(month[5:])) for month in months}
    return [
        Publication(f"{folder}/{name}", name, why_absent(month, date.today()))
        for month, name in names.items()
    ]


def why_absent(month: str, today: date) -> str:
    """Return what it most likely means if the archive does not have a month.

    No month is refused before the archive was asked for it.

    Examples
    --------
    >>> why_absent("1987-09", date(2026, 11, 27))
    'the record begins in 1987-10: no earlier month exists'
    """
    age = (today.year - int(month[:4])) * 12 + today.month - int(month[5:])
    if month < FIRST_MONTH:
        return f"the record begins in {FIRST_MONTH}: no earlier month exists"
    if age <= MONTHS_UNTIL_PUBLISHED:
        return "it is not out yet: the BTS publishes a month about two months after its end"
    if "1990" <= month[:4] <= "1999":
        return (
            "the archive has no ready-made files of the 1990s: choose the month on the download"
            f" form at {FORM}, then ingest the file"
        )
    return f"the file was moved: look for it at {FORM}, then ingest what a browser downloads"
