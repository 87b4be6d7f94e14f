"""Clock: what becomes of the weather if hours in UTC are taken for local ones."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from training.studies.exploration.lateness import late_by
from training.studies.exploration.picture import Picture, draw_picture
from training.studies.exploration.weather_join import EDGES, in_classes
from training.studies.figures.canvas import BLUE, GREY, VERMILION

RIGHT, WRONG = "hours in New York time", "hours in UTC, taken for local"


def warmest_hour(weather: pd.DataFrame) -> int:
    """Return the hour of the day that is warmest on average."""
    hours = weather.groupby(weather["time"].dt.hour)["temperature_c"].mean()
    return int(str(hours.idxmax()))


def late_in_classes(joined: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return how often flights are late in each class of a weather column, with intervals."""
    return late_by(joined.assign(**{name: in_classes(joined, name)}), name)


def ends_of_classes(joined: pd.DataFrame) -> pd.DataFrame:
    """Return how often flights are late in the lowest and the highest class of each column."""
    shares = {name: late_in_classes(joined, name)["share"] for name in EDGES}
    ends = {name: share.iloc[[0, -1]].to_list() for name, share in shares.items()}
    return pd.DataFrame(ends, index=["lowest class", "highest class"]).T


def clock_picture(
    right: pd.DataFrame, wrong: pd.DataFrame, joined: pd.DataFrame, misjoined: pd.DataFrame
) -> Picture:
    """Draw the temperature of the day, and late by rain, with both readings of the hours.

    Parameters
    ----------
    right, wrong
        The weather with its hours read either way.
    joined, misjoined
        The flights joined with each.
    """
    rain = [late_in_classes(rows, "precipitation_mm") for rows in (joined, misjoined)]
    looks = [(RIGHT, BLUE, "o"), (WRONG, VERMILION, "s")]

    def draw(figure: Figure) -> None:
        left, below = figure.subplots(1, 2)
        for rows, (label, colour, mark) in zip((right, wrong), looks, strict=True):
            hours = rows.groupby(rows["time"].dt.hour)["temperature_c"].mean()
            left.plot(hours.index, hours, color=colour, marker=mark, markersize=4, label=label)
            left.axvline(hours.idxmax(), color=colour, linestyle="--", linewidth=1)
        for found, (_, colour, mark) in zip(rain, looks, strict=True):
            at = range(len(found))
            spread = {"color": colour, "alpha": 0.2, "linewidth": 0}
            below.fill_between(at, found["low"], found["high"], **spread)
            below.plot(at, found["share"], color=colour, marker=mark, markersize=5)
            below.set_xticks(at, [str(name) for name in found.index])
        left.set_title("mean temperature by hour of the day (dashes: warmest)")
        left.set_xticks([0, 6, 12, 18, 23])
        left.set_ylim(top=left.get_ylim()[1] + 1.8)
        left.legend(loc="upper left", fontsize=8)
        below.set_title("share late by mm of rain in the hour of departure")
        below.yaxis.set_major_formatter(PercentFormatter(1, 0))
        below.tick_params(color=GREY)

    dry, wet = ([found["share"].iloc[at] for found in rain] for at in (0, -1))
    headline = (
        f"The warmest hour is {warmest_hour(right)} h read rightly, {warmest_hour(wrong)} h read"
        f" wrongly; heavy rain adds {100 * (wet[0] - dry[0]):.0f} points of late, or seems to add"
        f" {100 * (wet[1] - dry[1]):.0f}"
    )
    return draw_picture(3.7, headline, draw)
