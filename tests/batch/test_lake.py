"""The lake's own months are read as a schedule, as they lie."""

from pathlib import Path

import numpy as np
import pytest

from pushback.bundle import Bundle
from pushback.outcomes import ON_TIME
from pushback.predictor import Predictor
from tests.batch.schedules import run, scored
from tests.integration.worlds import train
from training.dataset.dataset import Dataset
from training.lake import Lake


@pytest.fixture(scope="module")
def model(sampled_lake: Lake, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return train(sampled_lake, tmp_path_factory.mktemp("model"), "decision_tree")


def test_months_and_weather_of_the_lake_get_the_chances_that_training_gives_them(
    sampled_lake: Lake, sampled_dataset: Dataset, model: Path, tmp_path: Path
) -> None:
    flights, weather = (
        str(sampled_lake.folder / table / "*" / "*.parquet") for table in ("flights", "weather")
    )
    assert run(tmp_path / "scored", flights, weather=weather, model=model, workers=1) == 0
    predictor = Predictor(Bundle.load(model))
    inputs = predictor.features.build(sampled_dataset.flights.table, sampled_dataset.weather)
    expected = 1 - predictor.probabilities(inputs)[:, ON_TIME]
    found = scored(tmp_path / "scored")["late"].to_numpy()
    np.testing.assert_allclose(np.sort(found), np.sort(expected), atol=1e-5)
