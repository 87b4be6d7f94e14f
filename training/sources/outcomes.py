"""Source `outcomes`: a customer's own flights with what became of them, as CSV or Parquet.

All times are local to their airports. `actual_departure` and `actual_arrival` are left empty
where they did not happen; what stands there for a diverted flight is not read, since it arrived
elsewhere. A month of flights is replaced as a whole by a later file: give whole months.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.clock import block_minutes
from training.sources import fields
from training.sources.base import SourceData
from training.sources.checks import Mask, RowCheck
from training.sources.clocks import MINUTES_PER_DAY
from training.sources.files import DataFile
from training.sources.places import read_places
from training.sources.schema import TIME, columns, empty
from training.sources.text import Header, read_text

TIMES = ("scheduled_departure", "scheduled_arrival", "actual_departure", "actual_arrival")
COLUMNS = ("carrier", "origin", "destination", *TIMES, "cancelled", "diverted")
SAME_FLIGHT = ["carrier", "origin", "destination", "scheduled_departure"]
EARLIEST, LATEST = np.timedelta64(-12, "h"), np.timedelta64(72, "h")
NEAR = "from 12 hours before to 3 days after the schedule"

TEMPLATE = """\
carrier,origin,destination,scheduled_departure,scheduled_arrival,actual_departure,actual_arrival,\
cancelled,diverted
DL,JFK,LAX,2025-10-01T18:30,2025-10-01T22:05,2025-10-01T18:41,2025-10-01T22:20,0,0
AA,ORD,DFW,2025-10-01T07:15,2025-10-01T10:02,,,1,0
B6,BOS,SFO,2025-10-01T16:00,2025-10-01T19:41,2025-10-01T16:05,,0,1
"""

Raw = dict[str, NDArray[Any]]


class Outcomes:
    """A customer's own flights."""

    name = "outcomes"
    title = "your own flights with what became of them (see --template)"
    columns: Sequence[str] = COLUMNS

    def read(self, file: DataFile, header: Header) -> SourceData:
        """Return the flights.

        Raises
        ------
        FileRefused
            If the file is damaged.
        RowsUnusable
            If rows cannot be used, with a sentence for each kind of fault.
        """
        places = read_places()
        check = RowCheck(file.name, read_text(file, self.columns, header))
        raw = _read_columns(check)
        _check_rows(check, raw, places.zones)
        check.finish()
        return SourceData(
            file.provenance(self.name),
            flights=_flights(raw),
            notes=places.without_zone(raw["origin"], raw["destination"]),
        )


def _read_columns(check: RowCheck) -> Raw:
    raw = {"carrier": check.read("carrier", fields.carrier, fields.CARRIER, "", required=True)}
    for name in ("origin", "destination"):
        raw[name] = check.read(name, fields.airport, fields.AIRPORT, "", required=True)
    for name in TIMES:
        raw[name] = check.read(
            name,
            fields.time,
            fields.TIME,
            "NaT",
            "datetime64[m]",
            required=name.startswith("scheduled"),
        )
    for name in ("cancelled", "diverted"):
        raw[name] = check.read(name, fields.flag, fields.FLAG, False, bool)
    return raw


def _check_rows(check: RowCheck, raw: Raw, zones: dict[str, str]) -> None:
    """Check what columns say together, of the rows that could be read."""
    unread = check.bad.copy()
    for holds, allowed, names in _rules(raw, zones):
        check.require(holds | unread, allowed, *names)
    check.require_once(raw, SAME_FLIGHT)


def _rules(raw: Raw, zones: dict[str, str]) -> Iterator[tuple[Mask, str, tuple[str, ...]]]:
    """Yield for which rows something holds, what that is, and the columns it is about."""
    cancelled, diverted = raw["cancelled"], raw["diverted"]
    arrived = ~np.isnat(raw["actual_arrival"])
    elsewhere = raw["origin"] != raw["destination"]
    yield elsewhere, "another destination than the origin", ("destination",)
    yield ~(cancelled & diverted), "one of the two at most", ("cancelled", "diverted")
    never = "no arrival of a cancelled flight"
    yield ~(cancelled & arrived), never, ("cancelled", "actual_arrival")
    ends = "an arrival, unless the flight was cancelled or diverted"
    yield arrived | cancelled | diverted, ends, ("actual_arrival",)
    within = "an arrival within a day after the departure"
    yield _is_flyable(raw, zones), within, ("scheduled_departure", "scheduled_arrival")
    for what in ("departure", "arrival"):
        yield _is_near(raw, what), NEAR, (f"scheduled_{what}", f"actual_{what}")


def _is_flyable(raw: Raw, zones: dict[str, str]) -> Mask:
    """Whether the schedule takes more than no time and at most a day; true if not known."""
    departure, arrival = raw["scheduled_departure"], raw["scheduled_arrival"]
    known = ~np.isnat(departure) & ~np.isnat(arrival)
    minutes = np.full(len(known), np.nan)
    minutes[known] = block_minutes(
        departure[known],
        arrival[known],
        [zones.get(code, "") for code in raw["origin"][known]],
        [zones.get(code, "") for code in raw["destination"][known]],
    )
    possible = (minutes > 0) & (minutes <= MINUTES_PER_DAY)
    return np.asarray(possible | np.isnan(minutes))


def _is_near(raw: Raw, what: str) -> Mask:
    late = raw[f"actual_{what}"] - raw[f"scheduled_{what}"]
    return np.asarray(np.isnat(late) | ((late >= EARLIEST) & (late <= LATEST)))


def _flights(raw: Raw) -> pd.DataFrame:
    never = raw["cancelled"] | raw["diverted"]
    rows = empty("flights").reindex(range(len(never)))
    rows = rows.assign(
        carrier=pd.Series(raw["carrier"], dtype="str"),
        origin=pd.Series(raw["origin"], dtype="str"),
        destination=pd.Series(raw["destination"], dtype="str"),
        scheduled_departure=raw["scheduled_departure"].astype(TIME),
        scheduled_arrival=raw["scheduled_arrival"].astype(TIME),
        departure_delay_min=_minutes_late(raw, "departure"),
        arrival_delay_min=np.where(never, np.float32("nan"), _minutes_late(raw, "arrival")),
        cancelled=raw["cancelled"],
        diverted=raw["diverted"],
    )
    return rows[columns("flights")]


def _minutes_late(raw: Raw, what: str) -> NDArray[np.float32]:
    late = raw[f"actual_{what}"] - raw[f"scheduled_{what}"]
    return (late / np.timedelta64(1, "m")).astype(np.float32)
