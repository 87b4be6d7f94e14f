"""Warnings: what a reader should know of the flights or lines that drift was told from."""

from training.drift.flights import GivenFlights
from training.drift.inputs import SLACK
from training.drift.log import LogCounts
from training.drift.shift import DAYS


def warn_of_log(log: LogCounts, version: str) -> list[str]:
    """Return a sentence on each kind of line that was not counted."""
    found = [
        (log.foreign, f"{log.foreign:,} of {log.lines:,} lines are not the function's."),
        (log.cut, f"{log.cut:,} of {log.lines:,} lines broke off at the end of a file."),
        (log.uncounted, f"{log.uncounted:,} answers are left out: their chances are not logged."),
    ]
    found += [
        (flights, f"{flights:,} answers are left out: the model {name} gave them.")
        for name, flights in sorted(log.versions.items())
        if name != version
    ]
    return [sentence for count, sentence in found if count]


def warn_of_flights(given: GivenFlights, days: int, with_weather: int) -> list[str]:
    """Return a sentence on each thing that the flights cannot tell."""
    flights = len(given.table)
    without, unknown = flights - with_weather, int((~given.known).sum())
    few = (
        f"The flights are of {days} days: with fewer than {DAYS}, what weather and calendar move"
        " is noted and raises no alarm."
    )
    found = [
        (days < DAYS, few),
        (not given.has_arrivals, f"No scheduled arrivals are told: {SLACK} is left out."),
        (without, f"The lake has no weather for {without:,} of {flights:,} flights."),
        (unknown, f"What became of {unknown:,} of {flights:,} flights is not known."),
    ]
    return [sentence for holds, sentence in found if holds]
