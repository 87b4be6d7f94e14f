"""Who flies what, by the page's rule: the airlines that it offers for a flight to come."""

from pushback.bundle import Bundle
from pushback.record import Record
from tests.paths import FUNCTION

BUNDLE = Bundle.load(FUNCTION / "model")
NEWEST = max(airline.last_year for airline in BUNDLE.contract.airlines.values())
SINCE, YEARS = 2018, 8


def _offered() -> list[tuple[str, str, str]]:
    record, known = Record(BUNDLE.reference), BUNDLE.contract.airlines
    flying = {code for code, one in known.items() if one.last_year >= SINCE and not one.ceased}
    return [
        (airline.carrier, origin, route.destination)
        for origin in BUNDLE.contract.origins
        for route in record.routes(origin)
        for airline in route.airlines
        if airline.carrier in flying and airline.usual.years[-1] >= NEWEST - YEARS
    ]


FLOWN = _offered()


def airlines(origin: str, destination: str) -> list[dict[str, str]]:
    """Return the airlines that fly a route, each as what it changes in a flight."""
    return [{"carrier": code} for code, *places in FLOWN if places == [origin, destination]]


def destinations(carrier: str, origin: str) -> list[dict[str, str]]:
    """Return where an airline flies to from an airport."""
    return [
        {"destination": there} for code, here, there in FLOWN if (code, here) == (carrier, origin)
    ]


def origins(destination: str) -> list[dict[str, str]]:
    """Return the airports with flights to another."""
    found = {here for _, here, there in FLOWN if there == destination}
    return [{"origin": here} for here in sorted(found)]
