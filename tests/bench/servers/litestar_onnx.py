"""Litestar + msgspec + onnxruntime on granian: the fastest that can be built of known parts."""

from typing import Any

import numpy as np
from litestar import Litestar, post

from pushback.bundle import Bundle
from tests.bench.servers.answering import MODEL_FOLDER, Answering
from tests.bench.servers.sessions import one_threaded
from tests.bench.servers.structs import DECODERS, Body


def make_app() -> Litestar:
    """Load the released bundle and return the application."""
    bundle = Bundle.load(MODEL_FOLDER)
    answering = Answering(bundle)
    session = one_threaded(bundle.model)
    wanted, given = [session.get_outputs()[-1].name], session.get_inputs()[0].name

    @post("/predict", status_code=200)
    async def predict(data: Body) -> dict[str, Any]:
        """Answer for each flight, in order."""
        prepared, inputs = answering.prepare(data)
        chances = np.asarray(session.run(wanted, {given: inputs})[0], np.float64)
        return answering.answer(prepared, chances)

    return Litestar([predict], type_decoders=DECODERS, openapi_config=None, logging_config=None)
