"""Service: what requests are answered from, loaded once for each instance."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import msgspec

from pushback.bundle import Bundle
from pushback.http.turns import LARGE_WAITING, WAITING, Turns
from pushback.predictor import Predictor


@dataclass(frozen=True, eq=False)
class Service:
    """A predictor, and who may read its answers. Safe to share between threads.

    Attributes
    ----------
    origins
        Origins whose pages may read the answers (CORS).
    explaining
        The turns of requests with flights to explain.
    large
        The turns of requests with large bodies.
    """

    predictor: Predictor
    origins: Collection[str] = ()
    explaining: Turns = field(
        default_factory=lambda: Turns("Requests for explanations are answered", WAITING)
    )
    large: Turns = field(
        default_factory=lambda: Turns("Large requests are answered", LARGE_WAITING)
    )

    @classmethod
    def load(cls, folder: Path, origins: Collection[str]) -> "Service":
        """Load the bundle in `folder`.

        Raises
        ------
        BundleError
            If it cannot be used.
        """
        return cls(Predictor(Bundle.load(folder)), origins)

    @property
    def version(self) -> str:
        """The version of the model."""
        return self.predictor.contract.version

    @cached_property
    def contract(self) -> bytes:
        """The contract, without the indents of its file."""
        return msgspec.json.encode(self.predictor.contract)
