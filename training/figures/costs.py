"""Figure of costs: dollars against the threshold, beside never and always acting."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from training.costs import FLIGHTS, THRESHOLDS, Costs, Policy
from training.figures.canvas import BLUE, GREEN, INK, VERMILION, draw_svg

SYSTEMS = {
    "full": ("model, all weather", BLUE),
    "none": ("model, no weather", VERMILION),
    "climatology": ("climatology", GREEN),
}
PLAIN = {"never": "-", "always": "--", "hindsight": ":"}


def costs_figure(costs: Costs) -> bytes:
    """Draw what each system costs at every threshold, and what acting without one costs."""
    policies = {policy.name: policy for policy in costs.policies}

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        for name, (title, colour) in SYSTEMS.items():
            axes.plot(THRESHOLDS, costs.curves[name] / 1000, color=colour, label=title)
            chosen = costs.thresholds[name], policies[name].cost / 1000
            axes.plot(*chosen, "o", color=colour, markersize=7)
        for name, style in PLAIN.items():
            _level(axes, policies[name], style)
        axes.set_xlabel("chance of late from which on to re-book")
        axes.set_ylabel(f"cost, thousand $ per {FLIGHTS:,} flights")
        axes.set_xlim(0, 1)
        axes.set_ylim(bottom=0)
        axes.xaxis.set_major_formatter(PercentFormatter(1, 0))
        axes.legend(loc="upper right")

    about = (
        f"{costs.flights:,} flights of October to December, assumed cost table;"
        " dots: thresholds chosen on April to September"
    )
    return draw_svg((9, 5), _headline(policies), about, draw)


def _level(axes: Axes, policy: Policy, style: str) -> None:
    cost = policy.cost / 1000
    axes.axhline(cost, color=INK, linestyle=style, linewidth=1)
    axes.annotate(
        policy.name, (1, cost), (4, 0), xycoords="data", textcoords="offset points", va="center"
    )


def _headline(policies: dict[str, Policy]) -> str:
    best = max((policies[name] for name in SYSTEMS), key=lambda policy: policy.saving.value)
    saving, title = best.saving, SYSTEMS[best.name][0]
    if saving.low <= 0:
        return "No system surely saves anything against never or always re-booking"
    return (
        f"Acting on the {title} saves ${saving.value:,.0f} per {FLIGHTS:,} flights"
        f" (${saving.low:,.0f} to ${saving.high:,.0f})"
    )
