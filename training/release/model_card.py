"""Model card: what the released model is for, made of, good at and bad at, as Markdown.

The headings follow Mitchell et al., Model Cards for Model Reporting (2019).
"""

from collections.abc import Sequence
from itertools import zip_longest

from msgspec import to_builtins

from pushback.contract import Contract, SliceMetrics
from training.dataset.masking import WEATHER_STATES
from training.evaluation.day import table_rows
from training.evaluation.slices import LEAST_SHARE
from training.evaluation.titles import DAY_TITLES, METRIC_TITLES, SYSTEM_TITLES
from training.results import render, table

CARD_FILE = "README.md"
MOST_NAMED = 12


def draw_card(contract: Contract) -> str:
    """Return the card of a bundle; the same contract gives the same card."""
    parameters = (f"{name} {value}" for name, value in contract.model.parameters.items())
    airlines = {code: airline.name for code, airline in contract.airlines.items()}
    slices = [
        *contract.metrics_by_month.items(),
        *((airlines.get(code, code), one) for code, one in contract.metrics_by_carrier.items()),
        *((f"from {code}", one) for code, one in contract.metrics_by_origin.items()),
    ]
    # A row a bin, the lowest chances first, and a column a weather state.
    calibration = [
        [f"{one.said:.1%}: {one.came:.1%} ({one.flights:,})" for one in contract.calibration[state]]
        for state in WEATHER_STATES
    ]
    return render(
        "model_card.md",
        contract=contract,
        parameters=", ".join(parameters),
        groups=sorted({feature.group.replace("_", " ") for feature in contract.features}),
        few=_few,
        table=table,
        metrics=list(METRIC_TITLES.values()),
        systems=[
            [title.long, *(f"{contract.metrics[name][metric]:.4f}" for metric in METRIC_TITLES)]
            for name, title in SYSTEM_TITLES.items()
            if name in contract.metrics  # bundles of before were scored in fewer ways
        ],
        states=[SYSTEM_TITLES[state].long for state in WEATHER_STATES],
        calibration=[list(row) for row in zip_longest(*calibration, fillvalue="")],
        day=table_rows(to_builtins(contract.day.scores)),
        day_titles=list(DAY_TITLES.values()),
        day_auc=", ".join(
            f"{title} {contract.day.auc[name]:.3f}" for name, title in DAY_TITLES.items()
        ),
        slices=[_row(title, one) for title, one in slices],
        least=f"{LEAST_SHARE:.0%}",
    )


def _row(title: str, one: SliceMetrics) -> list[str]:
    shares = (one.late_observed, one.late_predicted, one.late_predicted_none)
    scores = (one.log_loss, one.climatology_log_loss, one.auc)
    told = [*(f"{share:.1%}" for share in shares), *(f"{score:.4f}" for score in scores)]
    return [title, f"{one.flights:,}", *told]


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
