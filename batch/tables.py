"""Tables: the columns of the files of scored flights and of rejected rows."""

import pyarrow as pa

from pushback.delays import QUANTILES
from pushback.outcomes import OUTCOME_NAMES

_SOURCE = [
    pa.field("file", pa.string()),
    pa.field("row", pa.int64()),
]
_FLIGHT = [
    pa.field("carrier", pa.string()),
    pa.field("origin", pa.string()),
    pa.field("destination", pa.string()),
    pa.field("scheduled_departure", pa.timestamp("s")),
    pa.field("scheduled_arrival", pa.timestamp("s")),
    pa.field("departure_delay_min", pa.int32()),
]
_CHANCES = [pa.field(name, pa.float64()) for name in ("late", *OUTCOME_NAMES)]
_DELAYS = [pa.field(f"delay_p{100 * quantile:.0f}", pa.int32()) for quantile in QUANTILES]
_WEATHER = [
    pa.field("weather_known", pa.string()),
    pa.field("weather_missing_hours", pa.int32()),
]
_NOTES = [pa.field("notes", pa.list_(pa.string()))]

TEXT_COLUMNS = ["file", "carrier", "origin", "destination", "weather_known", "notes"]

REFUSED = pa.schema(
    [
        pa.field("file", pa.string()),
        pa.field("row", pa.int64()),
        *(
            pa.field(name, pa.string())
            for name in (
                "codes",
                "reason",
                "carrier",
                "origin",
                "destination",
                "departure",
                "arrival",
                "departure_delay_min",
            )
        ),
    ]
)


def scored_schema(version: str) -> pa.Schema:
    """Return the columns of scored flights; the file's metadata names the model's version."""
    columns = [*_SOURCE, *_FLIGHT, *_CHANCES, *_DELAYS, *_WEATHER, *_NOTES]
    return pa.schema(columns, {"pushback_model": version})
