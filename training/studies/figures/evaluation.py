"""Figures of the evaluation: chances against what happened, log-loss by month, and costs."""

import calendar
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from training.dataset.masking import WEATHER_STATES
from training.evaluation.bootstrap import Estimate
from training.evaluation.metrics import REFERENCES, STATE_TITLES, UNSEASONED
from training.months import months_in_words
from training.studies.costs import FLIGHTS, THRESHOLDS
from training.studies.figures import canvas
from training.studies.figures.canvas import BLUE, GREEN, GREY, INK, ORANGE, SKY, VERMILION, Looks

Study = dict[str, Any]
"""What `evaluate` wrote as evaluation.json, or what `training.studies.costs.weigh` returns."""

MONTHS = dict(enumerate(calendar.month_abbr))
GAP = "gap: chance minus frequency, points"
BINS = "mean chance of late in bins of about a tenth"
SYSTEMS: Looks = {
    "full": ("model, all weather (as observed)", BLUE, "o-"),
    "forecast": ("model, forecast fields (as observed)", SKY, "s-"),
    "none": ("model, no weather", VERMILION, "^-"),
    "climatology": ("climatology", GREEN, "D-"),
    "seasonal_climatology": ("climatology x season", ORANGE, "v-"),
}
COSTS = {"full": "-", "none": "--", "climatology": ":"}
"""By system, the kind of line."""
HAPPENED = "frequency: what happened"
SLICES: Looks = {
    "frequency": (HAPPENED, INK, "D"),
    "chance": ("mean chance of late", BLUE, "o"),
}
SEASONS: Looks = {
    "before": ("chance before the season table", ORANGE, "s"),
    "after": ("chance after it", BLUE, "o"),
    "frequency": (HAPPENED, INK, "D-"),
}


def reliability_figure(study: Study) -> bytes:
    """Draw how often flights were late against the chance they were given, and the gap."""
    systems = ("full", "forecast", "none", "climatology")
    curves = {name: reliability(study, name, "curve").set_index("chance") for name in systems}
    gaps = {name: curve["gap"] for name, curve in curves.items()}
    frequencies = {name: curve["frequency"] for name, curve in curves.items()}
    with canvas.styled_figure(4) as figure:
        left, right = figure.subplots(1, 2)
        canvas.lines(left, frequencies, SYSTEMS, xlabel=BINS, ylabel="frequency of late")
        canvas.lines(right, gaps, SYSTEMS, xlabel=BINS, ylabel=GAP)
        left.axline((0, 0), slope=1, color=GREY)
        right.axhline(0, color=GREY)
        canvas.in_per_cent(left.xaxis, left.yaxis, right.xaxis)
    full, none = (mean_gap(curves[state], weighted=True) for state in ("full", "none"))
    headline = f"Chances are {full:.1f} points off with all weather, {none:.1f} with none"
    high = f"too high in {(gaps['full'] > 0).sum()} of {len(gaps['full'])} bins"
    about = f"{_flights(study)}; all weather: {high}; grey: as promised"
    return canvas.as_svg(figure, headline, about)


def skill_figure(study: Study) -> bytes:
    """Draw the log-loss of each test month, and how far it is below the climatologies'."""
    folds = pd.DataFrame(study["folds"]).set_index("test_month").rename(index=MONTHS)
    losses = folds[list(SYSTEMS)].map(lambda scores: scores["log_loss"])
    below = 1 - losses.div(losses["climatology"], axis="index")
    skills = {
        STATE_TITLES[state]: {name: Estimate(**study["skill"][state][name]) for name in REFERENCES}
        for state in WEATHER_STATES
    }
    with canvas.styled_figure(4, width=12) as figure:
        left, middle, right = figure.subplots(1, 3)
        canvas.lines(left, losses, SYSTEMS, ylabel="log-loss, nats a flight")
        canvas.lines(middle, below, SYSTEMS, ylabel="log-loss below climatology's")
        looks = {name: SYSTEMS[name] for name in REFERENCES}
        canvas.intervals(right, skills, looks, xlabel="all months: below each of these")
        canvas.in_per_cent(middle.yaxis, right.xaxis)
    full, _, none = (f"{skill['climatology']:.1%}" for skill in skills.values())
    headline = f"Log-loss below climatology's: all weather {full}, no weather {none}"
    return canvas.as_svg(figure, headline, f"{_flights(study)}; {canvas.INTERVALS}")


def seasons_figure(study: Study) -> bytes:
    """Draw each month's chance before and after the season table beside what happened."""
    before, after = (
        reliability(study, system, "month").set_index("month").rename(index=MONTHS)
        for system in (UNSEASONED, "full")
    )
    gaps = {"before": before["gap"], "after": after["gap"]}
    shares = {"before": before["chance"], "after": after["chance"], "frequency": after["frequency"]}
    with canvas.styled_figure(4) as figure:
        left, right = figure.subplots(1, 2)
        canvas.lines(left, shares, SEASONS, ylabel="share of late flights", ylim=(0, None))
        canvas.lines(right, gaps, SEASONS, ylabel=GAP)
        right.axhline(0, color=GREY)
        canvas.in_per_cent(left.yaxis)
    first, last = (
        f"{mean_gap(one, weighted=False):.1f} points (log-loss {one['log_loss'].mean():.3f})"
        for one in (before, after)
    )
    headline = f"Gap of a month: {first} before the season table, {last} after"
    nearer = (after["gap"].abs() < before["gap"].abs()).sum()
    about = f"{_flights(study)}; means over months; nearer after in {nearer} of {len(after)}"
    return canvas.as_svg(figure, headline, about)


def slices_figure(study: Study) -> bytes:
    """Draw chance and frequency of late by hour of departure and by airline, all weather."""
    hours, carriers = (reliability(study, "full", by).set_index(by) for by in ("hour", "carrier"))
    with canvas.styled_figure(4) as figure:
        left, right = figure.subplots(1, 2, sharey=True)
        canvas.lines(left, hours, SLICES, xlabel="hour of departure, local time")
        canvas.lines(right, carriers.sort_values("frequency"), SLICES, xlabel="airline")
        left.set(ylabel="share of late flights", ylim=(0, None), xticks=hours.index[::3])
        canvas.in_per_cent(left.yaxis)
    by_hour, by_carrier = (mean_gap(rows, weighted=True) for rows in (hours, carriers))
    headline = f"Chances are {by_hour:.1f} points off by hour, {by_carrier:.1f} by airline"
    about = f"{_flights(study)}; means over flights; all weather, as observed"
    return canvas.as_svg(figure, headline, about)


def costs_figure(study: Study) -> bytes:
    """Draw what each system costs at every threshold, on the months chosen on and after."""
    choosing, thresholds = study["choosing"], study["chosen_thresholds"]
    with canvas.styled_figure(4, width=10) as figure:
        left, right = figure.subplots(1, 2, sharey=True)
        _draw_costs(left, choosing, thresholds)
        _draw_costs(right, study, thresholds)
        left.set(ylabel=f"cost, $ per {FLIGHTS:,} flights", ylim=(0, None))
    savings = [one["saving"] for one in study["policies"] if one["name"] in thresholds]
    best = max(savings, key=lambda one: one.value)
    saved = f"{best.value:,.0f} $ at best" if best.is_above_zero else "nothing that is sure"
    headline = f"{months_in_words(*study['months'])}: acting on predictions saves {saved}"
    about = (
        f"saving in $ per {FLIGHTS:,} flights with 95 % intervals: {best:+,.0f};"
        f" costs assumed; dots: thresholds chosen on {months_in_words(*choosing['months'])}"
    )
    return canvas.as_svg(figure, headline, about)


def _draw_costs(axes: Axes, period: Study, thresholds: dict[str, float]) -> None:
    axes.set_title(f"{months_in_words(*period['months'])}: {period['flights']:,} flights")
    curves = pd.DataFrame(period["cost_by_threshold"], THRESHOLDS)
    looks = {name: (*SYSTEMS[name][:2], form) for name, form in COSTS.items()}
    label = "chance of late from which on to re-book"
    canvas.lines(axes, curves, looks, xlabel=label, xlim=(0, 1))
    for name, cost in ((one["name"], one["cost"]) for one in period["policies"]):
        if name in thresholds:
            axes.plot(thresholds[name], cost, "o", color=INK)
        elif name in ("never", "always", "hindsight"):
            axes.axhline(cost, color=GREY, zorder=0)
            axes.text(1, cost, name, ha="right", va="bottom")
    canvas.in_per_cent(axes.xaxis)
    axes.yaxis.set_major_formatter("{x:,.0f}")


def reliability(study: Study, system: str, by: str) -> pd.DataFrame:
    """Return how a system's chances of late compare with what happened, by group of flights.

    The groups are by "curve" (bins of the chance), "month", "hour" or "carrier". A row is what the
    study wrote of a group, among it `chance`, `frequency` and `flights`; and `gap`, by how many
    percentage points the chance is above the frequency.
    """
    groups = pd.DataFrame(study["reliability"][system][by])
    return groups.assign(gap=100 * (groups["chance"] - groups["frequency"]))


def mean_gap(groups: pd.DataFrame, *, weighted: bool) -> float:
    """Return the mean absolute gap in points; weighted, a flight counts as one and not a group."""
    weights = groups["flights"] if weighted else None
    return float(np.average(groups["gap"].abs(), weights=weights))


def _flights(study: Study) -> str:
    months = study["reliability"]["full"]["month"]
    span = months_in_words(months[0]["month"], months[-1]["month"])
    return f"{sum(month['flights'] for month in months):,} flights of {span}"
