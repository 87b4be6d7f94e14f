"""Model card: what the released model is for, made of, good at and bad at, as Markdown.

The headings follow Mitchell et al., Model Cards for Model Reporting (2019).
"""

from collections.abc import Sequence
from itertools import zip_longest

from msgspec import to_builtins

from pushback.contract import Contract
from training.dataset.masking import WEATHER_STATES
from training.evaluation.day import DAY_TITLES, table_rows
from training.evaluation.slices import LEAST_SHARE
from training.evaluation.titles import METRIC_TITLES, SYSTEM_TITLES
from training.results import render

CARD_FILE = "README.md"
MOST_NAMED = 12


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
        day=table_rows(to_builtins(contract.day.scores)),
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
