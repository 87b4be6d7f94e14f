"""Tests of the training program, from its command line to its bundle, on real flights."""

import copy
import io
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pushback.bundle import BUNDLE_FILES, LOOKUPS_FILE, MODEL_FILE, Bundle, BundleAltered
from pushback.predictor import Predictor
from tests.builders import fair_day, flight, flight_table, weather_table
from training.cli import main
from training.config import MODEL_NAMES, TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.masking import WEATHER_STATES, mask
from training.dataset.splitting import split_by_share
from training.errors import ExportRefused, ModelUnreadable, OutcomesMissing
from training.evaluation.fold import Fold, fit, make_fold
from training.lake import Lake
from training.model.delay_model import DelayModel
from training.model.export import TOLERANCE, check_parity, convert
from training.release.bundle import release
from training.release.pipeline import SAVED_MODEL, TrainingPipeline

Inputs = NDArray[np.float32]


@pytest.fixture(scope="module", params=MODEL_NAMES)
def trained(
    request: pytest.FixtureRequest, sampled_lake: Lake, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The bundle of each model, made by the command line with a split of a tenth.

    What the command printed lies beside it.
    """
    folder = tmp_path_factory.mktemp(request.param)
    arguments = ["train", f"--model={request.param}", "--split=0.1", f"--output={folder}"]
    with redirect_stdout(io.StringIO()) as stream:
        assert main([*arguments, f"--lake={sampled_lake.folder}"]) == 0
    folder.with_suffix(".txt").write_text(stream.getvalue())
    return folder


@pytest.fixture(scope="module")
def fold(sampled_dataset: Dataset) -> Fold:
    split = split_by_share(sampled_dataset.flights, 0.25)
    return make_fold(sampled_dataset, split, TrainingConfig())


@pytest.fixture(scope="module")
def inputs(fold: Fold) -> Inputs:
    """The features of every test flight, in every weather state."""
    return np.concatenate([mask(fold.test_inputs, state) for state in WEATHER_STATES])


def test_every_model_makes_a_bundle_that_serves(trained: Path) -> None:
    predictor = Predictor(Bundle.load(trained))
    answer = predictor.predict(flight_table(flight()), weather_table(*fair_day()))
    assert sum(answer.predictions[0].outcomes.values()) == pytest.approx(1)


def test_every_models_graph_agrees_with_scikit_learn(
    trained: Path, sampled_dataset: Dataset
) -> None:
    bundle, model = Bundle.load(trained), DelayModel.load(trained / SAVED_MODEL)
    predictor = Predictor(bundle)
    test = np.isin(sampled_dataset.flights.month.astype(str), bundle.contract.data.test.months)
    table = sampled_dataset.flights.take(test).table
    rows = predictor.features.build(table, sampled_dataset.weather)
    for state in WEATHER_STATES:
        assert check_parity(bundle.model, model, mask(rows, state)) <= TOLERANCE


def test_every_model_ranks_flights_better_than_chance(trained: Path) -> None:
    metrics = Bundle.load(trained).contract.metrics
    assert metrics["full"]["auc"] > 0.55


@pytest.mark.parametrize("trained", ["hist_gradient_boosting"], indirect=True)
def test_training_again_gives_the_same_bundle_and_so_does_one_fit_after_the_other(
    trained: Path, sampled_lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.release.pipeline.MOST_BESIDE", 0)
    TrainingPipeline(sampled_lake, tmp_path / "again", TrainingConfig(split=0.1)).run()
    for file in BUNDLE_FILES:
        assert (tmp_path / "again" / file).read_bytes() == (trained / file).read_bytes()


def test_training_prints_the_model_beside_the_baselines(trained: Path) -> None:
    printed = trained.with_suffix(".txt").read_text()
    for word in ("climatology", "constant", "log-loss", "Brier", "RPS", "AUC", "ECE", "2023-04"):
        assert word in printed


def raise_a_base_rate(model: DelayModel) -> None:
    model.estimator_["classify"]._baseline_prediction[0, 0] += 0.01


def raise_the_leaves_of_a_tree(model: DelayModel) -> None:
    model.estimator_["classify"]._predictors[0][0].nodes["value"] += 0.01


@pytest.mark.parametrize("tamper", [raise_a_base_rate, raise_the_leaves_of_a_tree])
def test_the_export_refuses_a_graph_that_disagrees(
    fold: Fold, inputs: Inputs, tamper: Callable[[DelayModel], None]
) -> None:
    model = fit(fold, TrainingConfig())
    graph = convert(model, inputs.shape[1])
    assert check_parity(graph, model, inputs) <= TOLERANCE
    tampered = copy.deepcopy(model)
    tamper(tampered)
    with pytest.raises(ExportRefused, match="was not written"):
        check_parity(graph, tampered, inputs)


def test_nothing_is_released_when_the_export_refuses(
    sampled_lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = DelayModel.predict_proba
    monkeypatch.setattr(
        DelayModel, "predict_proba", lambda self, rows: np.roll(honest(self, rows), 1, axis=1)
    )
    pipeline = TrainingPipeline(sampled_lake, tmp_path / "new", TrainingConfig("decision_tree"))
    with pytest.raises(ExportRefused):
        pipeline.run()
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", [MODEL_FILE, LOOKUPS_FILE])
def test_only_a_whole_bundle_is_released(trained: Path, name: str, tmp_path: Path) -> None:
    release(trained, tmp_path / "released")
    before = Bundle.load(tmp_path / "released")
    file = tmp_path / "candidate" / name
    release(trained, tmp_path / "candidate")
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(BundleAltered):
        release(tmp_path / "candidate", tmp_path / "released")
    assert Bundle.load(tmp_path / "released") == before


def test_a_model_needs_to_see_every_outcome(inputs: Inputs) -> None:
    with pytest.raises(OutcomesMissing, match="1 of the 6"):
        DelayModel().fit(inputs, np.zeros(len(inputs), np.int64))


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.joblib").write_bytes(b"nonsense")
    with pytest.raises(ModelUnreadable):
        DelayModel.load(tmp_path / "model.joblib")
    with pytest.raises(ModelUnreadable):
        DelayModel.load(tmp_path / "absent.joblib")
