"""Tests of the benchmark: its arithmetic, its verdicts, and that every contender answers right.

No timing is asserted here: `make bench` is for that, on a quiet machine.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from tests.bench.answers import Predictions, answers_of, check_same, check_shape
from tests.bench.bodies import EXPLAINED, THOUSAND, Requests, make_requests
from tests.bench.client import Connection
from tests.bench.contenders import (
    ASYNC,
    ASYNC_FLOOR,
    FLOOR,
    FUNCTION_NAME,
    LITESTAR,
    LITESTAR_OWN,
    ONNX,
    OWN,
    PIPELINE,
    SKLEARN,
    Contender,
    command,
    locked,
    make_contenders,
)
from tests.bench.cores import Cores, choose_cores
from tests.bench.errors import AnswerWrong, ServerFailed
from tests.bench.load import ask_at_once, ask_in_turn
from tests.bench.memory import proportional_memory
from tests.bench.national import AIRPORTS, national_airports
from tests.bench.own_model import save_own_model
from tests.bench.pipeline import save_pipeline
from tests.bench.result import INSTALLED, as_json, figures_table, targets_table
from tests.bench.rounds import EXPLAIN, FULL, METRICS, Figures
from tests.bench.server import serving
from tests.bench.servers.as_deployed import RIVALS_OWN
from tests.bench.serving_figure import serving_figure
from tests.bench.sizes import installed_size, needed
from tests.bench.spread import Spread, quantile
from tests.bench.targets import TARGETS, Target, judge
from tests.bts_files import csv_text, invented, write_zip
from tests.integration.worlds import small_models
from training.dataset.dataset import Dataset
from training.lake import Lake
from training.lake.intake import ingest

CONTENDERS = make_contenders(Path("models"))


@pytest.fixture(scope="module")
def models(sampled_dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rivals' models, fitted on the sampled lake."""
    folder = tmp_path_factory.mktemp("bench")
    with small_models():
        save_pipeline(sampled_dataset, folder / PIPELINE, share=1)
    save_own_model(sampled_dataset, folder, share=1)
    return folder


@pytest.fixture(scope="module")
def requests() -> Requests:
    """The requests of the benchmark."""
    return make_requests()


@pytest.fixture(scope="module")
def answers(models: Path, requests: Requests) -> dict[str, Predictions]:
    """What each contender says."""
    cores = choose_cores()
    return {one.name: answers_of(one, requests, cores) for one in make_contenders(models)}


@pytest.mark.parametrize("name", [FUNCTION_NAME, SKLEARN, ONNX, ASYNC, LITESTAR, OWN, LITESTAR_OWN])
def test_every_contender_gives_each_flight_six_chances(
    answers: dict[str, Predictions], name: str
) -> None:
    check_shape(name, answers[name])


@pytest.mark.parametrize("name", [ONNX, ASYNC, LITESTAR])
def test_whoever_has_our_graph_says_what_the_function_says(
    answers: dict[str, Predictions], name: str
) -> None:
    check_same(name, answers[name], answers[FUNCTION_NAME])


def test_the_rivals_with_our_features_answer_in_full(answers: dict[str, Predictions]) -> None:
    ours = {tuple(prediction) for prediction in answers[FUNCTION_NAME]}
    assert {tuple(one) for name in (SKLEARN, ONNX, LITESTAR) for one in answers[name]} == ours


def test_the_rivals_with_their_own_features_are_moved_by_the_weather(
    answers: dict[str, Predictions],
) -> None:
    assert [one["outcomes"] for one in answers[OWN]] == [
        one["outcomes"] for one in answers[LITESTAR_OWN]
    ]
    without, with_weather, *_ = answers[OWN]
    assert without["outcomes"] != with_weather["outcomes"]


@pytest.mark.parametrize("name", [FUNCTION_NAME, ASYNC])
def test_whoever_explains_is_measured_at_it(requests: Requests, name: str) -> None:
    cores, (one,) = choose_cores(), [one for one in CONTENDERS if one.name == name]
    with serving(one, cores.server, requests.one[0]) as server, Connection(server.port) as asked:
        reply = asked.ask(requests.explained)
    explained = [prediction["reasons"] for prediction in json.loads(reply.body)["predictions"]]
    assert len(explained) == EXPLAINED
    assert one.explains


def test_who_does_not_explain_has_no_figure_for_it() -> None:
    told = rounds()
    without = figures()
    del without[EXPLAIN]
    told[ONNX] = [without] * 3
    content = as_json(CONTENDERS, told, FULL, Cores(0, 0))
    assert date.fromisoformat(content["measured"]) <= date.today()
    assert EXPLAIN in content["contenders"][ASYNC]
    assert EXPLAIN not in content["contenders"][ONNX]


def test_the_asynchronous_mode_is_measured_with_what_its_deployment_has() -> None:
    locked_packages = locked()
    assert not set(RIVALS_OWN) & set(locked_packages)
    (one,) = [one for one in CONTENDERS if one.name == ASYNC]
    assert one.packages == locked_packages
    assert "tests.bench.servers.as_deployed" in one.arguments


@pytest.mark.parametrize("name", [FLOOR, ASYNC_FLOOR])
def test_a_floor_predicts_nothing(answers: dict[str, Predictions], name: str) -> None:
    assert answers[name] == []


def test_too_few_predictions_are_refused(answers: dict[str, Predictions]) -> None:
    with pytest.raises(AnswerWrong, match=f"{THOUSAND + 1} predictions"):
        check_shape("one", answers[FUNCTION_NAME][1:])


def test_another_chance_is_refused(answers: dict[str, Predictions]) -> None:
    first, *rest = answers[FUNCTION_NAME]
    moved = {**first["outcomes"], "late_15": first["outcomes"]["late_15"] + 3e-6}
    with pytest.raises(AnswerWrong, match="where the function says"):
        check_same("one", [{**first, "outcomes": moved}, *rest], [first, *rest])


def test_a_server_is_asked_in_turn_and_at_once_and_weighed(requests: Requests) -> None:
    cores, (floor,) = choose_cores(), [one for one in CONTENDERS if one.name == FLOOR]
    with serving(floor, cores.server, requests.one[0]) as server:
        in_turn = ask_in_turn(server.port, requests.one, seconds=0, fewest=5)
        at_once = ask_at_once(server.port, requests.one, seconds=0.5, connections=4)
        assert 10e6 < proportional_memory(server.pid) < 200e6
    assert len(in_turn.seconds) == 5
    assert at_once.per_second > 0
    assert server.cold_start > 0


def test_a_server_that_ends_is_told_of(requests: Requests) -> None:
    broken = Contender("broken", "", ("-c", "raise SystemExit('no model')"), ())
    with (
        pytest.raises(ServerFailed, match=r"broken failed: it ended with 1\..* no model"),
        serving(broken, choose_cores().server, requests.one[0]),
    ):
        pass


def test_quantiles_are_values_that_were_seen() -> None:
    values = [float(value) for value in range(1, 201)]
    assert (quantile(values, 0.5), quantile(values, 0.99)) == (100, 198)
    assert quantile([7.0], 0.99) == 7


def figures(**changes: float) -> Figures:
    return {**dict.fromkeys((*METRICS, INSTALLED), 10.0), **changes}


def rounds(**ours: float) -> dict[str, list[Figures]]:
    """Three rounds in which all do alike, but the function in what is given."""
    alike = {one.name: [figures()] * 3 for one in CONTENDERS}
    return {**alike, FUNCTION_NAME: [figures(**ours)] * 3}


@pytest.mark.parametrize(
    ("ours", "reached", "is_met"), [(18.0, 1.8, True), (18.1, 1.81, False), (3.0, 0.3, True)]
)
def test_a_ratio_is_met_up_to_its_bound(ours: float, reached: float, is_met: bool) -> None:
    (verdict,) = judge(rounds(one_p50_ms=ours), TARGETS[:1])
    assert verdict.reached.median == pytest.approx(reached)
    assert verdict.is_met is is_met


@pytest.mark.parametrize(("ours", "is_met"), [(80.0, True), (79.0, False), (120.0, True)])
def test_a_least_is_met_from_its_bound_on(ours: float, is_met: bool) -> None:
    target = Target("throughput", "busy_per_second", (SKLEARN,), 8, is_most=False)
    (verdict,) = judge(rounds(busy_per_second=ours), [target])
    assert verdict.is_met is is_met


def test_ratios_are_taken_round_by_round() -> None:
    uneven = rounds()
    uneven[FUNCTION_NAME] = [figures(one_p50_ms=value) for value in (10, 40, 60)]
    uneven[FLOOR] = [figures(one_p50_ms=value) for value in (10, 20, 60)]
    (verdict,) = judge(uneven, TARGETS[:1])
    assert verdict.reached == Spread(median=1, low=1, high=2)


def test_every_target_has_a_figure_to_be_judged_by() -> None:
    by_title = {verdict.target.title: verdict.is_met for verdict in judge(rounds())}
    assert len(by_title) == len(TARGETS)
    missed = {title for title, is_met in by_title.items() if not is_met}
    assert missed == {"throughput beside FastAPI + joblib"}


@pytest.mark.parametrize(("is_most", "reached"), [(True, 2), (False, 0.5)])
def test_beside_several_it_is_held_against_the_best(is_most: bool, reached: float) -> None:
    told = rounds(one_p50_ms=10)
    told[ONNX], told[SKLEARN] = [figures(one_p50_ms=5)] * 3, [figures(one_p50_ms=20)] * 3
    target = Target("several", "one_p50_ms", (ONNX, SKLEARN), 1, is_most)
    (verdict,) = judge(told, [target])
    assert verdict.reached.median == reached


@pytest.fixture
def content() -> dict[str, Any]:
    """The result of a run in which the function was five times the floor."""
    return as_json(CONTENDERS, rounds(one_p50_ms=50), FULL, Cores(0, 0))


def test_the_tables_tell_what_was_met_and_missed(content: dict[str, Any]) -> None:
    console = Console(width=120)
    with console.capture() as shown:
        console.print(figures_table(content), targets_table(content))
    lines = shown.get().splitlines()
    assert any("shared with the server" in line for line in lines)
    (line,) = [line for line in lines if "one flight p50 beside the floor" in line]
    assert [cell.strip() for cell in line.split("│")[2:5]] == ["at most 1.8", "5", "missed"]


def test_the_figure_is_the_same_on_every_run(content: dict[str, Any]) -> None:
    assert serving_figure(content) == serving_figure(content)


def test_what_a_package_needs_is_counted_once_and_without_extras() -> None:
    names = needed(["fastapi", "starlette"])
    assert {"fastapi", "starlette", "pydantic", "pydantic-core"} <= names
    assert "uvicorn" not in names
    assert installed_size(["fastapi", "starlette"]) == installed_size(["fastapi"])


@pytest.mark.parametrize("contender", CONTENDERS, ids=lambda one: one.name)
def test_every_server_listens_on_this_machine_alone(contender: Contender) -> None:
    assert command(contender, 8000)[-2:] == ["--host=127.0.0.1", "--port=8000"]


def test_a_national_month_has_as_many_airports_and_routes_as_the_real_one(tmp_path: Path) -> None:
    airports = national_airports()
    assert len(airports) == AIRPORTS
    month = write_zip(tmp_path, "2024-01", csv_text(invented("2024-01", 3000, airports)))
    ingest(month, lake := Lake(tmp_path / "lake"))
    flights = lake.read(lake.manifest(), "flights")
    assert len(flights) == 3000
    assert flights["origin"].nunique() == AIRPORTS
