"""Drift: whether later flights, or the function's answers, are still like the training flights."""

from training.drift.finding import Drift, as_json, drift_of_flights, drift_of_logs

__all__ = ["Drift", "as_json", "drift_of_flights", "drift_of_logs"]
