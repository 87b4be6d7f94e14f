"""Bundle: what the function serves: graphs, look-ups, contract and card, written together.

The card says for people, in Markdown, what the model is for, made of, good at and bad at. Its
headings follow Mitchell et al., Model Cards for Model Reporting (2019).
"""

import hashlib
import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from itertools import zip_longest
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pandas as pd

from pushback.bundle import CONTRACT_FILE, DAY_FILE, LOOKUPS_FILE, MODEL_FILE, Bundle
from pushback.contract import (
    FORMAT,
    Background,
    Contract,
    ContractOutcome,
    DataCard,
    LookupsCard,
    ModelCard,
    RecordCard,
    SourceCard,
)
from pushback.contract_day import DayCard
from pushback.features import FEATURES
from pushback.fields import with_choices
from pushback.http.validation import LIMITS
from pushback.lookups import BACKGROUND, TABLES, Lookups
from pushback.outcomes import OUTCOMES
from training.atomic_write import write_bytes, write_json
from training.config import TrainingConfig
from training.dataset.dataset import Dataset, Flights
from training.dataset.masking import TRAINING_SHARES, WEATHER_STATES
from training.evaluation.day import DAY_TITLES, score_day, table_rows
from training.evaluation.fold import Evaluation, Fold
from training.evaluation.metrics import METRIC_TITLES, SYSTEM_TITLES, rounded
from training.evaluation.slices import LEAST_SHARE, months_ahead
from training.lake import Manifest
from training.model.day_model import PARAMETERS, DayModel
from training.model.delay_model import DelayModel
from training.release.profile import make_profile, months_of, newest_flights
from training.results import render

CARD_FILE = "README.md"
MOST_NAMED = 12
"""Codes that the card names in a list."""
LIBRARIES = ("numpy", "onnx", "pandas", "scikit-learn", "skl2onnx")
KNOTS = 41
"""Quantiles kept of the delays within each outcome: 0, 2.5, ... 100 %."""
LAST_KNOT = 0.995
"""Taken for the last: the longest delay of all is one flight's story, not a quantile."""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first that the format has: a file must not tell when it was made."""
UNIX, READABLE = 3, 0o644 << 16


@dataclass(frozen=True)
class BundleFiles:
    """The contents of the files that a contract names."""

    graph: bytes
    day: bytes
    lookups: bytes


@dataclass(frozen=True, eq=False)
class Judged:
    """Fitted models, their fold, how the first was judged, and `predict_day` of the second."""

    fold: Fold
    model: DelayModel
    day: DayModel
    evaluation: Evaluation
    day_rows: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Made:
    """Fitted models, what they were fitted on, their files, and what explanations start from.

    `largest_difference` is between a chance by the graph and the same by scikit-learn.
    """

    fold: Fold
    model: DelayModel
    day: DayModel
    files: BundleFiles
    background: Background
    largest_difference: float


def make_contract(dataset: Dataset, made: Made, judged: Judged, config: TrainingConfig) -> Contract:
    """Gather all that is known about a model into its contract.

    Nothing in it depends on when or where it was made: the same data and code give the
    same contract. The version is the last month of training and a checksum over all the rest.
    """
    fold, model, files, reference = made.fold, made.model, made.files, made.fold.reference
    evaluation, record = judged.evaluation, dataset.record
    newest = newest_flights(fold, files.graph, dataset.weather)
    day_scores, day_auc = score_day(judged.day_rows)
    contract = Contract(
        format=FORMAT,
        version=str(fold.train.month.max()),
        model=ModelCard(
            name=model.name,
            **_card(MODEL_FILE, files.graph),
            parameters=dict(model.parameters),
            recipe=_recipe(config),
        ),
        lookups=LookupsCard(
            **_card(LOOKUPS_FILE, files.lookups),
            rows={name: len(getattr(reference.lookups, name)) for name in TABLES},
        ),
        day=DayCard(
            **_card(DAY_FILE, files.day),
            flights=made.day.flights_,
            parameters=PARAMETERS,
            bands=made.day.bands_,
            scores=day_scores,
            auc=day_auc,
        ),
        airlines=dict(reference.airlines),
        airports=dict(reference.airports),
        origins=reference.origins,
        holidays=reference.holidays,
        fields=with_choices(reference),
        limits=LIMITS,
        outcomes=_outcomes(fold.train),
        features=list(FEATURES),
        background=made.background,
        data=DataCard(
            fingerprint=dataset.manifest.fingerprint,
            sources=_sources(dataset.manifest),
            record=RecordCard(record.sha256, int(record.routes["flights"].sum()), record.years),
            train=months_of(fold.train),
            judged=months_of(judged.fold.train),
            test=months_of(judged.fold.test),
        ),
        profile=make_profile(newest, reference),
        metrics=rounded(evaluation.scores),
        calibration=evaluation.calibration,
        metrics_by_month=evaluation.slices["month"],
        metrics_by_carrier=evaluation.slices["carrier"],
        metrics_by_origin=evaluation.slices["origin"],
        libraries={name: version(name) for name in LIBRARIES},
        months_ahead=months_ahead(fold.train, newest.flights, newest.late["none"]),
    )
    content = hashlib.sha256(msgspec.json.encode(contract)).hexdigest()
    return msgspec.structs.replace(contract, version=f"{contract.version}.{content[:8]}")


def write_bundle(folder: Path, contract: Contract, files: BundleFiles) -> None:
    """Write the graphs and the look-ups, then their contract, then its card, each in one step.

    A kill in between leaves a file that the old contract does not name: the function refuses it
    with one clear line, and the next run puts it right.
    """
    write_bytes(folder / MODEL_FILE, files.graph)
    write_bytes(folder / DAY_FILE, files.day)
    write_bytes(folder / LOOKUPS_FILE, files.lookups)
    write_json(folder / CONTRACT_FILE, contract)
    write_bytes(folder / CARD_FILE, draw_card(contract).encode())


def copy_bundle(bundle: Bundle, folder: Path) -> None:
    """Write a bundle that was loaded to another folder."""
    write_bundle(folder, bundle.contract, BundleFiles(bundle.model, bundle.day, bundle.lookups))


def release(candidate: Path, folder: Path) -> None:
    """Put a candidate's bundle in place of the released one, once it has passed its checks.

    Raises BundleError if the candidate is not a bundle that the function would serve.
    """
    copy_bundle(Bundle.load(candidate), folder)


def _recipe(config: TrainingConfig) -> dict[str, Any]:
    """What the run was told; the estimator's parameters stand by themselves."""
    told = asdict(config)
    del told["parameters"]
    if config.flights_a_month is None:
        del told["flights_a_month"]  # a recipe that samples nothing says nothing of it
    return {**told, "weather_shares": TRAINING_SHARES}


def _card(file: str, content: bytes) -> dict[str, Any]:
    """Return what the contract tells of each file."""
    return {
        "file": file,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
    }


def _outcomes(train: Flights) -> list[ContractOutcome]:
    shares, found = np.minimum(np.linspace(0, 1, KNOTS), LAST_KNOT), []
    for at, outcome in enumerate(OUTCOMES):
        delays, minutes = train.delay[train.outcome == at], None
        if not np.isnan(delays).all():
            early_is_on_time = np.maximum(delays, 0)
            minutes = [round(float(one), 1) for one in np.quantile(early_is_on_time, shares)]
        found.append(ContractOutcome(*outcome, minutes=minutes))
    return found


def _sources(manifest: Manifest) -> list[SourceCard]:
    rows = Counter[tuple[str, str, str]]()
    for file in manifest.files:
        if file.table == "flights":
            rows[file.source, file.source_version, file.source_sha256] += file.rows
    return [SourceCard(*source, flights=count) for source, count in sorted(rows.items())]


def draw_card(contract: Contract) -> str:
    """Return the card of a bundle; the same contract gives the same card."""
    airlines = {code: airline.name for code, airline in contract.airlines.items()}
    return render(
        "model_card.md",
        {"few": _few, "share": "{:.1%}".format},
        contract=contract,
        groups=sorted({feature.group.replace("_", " ") for feature in contract.features}),
        metrics=METRIC_TITLES,
        systems=SYSTEM_TITLES,
        states=WEATHER_STATES,
        # A row a bin, the lowest chances first, and a column a weather state.
        calibration=zip_longest(*(contract.calibration[state] for state in WEATHER_STATES)),
        slices=[
            *contract.metrics_by_month.items(),
            *((airlines.get(code, code), one) for code, one in contract.metrics_by_carrier.items()),
            *((f"from {code}", one) for code, one in contract.metrics_by_origin.items()),
        ],
        day=table_rows(msgspec.to_builtins(contract.day.scores)),
        day_titles=DAY_TITLES,
        least=f"{LEAST_SHARE:.0%}",
    )


def _few(codes: Sequence[str]) -> str:
    """Return the codes, or the first of them and how many more there are.

    Examples
    --------
    >>> _few(["EWR", "JFK"])
    'EWR, JFK'
    >>> _few(list("ABCDEFGHIJKLMN"))
    'A, B, C, D, E, F, G, H, I, J, K, L and 2 more'
    """
    named = ", ".join(codes[:MOST_NAMED])
    return named if len(codes) <= MOST_NAMED else f"{named} and {len(codes) - MOST_NAMED} more"


def pack(lookups: Lookups) -> bytes:
    """Return the content of lookups.npz, as `Lookups.read` reads it.

    `numpy.savez` would leave it to Python what date and system stand in the file. Nothing is
    compressed: another version of zlib would give other bytes.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as file:
        for name in (*TABLES, BACKGROUND):
            entry = zipfile.ZipInfo(f"{name}.npy", FIRST_DAY)
            entry.create_system, entry.external_attr = UNIX, READABLE
            array = io.BytesIO()
            np.lib.format.write_array(array, getattr(lookups, name), (1, 0), allow_pickle=False)
            file.writestr(entry, array.getvalue())
    return content.getvalue()
