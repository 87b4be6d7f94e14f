"""Source `outcomes`: a customer's own flights with what became of them, as CSV or Parquet.

All times are local to their airports. `actual_departure` and `actual_arrival` are left empty
where they did not happen; what stands there for a diverted flight is not read, since it arrived
elsewhere. A month of flights is replaced as a whole by a later file: give whole months.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pushback.clock import block_minutes
from training.sources import fields
from training.sources.base import FileSource, SourceData
from training.sources.checks import Mask, RowCheck, Values
from training.sources.files import DataFile
from training.sources.places import MINUTES_PER_DAY, Places, read_places
from training.sources.schema import build
from training.sources.tables import Header

REQUIRED = {
    "carrier": fields.CARRIER,
    "origin": fields.AIRPORT,
    "destination": fields.AIRPORT,
    "scheduled_departure": fields.TIME,
    "scheduled_arrival": fields.TIME,
}
FIELDS = REQUIRED | {
    "actual_departure": fields.TIME,
    "actual_arrival": fields.TIME,
    "cancelled": fields.FLAG,
    "diverted": fields.FLAG,
}
COLUMNS = tuple(FIELDS)
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


def _read(file: DataFile, header: Header) -> SourceData:
    """Return the flights; what columns say together has to fit."""
    places = read_places()
    check = RowCheck.whole(file, header, COLUMNS)
    raw = check.read_all(FIELDS, REQUIRED)
    unread = check.bad.copy()
    for holds, allowed, names in _rules(raw, places):
        check.require(holds | unread, allowed, *names)
    check.require_once(raw, SAME_FLIGHT)
    check.finish()
    return SourceData(
        file.provenance(OUTCOMES.name),
        flights=_flights(raw),
        notes=places.zone_notes(raw["origin"], raw["destination"]),
    )


def _rules(raw: Values, places: Places) -> Iterator[tuple[Mask, str, tuple[str, ...]]]:
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
    yield _is_flyable(raw, places), within, ("scheduled_departure", "scheduled_arrival")
    for what in ("departure", "arrival"):
        late = _late(raw, what)
        near = np.isnat(late) | ((late >= EARLIEST) & (late <= LATEST))
        yield near, NEAR, (f"scheduled_{what}", f"actual_{what}")


def _is_flyable(raw: Values, places: Places) -> Mask:
    """Whether the schedule takes more than no time and at most a day; true if not known."""
    departure = raw["scheduled_departure"]
    minutes = block_minutes(
        np.where(np.isnat(departure), np.datetime64(0, "m"), departure),
        raw["scheduled_arrival"],
        places.zones_of(raw["origin"]),
        places.zones_of(raw["destination"]),
    )
    possible = (minutes > 0) & (minutes <= MINUTES_PER_DAY)
    return np.asarray(possible | np.isnan(minutes))


def _flights(raw: Values) -> pd.DataFrame:
    minute = np.timedelta64(1, "m")
    never = raw["cancelled"] | raw["diverted"]
    delays = {
        "departure_delay_min": _late(raw, "departure") / minute,
        "arrival_delay_min": np.where(never, np.nan, _late(raw, "arrival") / minute),
    }
    return build("flights", raw | delays)


def _late(raw: Values, what: str) -> NDArray[np.timedelta64]:
    return np.asarray(raw[f"actual_{what}"] - raw[f"scheduled_{what}"])


OUTCOMES = FileSource(
    "outcomes", "your own flights with what became of them (see --template)", COLUMNS, _read
)
