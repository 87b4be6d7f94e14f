"""Tests of batch.reader.vocabulary: columns known by the names that files give them."""

import pytest

from batch.reader.errors import ColumnsMissing, FileUnknown
from batch.reader.vocabulary import CODES, is_official, recognise, roles_of

NEEDS = {"flights": (*CODES, "departure")}
FORM = "FL_DATE,OP_UNIQUE_CARRIER,OP_CARRIER_FL_NUM,ORIGIN,DEST,CRS_DEP_TIME,DEP_TIME,ARR_DELAY"
MARKETING = (
    "FlightDate,Marketing_Airline_Network,IATA_Code_Marketing_Airline,Operating_Airline ,"
    "IATA_Code_Operating_Airline,Origin,Dest,CRSDepTime,DepTime,ArrDelay"
)
OLDER = "FlightDate,UniqueCarrier,AirlineID,Carrier,FlightNum,Origin,Dest,CRSDepTime,ArrDelay"
KAGGLE = (
    "YEAR,MONTH,DAY,AIRLINE,FLIGHT_NUMBER,ORIGIN_AIRPORT,DESTINATION_AIRPORT,SCHEDULED_DEPARTURE,"
    "DEPARTURE_TIME,ARRIVAL_DELAY,SCHEDULED_ARRIVAL"
)
NYC = "year,month,day,dep_time,sched_dep_time,dep_delay,arr_delay,carrier,flight,origin,dest"


@pytest.mark.parametrize(
    ("names", "roles"),
    [
        (FORM, {"carrier": "OP_UNIQUE_CARRIER", "day": "FL_DATE", "departure": "CRS_DEP_TIME"}),
        (MARKETING, {"carrier": "IATA_Code_Operating_Airline", "departure": "CRSDepTime"}),
        (OLDER, {"carrier": "Carrier", "flight_number": "FlightNum", "destination": "Dest"}),
        (KAGGLE, {"carrier": "AIRLINE", "day_of_month": "DAY", "departure": "SCHEDULED_DEPARTURE"}),
        (NYC, {"departure": "sched_dep_time", "actual_departure": "dep_time"}),
        ("Carrier,ORIGIN,destination,Scheduled Departure", {"departure": "Scheduled Departure"}),
        ("Date,Flight,From,To,Dep time,Airline", {"departure": "Dep time", "origin": "From"}),
        ("Airline,From,To,Gate Departure (Scheduled)", {"departure": "Gate Departure (Scheduled)"}),
        (
            "Date,Passenger,Carrier,Operating Carrier,From,To,Departure Date,Departure Time",
            {
                "day": "Departure Date",
                "carrier": "Operating Carrier",
                "departure": "Departure Time",
            },
        ),
        ("Airline,Origin,Origin Code,Dest,STD (LT)", {"origin": "Origin Code"}),
        ("Date,Flight,From,To,Dep,Arr", {"origin": "From", "departure": "Dep", "arrival": "Arr"}),
        (
            "Airline,Departure,Arrival,STD,STA",
            {"origin": "Departure", "destination": "Arrival", "departure": "STD", "arrival": "STA"},
        ),
        ("carrier,dep,arr,std,date", {"destination": "arr", "departure": "std"}),
        (
            "carrier,departure,arrival,scheduled_departure,date",
            {"origin": "departure", "destination": "arrival"},
        ),
        ("Airline,Dep,Arr,Date,Dep Time", {"origin": "Dep", "departure": "Dep Time"}),
        ("carrier,origin,destination,date,time", {"day": "date", "departure": "time"}),
        ("Vol,Compagnie,De,À,Date de départ,Heure de départ", {"flight_number": "Vol"}),
        (
            "Airline name,Departure airport,Arrival airport,Departure date,Departure",
            {"carrier": "Airline name", "origin": "Departure airport", "day": "Departure date"},
        ),
    ],
)
def test_columns_are_known_by_the_names_of_every_edition(names: str, roles: dict[str, str]) -> None:
    layout = recognise("file.csv", names.split(","), NEEDS)
    assert {role: layout.columns[role] for role in roles} == roles


@pytest.mark.parametrize(
    "told", ["ARR_DELAY", "AirTime", "air_time", "ActualElapsedTime", "Dep Dly", "Minutes Late"]
)
def test_an_actual_departure_never_passes_for_a_scheduled_one(told: str) -> None:
    assert "departure" not in roles_of("flights", ["DEP_TIME", "ARR_TIME", told])


def test_how_long_a_flight_takes_never_passes_for_its_departure() -> None:
    roles = roles_of("flights", ["Date", "From", "To", "Distance", "Time"])
    assert "Time" not in roles.values()
    assert roles_of("flights", ["Date", "Time", "From", "To", "Distance"])["departure"] == "Time"


@pytest.mark.parametrize(
    ("day", "order"),
    [
        ("FL_DATE", "month-first"),
        ("Date (MM/DD/YYYY)", "month-first"),
        ("Date [dd/mm/yy]", "day-first"),
        ("Date (DD-MM-YYYY)", "day-first"),
        ("Date", ""),
    ],
)
def test_the_name_of_a_day_may_tell_its_order(day: str, order: str) -> None:
    names = ["carrier", "origin", "destination", day, "STD"]
    layout = recognise("file.csv", names, NEEDS)
    assert (layout.columns["day"], layout.usual_order) == (day, order)


def test_only_the_archives_own_months_are_official() -> None:
    official = ["FlightDate", "Reporting_Airline", "Origin"]
    editions = (official, OLDER.split(","), FORM.split(","), MARKETING.split(","))
    assert [is_official(names) for names in editions] == [True, True, False, False]


def test_a_file_that_lacks_a_column_is_told_which_and_what_it_has() -> None:
    with pytest.raises(ColumnsMissing, match="looks like flights, but lacks: origin; it has dest"):
        recognise("file.csv", ["dest", "carrier", "departure"], NEEDS)


def test_a_file_of_no_kind_is_told_what_kinds_there_are() -> None:
    with pytest.raises(FileUnknown, match=r"'name,age'.*flights \(carrier, origin, destina"):
        recognise("file.csv", ["name", "age"], NEEDS)
