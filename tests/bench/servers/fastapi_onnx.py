"""FastAPI + onnxruntime: the fastest that people would pick.

Pydantic in, orjson out, on uvicorn with uvloop and httptools. The endpoint is a coroutine: on
one core, handing a millisecond's work to a thread costs more than it frees.
"""

import numpy as np
import orjson
from fastapi import FastAPI, Response

from pushback.bundle import Bundle
from tests.bench.servers.answering import MODEL_FOLDER, Answering
from tests.bench.servers.schemas import Body
from tests.bench.servers.sessions import one_threaded


def make_app() -> FastAPI:
    """Load the released bundle and return the application."""
    bundle = Bundle.load(MODEL_FOLDER)
    answering = Answering(bundle)
    session = one_threaded(bundle.model)
    wanted, given = [session.get_outputs()[-1].name], session.get_inputs()[0].name
    app = FastAPI()

    @app.post("/predict")
    async def predict(body: Body) -> Response:
        """Answer for each flight, in order."""
        prepared, inputs = answering.prepare(body)
        chances = np.asarray(session.run(wanted, {given: inputs})[0], np.float64)
        answer = answering.answer(prepared, chances)
        return Response(orjson.dumps(answer), media_type="application/json")

    return app
