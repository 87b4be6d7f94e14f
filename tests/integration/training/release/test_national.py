"""Tests of airports beyond New York: files of the whole country, to the model, to its page."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pushback.bundle import CONTRACT_FILE, Bundle
from pushback.contract import Contract
from pushback.predictor import Predictor
from pushback.record import Record
from tests.bts_files import AIRPORTS, CARRIERS, write_month
from tests.builders import fair_day, flight, flight_table, record, weather_table
from tests.integration.worlds import train
from training.lake import Lake
from training.lake.intake import ingest
from training.record import write_record

MONTHS = ("2025-01", "2025-02", "2025-03")
STATIONS = ("ATL", "ORD", "DEN")
ZONES = {"ATL": "America/New_York", "ORD": "America/Chicago", "DEN": "America/Denver"}
CITIES = {"ATL": "Atlanta", "ORD": "Chicago", "DEN": "Denver"}


def write_weather(path: Path) -> Path:
    """Write hourly reports of some stations through the months, as the archive serves them."""
    times = pd.date_range(f"{MONTHS[0]}-01T00:51", f"{MONTHS[-1]}-31T23:51", freq="h")
    index = pd.MultiIndex.from_product([STATIONS, times], names=["station", "valid"])
    random = np.random.default_rng(2025)
    columns = {"tmpf": 41, "dwpf": 32, "relh": 70, "drct": 180, "sknt": 10, "p01i": 1}
    columns |= {"mslp": 1012, "alti": 30, "vsby": 9}
    reports = {
        name: middle * random.uniform(0.97, 1.03, len(index)) for name, middle in columns.items()
    }
    rows = pd.DataFrame(reports, index).reset_index()
    rows.to_csv(path, index=False, date_format="%Y-%m-%d %H:%M", float_format="%.2f")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of a lake that knows nothing but official files of the whole country."""
    made = tmp_path_factory.mktemp("national")
    lake = Lake(made / "lake")
    for month in MONTHS:
        ingest(write_month(made, month, 3000), lake)
    ingest(write_weather(made / "asos.csv"), lake)
    write_record(record(), made / "record.parquet")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PUSHBACK_RECORD", str(made / "record.parquet"))
        return train(lake, made / "bundle")


@pytest.fixture(scope="module")
def contract(folder: Path) -> Contract:
    return Bundle.load(folder).contract


@pytest.fixture(scope="module")
def shown(folder: Path) -> Any:
    """The contract as the page gets it."""
    return json.loads((folder / CONTRACT_FILE).read_bytes())


def notes(folder: Path, origin: str, destination: str) -> list[str]:
    """The codes of the notes on a flight in known weather."""
    table = flight_table(flight(origin=origin, destination=destination))
    answer = Predictor(Bundle.load(folder)).predict(table, weather_table(*fair_day(airport=origin)))
    return [note.code for note in answer.predictions[0].notes if note.code != "past_departure"]


@pytest.mark.parametrize("code", STATIONS)
def test_the_contract_names_and_places_airports_anywhere(code: str, contract: Contract) -> None:
    place = contract.airports[code]
    assert CITIES[code] in place.name
    assert place.time_zone == ZONES[code]
    assert (24 < place.latitude < 50, -125 < place.longitude < -66) == (True, True)


def test_the_model_knows_flights_between_airports_that_are_not_new_yorks(folder: Path) -> None:
    assert notes(folder, "ATL", "DEN") == []


def test_an_airport_that_no_file_had_is_noted(folder: Path) -> None:
    assert notes(folder, "ATL", "BOS") == ["unseen_destination"]


def test_weather_of_any_station_reaches_the_model(contract: Contract) -> None:
    assert contract.profile.numbers["temperature_c"].lowest > 0


def test_the_page_finds_every_airport_and_airline_to_offer(shown: Any) -> None:
    choices = {
        field["name"]: field["choices"]
        for field in shown["fields"]["flights"]
        if "choices" in field
    }
    assert set(choices["origin"]) == set(choices["destination"]) == set(AIRPORTS)
    assert {code for code, airline in shown["airlines"].items() if airline["name"]} == set(CARRIERS)


def test_the_record_tells_of_every_route_from_an_airport(folder: Path) -> None:
    routes = Record(Bundle.load(folder).reference).routes("ATL")
    assert {route.destination for route in routes} == set(AIRPORTS) - {"ATL"}
    for route in routes:
        assert route.block_minutes
        assert route.block_minutes > 60
        assert {one.carrier for one in route.airlines} <= set(CARRIERS)
        assert all(0 <= one.usual.late <= 1 for one in route.airlines)
        assert all(one.usual.years == [2025] and one.hours for one in route.airlines)


def test_the_page_finds_where_each_airport_is_and_what_its_clock_says(shown: Any) -> None:
    places = shown["airports"].values()
    assert len(places) == len(AIRPORTS)
    assert all(place["name"] and place["time_zone"] for place in places)
    assert all({"latitude", "longitude"} <= place.keys() for place in places)
