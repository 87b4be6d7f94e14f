"""Tests of batch.reader.values: what single texts mean."""

from typing import Any

import pytest

from batch.reader import values as fields
from batch.reader.values import Field


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (fields.CARRIER, " dl", "DL"),
        (fields.CARRIER, "DAL", "DL"),
        (fields.CARRIER, "XYZ", None),
        (fields.CARRIER, "Delta Air Lines (DL/DAL)", "DL"),
        (fields.CARRIER, "Delta Air Lines", "DL"),
        (fields.CARRIER, "Air Atlantis", None),
        (fields.AIRPORT, "jfk", "JFK"),
        (fields.AIRPORT, "KJFK", "JFK"),
        (fields.AIRPORT, "PANC", "ANC"),
        (fields.AIRPORT, "PHOG", "OGG"),
        (fields.AIRPORT, "TJSJ", "SJU"),
        (fields.AIRPORT, "EGLL", None),
        (fields.AIRPORT, "Kona", "KOA"),
        (fields.AIRPORT, "Kent", None),
        (fields.FLIGHT_NUMBER, "dl401", 401),
        (fields.AIRPORT, "New York / John F Kennedy (JFK/KJFK)", "JFK"),
        (fields.AIRPORT, "12478", None),
        (fields.AIRPORT, "ÄÖÜ", None),
        (fields.CLOCK, "0659", 419),
        (fields.CLOCK, "659", 419),
        (fields.CLOCK, "2400", 1440),
        (fields.CLOCK, "2401", None),
        (fields.CLOCK, "1830.0", 1110),
        (fields.CLOCK, "18:30:00", 1110),
        (fields.CLOCK, "6:30 PM", 1110),
        (fields.CLOCK, "12:05 a.m.", 5),
        (fields.CLOCK, "13:05 PM", None),
        (fields.CLOCK, "24:00", 1440),
        (fields.CLOCK, "0875", None),
        (fields.DAY, "2025-01-31", "2025-01-31"),
        (fields.DAY, "2025-02-30", None),
        (fields.DAY, "20250131", "2025-01-31"),
        (fields.DAY, "20250231", None),
        (fields.NUMBER, "-3,00", -3.0),
        (fields.NUMBER, "1,234", None),
        (fields.FLAG, "1,00", True),
        (fields.DAY, "2025-01-31 00:00:00", "2025-01-31"),
        (fields.DAY, "2025-01-31 06:00:00", None),
        (fields.TIME, "2025-10-01 18:30:00", "2025-10-01T18:30"),
        (fields.TIME, "2025-10-01T18:30Z", None),
        (fields.TIME, "2025-10-01T18:30\n", None),
        (fields.TIME, "10/1/2025 18:30", None),
        (fields.NUMBER, "-3.00", -3.0),
        (fields.NUMBER, "n/a", None),
        (fields.NUMBER, "inf", None),
        (fields.POSITIVE, "2475.00", 2475.0),
        (fields.POSITIVE, "-1", None),
        (fields.POSITIVE, "0", None),
        (fields.FLIGHT_NUMBER, "42", 42),
        (fields.FLIGHT_NUMBER, "42.0", 42),
        (fields.FLIGHT_NUMBER, "DL401", 401),
        (fields.FLIGHT_NUMBER, "9E 4628", 4628),
        (fields.FLIGHT_NUMBER, "4.2", None),
        (fields.FLIGHT_NUMBER, "1e9", None),
        (fields.FLAG, "1.00", True),
        (fields.FLAG, "False", False),
        (fields.FLAG, "maybe", None),
    ],
)
def test_a_text_means_its_value_or_nothing(field: Field, text: str, value: Any) -> None:
    assert field.read(text) == value
