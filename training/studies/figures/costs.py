"""Figure of costs: dollars against the threshold, beside never and always re-booking."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from training.evaluation.bootstrap import Estimate
from training.studies.costs import FLIGHTS, THRESHOLDS, Costs, Period, Policy
from training.studies.figures import canvas
from training.studies.figures.canvas import INK
from training.studies.figures.evaluation import SYSTEMS

ACTING = ("full", "none", "climatology")
PLAIN = {"never": "-", "always": "--", "hindsight": ":"}


def costs_figure(costs: Costs) -> bytes:
    """Draw what each system costs at every threshold, on the months chosen on and after."""

    def draw(figure: Figure) -> None:
        panels = figure.subplots(1, 2, sharey=True)
        for axes, period in zip(panels, (costs.choosing, costs.final), strict=True):
            _curves(axes, period, costs.thresholds)
            for policy in period.policies:
                if policy.name in PLAIN:
                    _level(axes, policy)
            axes.set_title(f"{_months(period)}: {period.flights:,} flights")
        panels[0].set_ylabel(f"cost, thousand $ per {FLIGHTS:,} flights")
        panels[0].set_ylim(bottom=0)
        canvas.legend_below(figure, panels[0], len(ACTING))

    best = _best(costs.final)
    about = (
        f"95 % interval of the saving: {best.low:+,.0f} to {best.high:+,.0f} $; costs assumed;"
        f" dots: thresholds chosen on {_months(costs.choosing)}"
    )
    return canvas.draw_svg((10, 5), _headline(costs.final), about, draw)


def _curves(axes: Axes, period: Period, thresholds: dict[str, float]) -> None:
    cost = {policy.name: policy.cost / 1000 for policy in period.policies}
    for name in ACTING:
        title, colour, _ = SYSTEMS[name]
        axes.plot(THRESHOLDS, period.curves[name] / 1000, color=colour, label=title)
        axes.plot(thresholds[name], cost[name], "o", color=colour, markersize=7)
    axes.set_xlabel("chance of late from which on to re-book")
    axes.set_xlim(0, 1)
    canvas.in_per_cent(axes.xaxis)


def _level(axes: Axes, policy: Policy) -> None:
    cost = policy.cost / 1000
    axes.axhline(cost, color=INK, linestyle=PLAIN[policy.name], linewidth=1)
    axes.annotate(
        policy.name, (1, cost), (-4, 2), textcoords="offset points", ha="right", va="bottom"
    )


def _headline(period: Period) -> str:
    """Say what the best of the systems saves, or that none does, on the given months."""
    best = _best(period)
    if best.low <= 0 <= best.high:
        return f"{_months(period)}: acting on predictions neither saves nor loses for sure"
    verb = "saves" if best.value > 0 else "loses"
    return (
        f"{_months(period)}: acting on predictions {verb} ${abs(best.value):,.0f}"
        f" per {FLIGHTS:,} flights at best"
    )


def _best(period: Period) -> Estimate:
    savings = [policy.saving for policy in period.policies if policy.name in ACTING]
    return max(savings, key=lambda saving: saving.value)


def _months(period: Period) -> str:
    return canvas.months_in_words(*period.months)
