"""Pipeline: the model of the scikit-learn rival, fitted on real flights and saved with joblib."""

import io
from pathlib import Path

import joblib
import numpy as np

from pushback.features import FEATURE_NAMES
from training.atomic_write import write_bytes
from training.config import TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.splitting import split_by_share
from training.evaluation.fold import fit, make_fold

SHARE = 0.1
"""Of the flights: a prediction takes as long, the trees being as many and as large."""


def save_pipeline(dataset: Dataset, path: Path, share: float = SHARE) -> None:
    """Fit the released kind of model on a share of the flights, and save it.

    The file holds `pipeline`, for DataFrames of all features but the day of the year, and
    `season`, factors by that day, shape (366, outcomes).
    """
    config = TrainingConfig()
    fold = make_fold(dataset, split_by_share(dataset.flights, config.split), config)
    model = fit(fold.sampled(share, config.seed), config)
    # As if it had been fitted on a DataFrame, so that it checks the names of the columns.
    model.estimator_[0].feature_names_in_ = np.array(FEATURE_NAMES[:-1], object)
    content = io.BytesIO()
    joblib.dump({"pipeline": model.estimator_, "season": model.season_}, content)
    write_bytes(path, content.getvalue())
