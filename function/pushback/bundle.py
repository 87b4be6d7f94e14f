"""Bundle: the models' files, their look-ups and their contract, read together or not at all.

BundleError
├── BundleMissing     a file is not there
├── BundleUnknown     a contract or look-ups that this code does not know
└── BundleAltered     a model or the look-ups are not those that the contract names
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from pushback.contract import FORMAT, Contract, LookupsCard, ModelCard
from pushback.contract_day import DayCard
from pushback.features import FEATURES
from pushback.lookups import Lookups, LookupsUnknown, Reference
from pushback.outcomes import OUTCOME_NAMES

CONTRACT_FILE = "contract.json"
MODEL_FILE = "flight_delay.onnx"
DAY_FILE = "flight_day.onnx"
LOOKUPS_FILE = "lookups.npz"
BUNDLE_FILES = (CONTRACT_FILE, MODEL_FILE, DAY_FILE, LOOKUPS_FILE)


class BundleError(Exception):
    """The bundle cannot be used; the message is one line that says why."""


class BundleMissing(BundleError):
    """A file of the bundle is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is missing. Make the bundle with: make train")


class BundleUnknown(BundleError):
    """The contract, or the look-ups, are not ones that this code can serve."""

    def __init__(self, path: Path, reason: str, what: str = "a contract") -> None:
        super().__init__(
            f"{path} is not {what} this code knows ({reason})."
            " Deploy the bundle and the code of one release together."
        )


class BundleAltered(BundleError):
    """A file is not the one that the contract names."""

    def __init__(self, path: Path, seen: str, expected: str) -> None:
        super().__init__(
            f"{path} has SHA-256 {seen[:12]}…, its contract says {expected[:12]}…:"
            " it was altered or cut short. Restore it, or make it again with: make train"
        )


@dataclass(frozen=True)
class Bundle:
    """Models and look-ups that passed their checksums, and the contract they came with.

    Attributes
    ----------
    model, day, lookups
        The files' contents.
    reference
        What the contract and the look-ups together tell the features.
    """

    contract: Contract
    model: bytes
    day: bytes
    lookups: bytes
    reference: Reference = field(compare=False, repr=False)

    @classmethod
    def load(cls, folder: Path) -> "Bundle":
        """Read and check the bundle in `folder`.

        Raises
        ------
        BundleError
            If a file is missing, the contract or the look-ups are of another release, or the
            checksum of a file is not the contract's.
        """
        contract = _contract(folder / CONTRACT_FILE)
        cards = (contract.model, contract.day, contract.lookups)
        model, day, lookups = (_checked(folder, card) for card in cards)
        return cls(contract, model, day, lookups, _reference(folder, contract, lookups))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise BundleMissing(path) from None


def _checked(folder: Path, card: ModelCard | DayCard | LookupsCard) -> bytes:
    path = folder / card.file
    content = _read(path)
    checksum = hashlib.sha256(content).hexdigest()
    if checksum != card.sha256:
        raise BundleAltered(path, checksum, card.sha256)
    return content


def _reference(folder: Path, contract: Contract, lookups: bytes) -> Reference:
    airlines, airports = contract.airlines, contract.airports
    try:
        tables = Lookups.read(lookups, len(airlines), len(airports), len(FEATURES))
    except LookupsUnknown as error:
        path = folder / contract.lookups.file
        raise BundleUnknown(path, str(error), "a file of look-ups") from None
    return Reference(airlines, airports, contract.origins, contract.holidays, tables)


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
    return contract
