"""FastAPI + onnxruntime with features of its own: what a team without ours would deploy."""

import orjson
from fastapi import FastAPI, Response

from tests.bench.servers.own import Own
from tests.bench.servers.schemas import Body


def make_app() -> FastAPI:
    """Load the rivals' own model and return the application."""
    own = Own()
    app = FastAPI()

    @app.post("/predict")
    async def predict(body: Body) -> Response:
        """Answer for each flight, in order."""
        answer = own.answer(body.flights, body.weather)
        return Response(orjson.dumps(answer), media_type="application/json")

    return app
