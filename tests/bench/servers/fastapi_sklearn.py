"""FastAPI + pydantic + joblib + scikit-learn on a DataFrame: what people would build.

The endpoint is a plain function, which FastAPI runs in a thread, so that one prediction does not
hold up the server.
"""

import os
from typing import Any

import joblib
import pandas as pd
from fastapi import FastAPI

from pushback.bundle import Bundle
from pushback.features import FEATURE_NAMES
from tests.bench.servers.answering import MODEL_FOLDER, Answering, Chances
from tests.bench.servers.schemas import Answer, Body


def make_app() -> FastAPI:
    """Load the pipeline from the file that PIPELINE names and return the application."""
    answering = Answering(Bundle.load(MODEL_FOLDER))
    saved = joblib.load(os.environ["PIPELINE"])
    app = FastAPI()

    @app.post("/predict", response_model=Answer)
    def predict(body: Body) -> dict[str, Any]:
        """Answer for each flight, in order."""
        prepared, inputs = answering.prepare(body)
        rows = pd.DataFrame(inputs, columns=list(FEATURE_NAMES))
        return answering.answer(prepared, _chances(saved, rows))

    return app


def _chances(saved: dict[str, Any], rows: pd.DataFrame) -> Chances:
    """Return the pipeline's chances, times the season's factors, each row summing to 1 again."""
    day = rows.pop("season_row").to_numpy(int)
    chances: Chances = saved["pipeline"].predict_proba(rows) * saved["season"][day]
    chances /= chances.sum(axis=1, keepdims=True)
    return chances
