"""No-op on the framework's asynchronous mode: Starlette on uvicorn instead of Flask on threads."""

import functions_framework.aio
from starlette.requests import Request
from starlette.responses import Response


@functions_framework.aio.http
async def handle(_: Request) -> Response:
    """Answer with an empty object."""
    return Response(b"{}", media_type="application/json")
