"""Bundle: the model's file and its contract, read together or not at all.

BundleError
├── BundleMissing     a file is not there
├── BundleUnknown     a contract this code does not know
└── BundleAltered     the model is not the one the contract names
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from pushback.contract import FORMAT, Contract
from pushback.features import FEATURES
from pushback.outcomes import OUTCOME_NAMES

CONTRACT_FILE = "contract.json"
MODEL_FILE = "flight_delay.onnx"


class BundleError(Exception):
    """The bundle cannot be used; the message is one line that says why."""


class BundleMissing(BundleError):
    """A file of the bundle is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is missing. Make the bundle with: make train")


class BundleUnknown(BundleError):
    """The contract is not one that this code can serve."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} is not a contract this code knows ({reason})."
            " Deploy the bundle and the code of one release together."
        )


class BundleAltered(BundleError):
    """The model file is not the one that the contract names."""

    def __init__(self, path: Path, seen: str, expected: str) -> None:
        super().__init__(
            f"{path} has SHA-256 {seen[:12]}…, its contract says {expected[:12]}…:"
            " it was altered or cut short. Restore it, or make it again with: make train"
        )


@dataclass(frozen=True)
class Bundle:
    """A model that passed its checksum, and the contract it came with."""

    contract: Contract
    model: bytes

    @classmethod
    def load(cls, folder: Path) -> "Bundle":
        """Read and check the bundle in `folder`.

        Raises
        ------
        BundleError
            If a file is missing, the contract is of another release, or the model's
            checksum is not the contract's.
        """
        contract = _contract(folder / CONTRACT_FILE)
        path = folder / contract.model.file
        model = _read(path)
        checksum = hashlib.sha256(model).hexdigest()
        if checksum != contract.model.sha256:
            raise BundleAltered(path, checksum, contract.model.sha256)
        return cls(contract, model)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise BundleMissing(path) from None


def _contract(path: Path) -> Contract:
    content = _read(path)
    try:
        contract = msgspec.json.decode(content, type=Contract)
    except msgspec.MsgspecError as error:
        raise BundleUnknown(path, f"format {FORMAT} is known; {error}") from None
    if tuple(outcome.name for outcome in contract.outcomes) != OUTCOME_NAMES:
        raise BundleUnknown(path, f"its outcomes are not {', '.join(OUTCOME_NAMES)}")
    if tuple(contract.features) != FEATURES:
        raise BundleUnknown(path, "its features are not those of pushback.features")
    if {len(row) for row in contract.background.inputs} != {len(FEATURES)}:
        raise BundleUnknown(path, f"its background is not flights of {len(FEATURES)} features")
    return contract
