"""Litestar + msgspec + onnxruntime on granian with features of its own."""

from typing import Any

from litestar import Litestar, post

from tests.bench.servers.own import Own
from tests.bench.servers.structs import DECODERS, Body


def make_app() -> Litestar:
    """Load the rivals' own model and return the application."""
    own = Own()

    @post("/predict", status_code=200)
    async def predict(data: Body) -> dict[str, Any]:
        """Answer for each flight, in order."""
        return own.answer(data.flights, data.weather)

    return Litestar([predict], type_decoders=DECODERS, openapi_config=None, logging_config=None)
