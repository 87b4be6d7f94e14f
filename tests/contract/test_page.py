"""The pages and the contract agree; every word has a translation."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from page_markup import PAGES as MARKUP
from page_markup import render
from pushback.fields import FIELDS
from pushback.flights import Flight
from pushback.notes import CODES, EARLY_DAYS
from pushback.outcomes import OUTCOME_NAMES
from pushback.weather_features import DAY_HOURS, DAY_START, NEAR_HOURS, NEAR_START
from pushback.weather_known import STATES
from tests.e2e.locales import LOCALES, words_of
from tests.paths import FRONTEND

SCRIPTS = sorted((FRONTEND / "scripts").rglob("*.js"))
PAGES = ["index.html", "many.html", "about.html", "api.html"]
OWN = ["about", "api", "many"]
ENTERED = ("input", "select")


class Elements(HTMLParser):
    """Collects what a page's markup holds."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(render(page))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        self.found.append((tag, dict(attrs)))


def test_there_are_english_and_french() -> None:
    for folder in (LOCALES, *(LOCALES / name for name in OWN)):
        assert sorted(path.stem for path in folder.glob("*.json")) == ["en", "fr"]


def test_texts_of_one_page_lie_in_a_file_of_its_own() -> None:
    for path in LOCALES.rglob("*.json"):
        own = path.parent.name if path.parent != LOCALES else None
        starts = {key.partition(".")[0] for key in json.loads(path.read_text())}
        assert starts == {own} if own else not starts & set(OWN)


def test_french_has_every_key_and_placeholder_of_english() -> None:
    english, french = words_of("en"), words_of("fr")
    assert set(english) == set(french)
    for key, text in english.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", french[key])), key


def test_french_keeps_its_punctuation_on_the_line() -> None:
    loose = [key for key, text in words_of("fr").items() if re.search(" [:;?!%]", text)]
    assert loose == []


def test_every_key_that_the_pages_name_has_words() -> None:
    named = [
        key
        for page in PAGES
        for _, attrs in Elements(page).found
        for key in (attrs.get("data-text"), attrs.get("data-label"))
        if key
    ]
    for path in SCRIPTS:
        named += re.findall(r"(?:say\(|data-text\": )\"([\w.]+)\"", path.read_text())
    keys = set(words_of("en"))
    assert [key for key in named if not {key, f"{key}.other"} & keys] == []


def test_every_word_is_used() -> None:
    text = "\n".join([*(path.read_text() for path in SCRIPTS), *map(render, MARKUP)])
    literals = set(re.findall(r'"([\w.]+)"', text))
    templates = [
        re.compile(re.sub(r"\\\$\\{.*?\\}", r"[\\w.]+", re.escape(template)))
        for template in re.findall(r"`([\w.]*\$\{[^`\s]*)`", text)
        if "." in re.sub(r"\$\{.*?\}", "", template)
    ]
    unused = [
        key
        for key in words_of("en")
        if not {key, re.sub(r"\.(one|other)$", "", key), re.sub(r"_slow$", "", key)} & literals
        and not any(template.fullmatch(key) for template in templates)
    ]
    assert unused == []


@pytest.mark.parametrize("name", ["en", "fr"])
def test_every_outcome_and_note_has_words(name: str) -> None:
    keys = words_of(name).keys()
    assert {f"outcome.{outcome}" for outcome in OUTCOME_NAMES} <= keys
    assert {f"note.{code}" for code in CODES} <= keys


def test_the_page_and_the_function_count_the_same_hours() -> None:
    text = (FRONTEND / "scripts" / "forecast" / "known-hours.js").read_text()
    hours = {name: int(value) for name, value in re.findall(r"const (\w+) = (\d+)$", text, re.M)}
    assert hours["DAY_START"] == DAY_START
    assert hours["DAY_END"] == DAY_START + DAY_HOURS - 1
    assert hours["AROUND"] == -NEAR_START == NEAR_HOURS + NEAR_START - 1


def test_the_words_on_announced_delays_hold_their_range() -> None:
    (delay,) = (field for field in FIELDS["flights"] if field.name == "departure_delay_min")
    told = ["error.departure_delay_min.out_of_range", "many.allowed.departure_delay_min"]
    for words in map(words_of, ("en", "fr")):
        for key in told:
            assert f"{delay.minimum:g}" in words[key]
            assert f"{delay.maximum:g}" in words[key]
        assert f" {EARLY_DAYS} " in words["note.delay_announced_early"]


def test_the_page_has_the_notes_on_the_weather_that_the_function_has() -> None:
    text = (FRONTEND / "scripts" / "notes.js").read_text()
    told = {"no_weather", "partial_weather", "weather_from_elsewhere"}
    weather = {code for code in CODES if code in text and not code.startswith("unseen_")}
    assert weather == told
    assert {state for state in STATES if f"{state}:" in text} == {"none", "partial"}


def test_the_form_asks_for_the_fields_of_the_contract() -> None:
    names = {attrs.get("name") for tag, attrs in Elements("index.html").found if tag in ENTERED}
    asked = {"date" if name == "departure" else name for name in Flight.__struct_fields__}
    assert asked <= names


def test_every_combobox_names_a_list_that_is_there() -> None:
    found = [attrs for _, attrs in Elements("index.html").found]
    lists = {attrs.get("id") for attrs in found if attrs.get("role") == "listbox"}
    controlled = [attrs["aria-controls"] for attrs in found if attrs.get("role") == "combobox"]
    assert len(controlled) == 5
    assert set(controlled) == lists


def test_the_page_has_a_picture_and_words_to_be_shared_with() -> None:
    metas = {
        attrs.get("property") or attrs.get("name"): attrs.get("content") or ""
        for tag, attrs in Elements("index.html").found
        if tag == "meta"
    }
    assert all(metas[name] for name in ("description", "og:title", "og:description"))
    assert (FRONTEND / "favicon.svg").read_text().startswith("<svg ")
    assert (
        render("index.html", origin="https://a.example").count('"https://a.example/social.png"')
        == 1
    )
    picture = (FRONTEND / "social.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    sizes = (int.from_bytes(picture[place : place + 4]) for place in (16, 20))
    assert [*sizes] == [int(metas[f"og:image:{side}"]) for side in ("width", "height")]


@pytest.mark.parametrize("page", ["index.html", "many.html"])
def test_the_page_may_reach_the_weather_service_and_no_other_stranger(page: str) -> None:
    (policy,) = (
        attrs["content"] or ""
        for _, attrs in Elements(page).found
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    (allowed,) = (part.split()[1:] for part in policy.split(";") if "connect-src" in part)
    assert set(allowed) == {"'self'", "https://api.weather.gov"}


@pytest.mark.parametrize("page", PAGES)
def test_there_is_no_inline_script_or_style(page: str) -> None:
    for tag, attrs in Elements(page).found:
        assert tag != "style"
        assert "style" not in attrs
        assert not any(name.startswith("on") for name in attrs)
        if tag == "script":
            assert attrs.get("src")


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_loaded_from_elsewhere(page: str) -> None:
    loading = {"script": "src", "img": "src", "link": "href"}
    for tag, attrs in Elements(page).found:
        address = attrs.get(loading.get(tag, "")) or ""
        assert not re.match(r"(https?:)?//", address)
    for path in [*SCRIPTS, *(FRONTEND / "styles").rglob("*.css")]:
        assert not re.search(r"(from|import|url\()\s*['\"]?(https?:)?//", path.read_text())


@pytest.mark.parametrize("page", PAGES)
def test_the_page_has_a_strict_content_security_policy(page: str) -> None:
    policies = [
        attrs["content"] or ""
        for tag, attrs in Elements(page).found
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(policies) == 1
    assert "default-src 'none'" in policies[0]
    assert "unsafe" not in policies[0]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_modules_stay_small_and_only_api_fetches(path: Any) -> None:
    text = path.read_text()
    assert text.count("\n") <= 150
    code = re.sub(r"`[^`]*`|\"[^\"\n]*\"", "", text)  # a snippet may hold a call as text
    assert ("fetch(" in code) == (path == FRONTEND / "scripts" / "api.js")


def test_the_page_says_where_the_api_is_in_one_place() -> None:
    assert list(json.loads((FRONTEND / "config.json").read_text())) == ["api"]
    named = [path.name for path in SCRIPTS if "localhost" in path.read_text()]
    assert named == []
