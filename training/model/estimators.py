"""Estimators: the models by name, each a scikit-learn classifier that takes NaN.

`hist_gradient_boosting` meets NaN natively, and the converter carries that over exactly. The
others do not survive the conversion with NaN, so they impute the median first.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sklearn import ensemble
from sklearn.base import clone
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from training.config import MODEL_NAMES
from training.errors import UnknownName

Step = tuple[str, Any]

# The boosted trees' parameters are those that `tune` chose (training/results/tuning.json): of the
# settings within noise of the best, on test months before October, the one with fewest leaves.
# The forests' leaves are large to keep their graphs small: unlimited, a forest is hundreds of
# megabytes.
PARAMETERS: dict[str, dict[str, Any]] = {
    "hist_gradient_boosting": {
        "max_iter": 100,
        "max_leaf_nodes": 8,
        "learning_rate": 0.0863,
        "min_samples_leaf": 11178,
        "max_features": 0.32,
        "l2_regularization": 1.0193,
        "early_stopping": False,
    },
    "random_forest": {
        "n_estimators": 60,
        "max_depth": 12,
        "min_samples_leaf": 100,
        "max_features": 0.4,
        "max_samples": 0.2,
        "n_jobs": -1,
    },
    "extra_trees": {
        "n_estimators": 60,
        "max_depth": 12,
        "min_samples_leaf": 100,
        "max_features": 0.6,
        "n_jobs": -1,
    },
    "decision_tree": {"max_depth": 10, "min_samples_leaf": 500},
    "logistic_regression": {"C": 0.1, "max_iter": 200},
}

_IMPUTE: Step = ("impute", SimpleImputer(strategy="median", keep_empty_features=True))
_SCALE: Step = ("scale", StandardScaler())

_BUILDERS: dict[str, tuple[list[Step], Callable[..., Any]]] = {
    "hist_gradient_boosting": ([], ensemble.HistGradientBoostingClassifier),
    "random_forest": ([_IMPUTE], ensemble.RandomForestClassifier),
    "extra_trees": ([_IMPUTE], ensemble.ExtraTreesClassifier),
    "decision_tree": ([_IMPUTE], DecisionTreeClassifier),
    "logistic_regression": ([_IMPUTE, _SCALE], LogisticRegression),
}

FEWEST_LEAVES = 60
"""Leaves that a boosted tree has room for: with few rows, its smallest leaf is smaller than asked
for. A single tree's is not: its leaves are its chances, and few flights make none."""
ROWS_A_BIN = 200
"""Rows in a bin of a boosted tree's feature, about, where they are too few for all bins. Finer bins
tell such leaves nothing, and scikit-learn 1.9 sorts the weighted rows anew for each."""
FEWEST_BINS, MOST_BINS = 16, 255


def boosting_for(parameters: Mapping[str, Any], rows: int) -> dict[str, Any]:
    """Return the parameters of boosted trees with leaves and bins that so many rows can fill.

    Examples
    --------
    >>> boosting_for({"min_samples_leaf": 2000}, rows=12_000)
    {'min_samples_leaf': 200, 'max_bins': 60}
    """
    leaf = max(1, min(parameters["min_samples_leaf"], rows // FEWEST_LEAVES))
    bins = max(FEWEST_BINS, rows // ROWS_A_BIN)
    fewer = {"max_bins": bins} if bins < MOST_BINS else {}
    return {**parameters, "min_samples_leaf": leaf, **fewer}


def choose_parameters(
    name: str, parameters: Mapping[str, Any], share: float = 1.0
) -> dict[str, Any]:
    """Return all parameters of an estimator: the given ones in place of those in `PARAMETERS`.

    Both are for all flights. The smallest leaf is a number of flights, so it shrinks along where a
    share of them is fitted on. Raises UnknownName if there is no estimator of this name.

    Examples
    --------
    >>> choose_parameters("decision_tree", {"max_depth": 3}, share=0.1)
    {'max_depth': 3, 'min_samples_leaf': 50}
    """
    if name not in PARAMETERS:
        raise UnknownName("model", name, MODEL_NAMES)
    chosen = {**PARAMETERS[name], **parameters}
    if "min_samples_leaf" in chosen:
        chosen["min_samples_leaf"] = max(1, round(chosen["min_samples_leaf"] * share))
    return chosen


def make_estimator(
    name: str, seed: int, parameters: Mapping[str, Any], treatment: Any = None
) -> Pipeline:
    """Return a new, unfitted pipeline whose last step is called "classify".

    For studies, the features first pass a treatment, another transformer. Name and parameters are
    those of `choose_parameters`.
    """
    chosen = choose_parameters(name, parameters)
    before, classifier = _BUILDERS[name]
    first = [] if treatment is None else [("treat", treatment)]
    last = ("classify", classifier(**chosen, random_state=seed))
    return clone(Pipeline([*first, *before, last]))
