"""Every sentence on the weather, in both languages, agrees with the answer's own field."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.locales import words_of
from tests.e2e.many_page import PATIENCE_MS, written
from tests.e2e.one_flight import address, day, open_choice
from tests.e2e.weather_service import SOON, WeatherService

STATES = ("full", "forecast", "partial", "none")
COUNTED, WHOLE, PARTIAL, NONE = set(STATES[:3]), set(STATES[:2]), {"partial"}, {"none"}
LACKING = PARTIAL | NONE

MAY_STAND = {
    "weather.known": WHOLE,
    "weather.known_measured": WHOLE,
    "weather.past": WHOLE,
    "weather.partial": PARTIAL,
    "weather.hours": PARTIAL,
    "weather.none": NONE,
    "weather.wind": COUNTED,
    "weather.humidity": COUNTED,
    "note.no_weather": NONE,
    "note.partial_weather": PARTIAL,
    "note.weather_from_elsewhere": COUNTED,
    "season.observed": COUNTED,
    "limits.learned": set(STATES),
    "limits.unknown": set(STATES),
    "reason.weather": COUNTED,
    "reason.weather_unknown": NONE,
    "choose.basis_forecast": WHOLE,
    "choose.basis_partial": PARTIAL,
    "choose.basis_none": NONE,
    "choose.basis_mixed": set(),
    "choose.part_forecast": WHOLE,
    "choose.part_partial": PARTIAL,
    "choose.part_none": NONE,
    "connect.weather_forecast": WHOLE,
    "connect.weather_partial": PARTIAL,
    "connect.weather_none": NONE,
    "many.weather.all": COUNTED,
    "many.weather.some": COUNTED,
    "many.weather.partial": PARTIAL,
    "many.weather.none": NONE,
    "todo.ask_again": set(),  # stands in a calendar, never on the page
}
"""The states in which each sentence may stand, where all flights of a page are in one."""
CAUSES = {"weather.partial.": PARTIAL, "weather.none.": NONE, "many.weather.": LACKING}
"""Beginnings of those sentences that say why."""
SUBJECT = re.compile("weather|forecast|météo|prévision|measured|mesuré", re.IGNORECASE)
NO_CLAIM = re.compile(r"(about|api|foot|page|status)\.|weather\.title|choose\.part$")
MUST_STAND = {
    "full": ["weather.known", "connect.weather_forecast", "many.weather.all"],
    "forecast": ["weather.known", "connect.weather_forecast", "many.weather.all"],
    "partial": [
        "weather.partial",
        "connect.weather_partial",
        "note.partial_weather",
        "many.weather.partial",
    ],
    "none": ["weather.none", "connect.weather_none", "note.no_weather", "many.weather.none"],
}
TEXTS = """() => {
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT)
    const found = []
    while (walker.nextNode()) found.push(walker.currentNode.data)
    return found
}"""
SHORT = 12
"""Texts of fewer letters, as "the weather", claim nothing."""
LISTED = [("DL", "JFK", "LAX", f"{SOON}T18:30", ""), ("B6", "JFK", "BOS", f"{SOON}T07:00", "")]


def sentences(language: str) -> dict[str, list[str]]:
    """Return the sentences that speak of the weather, by key without its plural's form."""
    found: dict[str, list[str]] = {}
    for key, text in words_of(language).items():
        if SUBJECT.search(f"{key} {text}") and not NO_CLAIM.match(key) and told(text):
            found.setdefault(re.sub(r"\.(one|other)$", "", key), []).append(text)
    return found


def told(text: str) -> str:
    """Return the letters of a sentence that stand outside its holes."""
    return re.sub(r"\{\w+\}|\W", "", text)


def allowed(key: str) -> set[str] | None:
    """Return the states in which a sentence may stand; None where nobody has said."""
    if key in MAY_STAND:
        return MAY_STAND[key]
    return next((states for start, states in CAUSES.items() if key.startswith(start)), None)


def stands(text: str, shown: str) -> bool:
    """Tell whether a sentence with holes in it is shown."""
    parts = [re.escape(part) for part in re.split(r"\{\w+\}", text)]
    plain = r"[^\n]{1,60}?".join(parts)
    return bool(re.search(rf"(?<!\w){plain}(?!\w)", shown, re.IGNORECASE))


def answer_with(page: Page, known: str) -> None:
    """Let every answer say that so much of the weather is known, whatever its notes say."""

    def change(route: Route) -> None:
        answer: dict[str, Any] = route.fetch().json()
        for prediction in answer["predictions"]:
            prediction["weather"] = {"known": known, "missing_hours": 3 if known in LACKING else 0}
        route.fulfill(json=answer)

    page.route("**/predict", change)


def read(page: Page, language: str) -> str:
    """Return all that the page shows, in a language."""
    page.locator(f"#languages [data-language={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    return spaced("\n".join(page.evaluate(TEXTS)))


def spaced(text: str) -> str:
    """Return a text with ordinary spaces alone."""
    return re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", text)


def check(shown: str, language: str, known: str) -> set[str]:
    """Hold what is shown against the state; return the keys of the sentences that stand."""
    standing = {
        key
        for key, texts in sentences(language).items()
        if any(len(told(text)) > SHORT and stands(spaced(text), shown) for text in texts)
    }
    wrong = [key for key in standing if known not in (allowed(key) or set())]
    assert wrong == [], (known, language)
    return standing


@pytest.mark.parametrize("language", ["en", "fr"])
def test_of_every_sentence_on_the_weather_it_is_known_when_it_may_stand(language: str) -> None:
    assert [key for key in sentences(language) if allowed(key) is None] == []


@pytest.mark.parametrize("known", STATES)
@pytest.mark.parametrize("ahead", [3, 12])
def test_the_page_of_one_flight_says_what_the_field_says(
    page: Page, known: str, ahead: int
) -> None:
    WeatherService().take_over(page)
    answer_with(page, known)
    open_choice(page, f"{address(ahead=ahead)}&next=23:50")
    expect(page.locator("#connect-notes")).to_be_visible()
    for language in ("en", "fr"):
        standing = check(read(page, language), language, known)
        wanted = {key for key in MUST_STAND[known] if not key.startswith("many.")}
        assert wanted <= standing, (wanted - standing, language)


def test_the_page_of_many_flights_says_what_the_field_says(page: Page) -> None:
    WeatherService().take_over(page)
    page.goto("/many.html")
    page.locator("#paste").fill(written([*LISTED, ("AA", "LGA", "ORD", f"{day(40)}T09:00", "")]))
    for known in STATES:
        answer_with(page, known)
        page.locator("#submit").click()
        expect(page.locator("#sentence")).to_be_focused(timeout=PATIENCE_MS)
        for language in ("en", "fr"):
            standing = check(read(page, language), language, known)
            wanted = {key for key in MUST_STAND[known] if key.startswith(("many.", "note."))}
            assert wanted <= standing, (wanted - standing, language)
