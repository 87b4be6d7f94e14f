"""Tests of training.model.export: a graph splits where scikit-learn does."""

import numpy as np
import onnxruntime
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.pipeline import Pipeline

from training.model.export import convert_estimator

BELOW = np.nextafter(np.float32(1), np.float32(2))
ABOVE = np.nextafter(BELOW, np.float32(2))
"""Two float32 numbers with none between; the middle of the two is rounded to the upper one."""


def test_a_threshold_between_neighbouring_numbers_keeps_them_apart() -> None:
    inputs = np.repeat([BELOW, ABOVE], 50)[:, None]
    outcome = np.repeat([0, 1], 50)
    trees = HistGradientBoostingClassifier(max_iter=5, min_samples_leaf=1).fit(inputs, outcome)
    (threshold,) = {tree.nodes["num_threshold"][0] for (tree,) in trees._predictors}
    assert np.float32(threshold) == ABOVE  # what the converter alone would split at

    graph = convert_estimator(Pipeline([("classify", trees)]), features=1).SerializeToString()
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    chances = session.run(None, {session.get_inputs()[0].name: inputs})[-1]
    np.testing.assert_allclose(chances, trees.predict_proba(inputs), atol=1e-6)
