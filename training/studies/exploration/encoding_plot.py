"""Encoding plot: what each encoding gains on the first one."""

import pandas as pd
from matplotlib.figure import Figure

from training.studies.exploration.picture import Picture, draw_picture
from training.studies.exploration.rates import ABOVE
from training.studies.figures.canvas import BLUE, GREY, ORANGE

LOOKS = ((BLUE, "o"), (ORANGE, "s"))
APART = 0.15


def encoding_picture(found: pd.DataFrame) -> Picture:
    """Draw what `compare_encodings` returned."""
    models = list(found.index.unique("model"))
    encodings = list(found.index.unique("encoding"))

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        for model, (colour, mark), aside in zip(models, LOOKS, (-APART, APART), strict=True):
            rows = 100 * found.loc[model, ["gain", "low", "high"]]
            at = [encodings.index(name) + aside for name in rows.index]
            axes.hlines(at, rows["low"], rows["high"], color=colour, linewidth=1.4)
            axes.plot(rows["gain"], at, mark, color=colour, markersize=5, label=model)
        axes.axvline(0, color=GREY, linewidth=0.8, zorder=0)
        axes.set_yticks(range(len(encodings)), encodings)
        axes.invert_yaxis()
        axes.set_xlabel(f"gain of AUC on {encodings[0]}, hundredths (95 % over days)")
        axes.legend(**ABOVE)

    reach = {model: found.loc[model, "auc"].agg(["min", "max"]) for model in models}
    said = [f"{one['min']:.3f} to {one['max']:.3f} with {model}" for model, one in reach.items()]
    headline = f"AUC among the flights of a day, by encoding: {' and '.join(said)}"
    return draw_picture(0.5 * len(encodings) + 1.2, headline, draw)
