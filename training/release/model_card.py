"""Model card: what the released model is for, made of, good at and bad at, as Markdown.

The headings follow Mitchell et al., Model Cards for Model Reporting (2019).
"""

from collections.abc import Iterator, Sequence

from pushback.contract import Contract, SliceMetrics
from training.evaluation.slices import LEAST_SHARE
from training.evaluation.titles import METRIC_TITLES, METRICS, SYSTEM_TITLES
from training.results import environment, table

CARD_FILE = "README.md"
MOST_NAMED = 12


def draw_card(contract: Contract) -> str:
    """Return the card of a bundle; the same contract gives the same card."""
    return (
        environment()
        .get_template("model_card.md")
        .render(
            contract=contract,
            parameters=", ".join(
                f"{name} {value}" for name, value in contract.model.parameters.items()
            ),
            groups=sorted({feature.group.replace("_", " ") for feature in contract.features}),
            few=_few,
            table=table,
            metrics=list(METRIC_TITLES.values()),
            systems=list(_systems(contract)),
            slices=list(_slices(contract)),
            least=f"{LEAST_SHARE:.0%}",
        )
    )


def _systems(contract: Contract) -> Iterator[list[str]]:
    for name, title in SYSTEM_TITLES.items():
        yield [title.long, *(f"{contract.metrics[name][metric]:.4f}" for metric in METRICS)]


def _slices(contract: Contract) -> Iterator[list[str]]:
    yield from (_row(month, one) for month, one in contract.metrics_by_month.items())
    for code, one in contract.metrics_by_carrier.items():
        yield _row(contract.airlines[code].name if code in contract.airlines else code, one)
    yield from (_row(f"from {code}", one) for code, one in contract.metrics_by_origin.items())


def _row(title: str, one: SliceMetrics) -> list[str]:
    return [
        title,
        f"{one.flights:,}",
        f"{one.late_observed:.1%}",
        f"{one.late_predicted:.1%}",
        f"{one.log_loss:.4f}",
        f"{one.climatology_log_loss:.4f}",
        f"{one.auc:.4f}",
    ]


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
