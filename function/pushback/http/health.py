"""Health: the answer of GET /healthz."""

from typing import Literal

import msgspec

from pushback.contract import Contract


class Health(msgspec.Struct, frozen=True):
    """The service is up; which model it answers with, and the checksum of the model's file."""

    status: Literal["ok"]
    version: str
    sha256: str


def health_of(contract: Contract) -> Health:
    """Return the answer of a service that has loaded this bundle."""
    return Health("ok", contract.version, contract.model.sha256)
