"""Titles: what metrics, weather states and systems are called wherever they are shown."""

from typing import NamedTuple

METRIC_TITLES = {"log_loss": "log-loss", "brier": "Brier", "rps": "RPS", "auc": "AUC", "ece": "ECE"}
METRICS = tuple(METRIC_TITLES)
STATE_TITLES = {"full": "all weather", "forecast": "forecast fields", "none": "no weather"}

UNSEASONED = "unseasoned"
REFERENCES = ("climatology", "seasonal_climatology")
"""The systems that the model's skill is held against."""


class SystemTitle(NamedTuple):
    """What a system is called in tables and figures, and where there is room for more.

    `observed` is whether it saw the weather as it was observed, which a forecast is less sure of.
    """

    short: str
    long: str
    observed: bool = False

    @property
    def starred(self) -> str:
        """The short title, with an asterisk where the weather was observed."""
        return f"{self.short} *" if self.observed else self.short


SYSTEM_TITLES = {
    "full": SystemTitle("model, all weather", "the model, all weather", observed=True),
    "forecast": SystemTitle(
        "model, forecast fields", "the model, a forecast's fields, as observed", observed=True
    ),
    "forecast_1_day": SystemTitle(
        "forecast, 1 day ahead", "the model, a forecast 1 day ahead, simulated"
    ),
    "forecast_3_days": SystemTitle(
        "forecast, 3 days ahead", "the model, a forecast 3 days ahead, simulated"
    ),
    "none": SystemTitle("model, no weather", "the model, no weather"),
    UNSEASONED: SystemTitle(
        "all weather, no season", "all weather, without the season", observed=True
    ),
    "seasonal_climatology": SystemTitle("climatology x season", "climatology x season"),
    "climatology": SystemTitle("climatology", "climatology"),
    "constant": SystemTitle("constant", "the same chances for every flight"),
}
