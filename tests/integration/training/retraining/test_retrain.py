"""Tests of `retrain`, from its command line to the bundle that is served, on real flights."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pushback.bundle import CONTRACT_FILE, LOOKUPS_FILE, MODEL_FILE, Bundle
from tests.integration.worlds import cancelling, content, lake_to, released, train
from training.cli import main
from training.lake import Lake
from training.release.archive import Archive
from training.release.bundle import BundleFiles, write_bundle
from training.retraining.retraining import WORST, draw_page

LEARNED = ["2023-01", "2023-02", "2023-03"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("retrain")


@pytest.fixture(scope="module")
def sound(sampled_lake: Lake, folder: Path) -> Path:
    """A champion that learned from January to March as they were."""
    return train(sampled_lake, folder / "sound")


@pytest.fixture(scope="module")
def misled(folder: Path) -> Path:
    """A champion that learned from a world in which half of all flights were cancelled."""
    lake = lake_to(4, folder / "lake", cancelling(0.5))
    return train(lake, folder / "misled", "decision_tree")


@pytest.fixture(scope="module")
def misled_but_for_yx(folder: Path) -> Path:
    """A champion that learned of Republic's flights alone as they were."""
    lake = lake_to(4, folder / "lake_yx", cancelling(0.4, others_than="YX"))
    return train(lake, folder / "misled_yx", "decision_tree")


def retrain(lake: Lake, bundle: Path, *arguments: str) -> int:
    output = bundle.with_name("decisions")
    places = [f"--lake={lake.folder}", f"--bundle={bundle}", f"--output={output}"]
    return main(["retrain", *places, *arguments])


def record(bundle: Path) -> Any:
    (path,) = bundle.with_name("decisions").glob("*.json")
    return json.loads(path.read_bytes())


def refuses(capsys: pytest.CaptureFixture[str], lake: Lake, bundle: Path, *arguments: str) -> str:
    """The one line that is printed when nothing can be done."""
    before = content(bundle)
    assert retrain(lake, bundle, *arguments) == 1
    assert content(bundle) == before
    errors = [line for line in capsys.readouterr().err.splitlines() if "error: " in line]
    assert len(errors) == 1
    return errors[0]


@pytest.fixture(scope="module")
def promoted(sampled_lake: Lake, misled: Path, folder: Path) -> Path:
    """What was the misled champion's place, after it was challenged."""
    bundle = released(misled, folder / "promoted" / "bundle")
    assert retrain(sampled_lake, bundle) == 0
    return bundle


def test_a_worse_champion_is_replaced_by_the_challenger_fitted_on_the_judged_month_too(
    promoted: Path,
) -> None:
    found, data = record(promoted), Bundle.load(promoted).contract.data
    assert (found["verdict"], found["promoted"]) == ("promote", True)
    assert found["log_loss"]["difference"]["high"] < 0
    assert found["released"]["version"] == Bundle.load(promoted).contract.version
    assert found["released"]["months"] == data.train.months == [*LEARNED, "2023-04"]
    assert data.test.months == ["2023-04"]
    added = found["released"]["flights"] - found["challenger"]["flights"]
    assert added == found["judged"]["flights"]


def test_after_a_promotion_no_month_is_left_to_judge_on(
    sampled_lake: Lake, promoted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = released(promoted, tmp_path / "bundle")
    assert "2023-04" in refuses(capsys, sampled_lake, bundle)


def test_the_replaced_champion_is_kept(promoted: Path, misled: Path) -> None:
    archive = Archive(promoted)
    assert Bundle.load(archive.folder / archive.kept().replaced) == Bundle.load(misled)


def test_judged_months_are_later_than_all_that_either_learned_from(promoted: Path) -> None:
    found = record(promoted)
    assert found["judged"]["months"] == ["2023-04"]
    for name in ("champion", "challenger"):
        assert found[name]["months"] == LEARNED


def test_the_scores_of_the_record_are_those_that_training_found(
    promoted: Path, misled: Path
) -> None:
    """Training asked scikit-learn about the same month; the trial asks the graphs."""
    states = record(promoted)["states"]
    for name, bundle in (("champion", misled), ("challenger", promoted)):
        metrics = Bundle.load(bundle).contract.metrics
        for state in ("full", "forecast", "none"):
            found = states[state][name]["log_loss"]
            # The misled champion was scored on a world in which April was as it was, too.
            assert found == pytest.approx(metrics[state]["log_loss"], abs=2e-5)


def test_the_page_tells_the_whole_record_and_needs_nothing_else(promoted: Path) -> None:
    (page,) = (path.read_text() for path in promoted.with_name("decisions").glob("*.html"))
    found = record(promoted)
    assert "The challenger was promoted" in page
    assert found["reason"].replace("'", "&#39;") in page
    roles = ("champion", "challenger", "released")
    assert all(found[name]["version"] in page for name in roles)
    assert len(found["slices"]) > 5
    assert all(f" {one['code']}" in page for one in found["slices"])
    assert not re.search(r"<script|<link|<img|https?:|url\(", page)


def test_slices_beyond_the_worst_are_a_click_away(promoted: Path) -> None:
    found = record(promoted)
    many = [
        {**found["slices"][0], "by": "carrier", "code": f"{number:02d}"}
        for number in range(WORST + 8)
    ]
    first, others = draw_page({**found, "slices": many}).split("<details>")
    assert f"airline {WORST - 1}" in first
    assert "The other 8" in others
    assert f"airline {WORST + 7}" in others


FEW = ("--window=2", "--model=decision_tree")


@pytest.fixture(scope="module")
def promoted_of_few(sampled_lake: Lake, misled: Path, folder: Path) -> Path:
    """What was the misled champion's place, after a tree that learned from few months won."""
    bundle = released(misled, folder / "few" / "bundle")
    assert retrain(sampled_lake, bundle, *FEW) == 0
    return bundle


def test_the_challenger_learns_from_as_many_months_as_asked_for(promoted_of_few: Path) -> None:
    data = Bundle.load(promoted_of_few).contract.data
    assert record(promoted_of_few)["challenger"]["months"] == ["2023-02", "2023-03"]
    assert data.train.months == ["2023-02", "2023-03", "2023-04"]
    assert sum(source.flights for source in data.sources) == data.train.flights


def test_a_champion_that_learned_from_the_same_flights_stays(
    sampled_lake: Lake, sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = released(sound, tmp_path / "bundle")
    before = content(bundle)
    assert retrain(sampled_lake, bundle) == 0
    assert content(bundle) == before
    assert record(bundle)["reason"] == "The challenger answers just as the champion does."
    assert "Kept" in capsys.readouterr().out


def test_a_worse_challenger_is_not_released_and_the_record_is_printed_as_one_json_object(
    sampled_lake: Lake, sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = released(sound, tmp_path / "bundle")
    before = content(bundle)
    retrain(sampled_lake, bundle, "--model=decision_tree", "--json")
    assert content(bundle) == before
    assert "worse: its log-loss is" in record(bundle)["reason"]
    assert json.loads(capsys.readouterr().out) == record(bundle)


def test_a_challenger_that_gave_up_an_airline_is_not_released(
    misled_but_for_yx: Path, folder: Path, tmp_path: Path
) -> None:
    """It learned of all but Republic's flights as they were, and is better on the whole."""
    lake = lake_to(4, tmp_path / "lake", cancelling(0.6, carrier="YX"))
    bundle = released(misled_but_for_yx, tmp_path / "bundle")
    before = content(bundle)
    assert retrain(lake, bundle) == 0
    found = record(bundle)
    assert found["log_loss"]["difference"]["high"] < 0
    assert (found["verdict"], found["promoted"]) == ("keep", False)
    assert "airline YX" in found["reason"]
    assert content(bundle) == before


def test_a_dry_run_writes_the_record_and_replaces_nothing(
    sampled_lake: Lake,
    misled: Path,
    promoted_of_few: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bundle = released(misled, tmp_path / "bundle")
    before = content(bundle)
    assert retrain(sampled_lake, bundle, *FEW, "--dry-run") == 0
    found = record(bundle)
    assert found["challenger"] == record(promoted_of_few)["challenger"]
    assert (found["verdict"], found["dry_run"], found["promoted"]) == ("promote", True, False)
    assert found["released"] is None
    assert content(bundle) == before
    assert Archive(bundle).kept().versions == []
    assert "Dry run" in capsys.readouterr().out


def test_with_no_month_after_the_champions_nothing_is_judged(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = released(sound, tmp_path / "bundle")
    message = refuses(capsys, lake_to(3, tmp_path / "lake"), bundle)
    assert "newest month is 2023-03" in message
    assert "fetch" in message
    assert not bundle.with_name("decisions").exists()


def test_with_fewer_unseen_months_than_asked_for_it_says_how_many(
    sampled_lake: Lake, sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = released(sound, tmp_path / "bundle")
    assert "--months=1" in refuses(capsys, sampled_lake, bundle, "--months=2")


def test_an_empty_lake_says_how_to_fill_it(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = released(sound, tmp_path / "bundle")
    assert "make fetch" in refuses(capsys, Lake(tmp_path / "lake"), bundle)


def cut_short(bundle: Path) -> None:
    (bundle / MODEL_FILE).write_bytes((bundle / MODEL_FILE).read_bytes()[:1000])


def of_another_format(bundle: Path) -> None:
    contract = json.loads((bundle / CONTRACT_FILE).read_bytes())
    (bundle / CONTRACT_FILE).write_text(json.dumps({**contract, "format": 0}))


def without_look_ups(bundle: Path) -> None:
    (bundle / LOOKUPS_FILE).unlink()


def gone(bundle: Path) -> None:
    (bundle / CONTRACT_FILE).unlink()


def no_graph(bundle: Path) -> None:
    sound = Bundle.load(bundle)
    contract = sound.contract
    model = msgspec.structs.replace(
        contract.model, sha256=hashlib.sha256(b"no graph").hexdigest(), bytes=8
    )
    files = BundleFiles(b"no graph", sound.day, sound.lookups)
    write_bundle(bundle, msgspec.structs.replace(contract, model=model), files)


@pytest.mark.parametrize("damage", [cut_short, of_another_format, without_look_ups, gone, no_graph])
def test_a_champion_that_cannot_be_read_is_told_in_one_line(
    damage: Any, sampled_lake: Lake, sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = released(sound, tmp_path / "bundle")
    damage(bundle)
    message = refuses(capsys, sampled_lake, bundle)
    assert "The champion cannot be read" in message
    assert "rollback" in message


@pytest.mark.parametrize("arguments", [["--months=0"], ["--window=none"], ["--model=oracle"]])
def test_misuse_ends_with_2(arguments: list[str], sampled_lake: Lake, sound: Path) -> None:
    with pytest.raises(SystemExit) as exit_:
        retrain(sampled_lake, sound, *arguments)
    assert exit_.value.code == 2
