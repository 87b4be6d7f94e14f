"""Times: days, clocks, local times and serial days, as people and programs write them.

Examples
--------
>>> time("2026-12-23 18:30:00.0"), time("12/23/2026 6:30 PM", "month-first"), time("46379.77083")
('2026-12-23T18:30', '2026-12-23T18:30', '2026-12-23T18:30')
>>> day("Wednesday, December 23rd, 2026"), day("23DEC26"), day("23. Dez 1999")
('2026-12-23', '2026-12-23', '1999-12-23')
>>> day("1/5/2023 12:00:00 AM", "month-first"), clock("0659"), clock("6:30 PM"), clock("2400")
('2023-01-05', 419, 1110, 1440)
"""

import re
from collections.abc import Container, Mapping, Sequence
from datetime import date, datetime, timedelta

from batch.reader.texts import WORDS, cleaned, unaccented

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = ORDERS = ("day-first", "month-first", "year-first")
MINUTES_A_DAY = 1440
LAST_MONTH = 12
FIRST_YEAR = "87"
"""The first year of the record, 1987: a year of two digits is one of 1987 to 2086."""
ALMOST = 59.9
"""Seconds from which on a time is the next minute, put into a number with an error."""
MONTHS: Mapping[str, int] = WORDS["months"]
WEEKDAYS: Sequence[str] = WORDS["weekdays"].split()
"""How the names of months and weekdays begin."""

_DAY = (
    r"(?:(?P<year>\d{4})(?P<part>[-/.])(?P<month>\d{1,2})(?P=part)(?P<day>\d{1,2})"
    r"|(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<short>\d{4}|\d\d))"
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:(?: ?h ?|[:.]?)(?P<minute>\d\d)"
    r"(?:(?::|(?<=\.\d\d)\.)(?P<second>\d\d(?:[.,]\d*)?))?)?"
    r"(?: ?(?P<half>[AaPp])\.?(?: ?[Mm]\.?)?)?"
)
_ZONE = r"(?P<zone> ?(?:Z|UTC|GMT|[ECMPH][SD]?T|AK[SD]T|[+-]\d\d:?\d\d))"
_CLOCK_ONLY = re.compile(_CLOCK)
_TIME = re.compile(rf"{_DAY}(?:(?:[T:]|,? (?:at |à |um )?) *{_CLOCK}{_ZONE}?)?")
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(?!T\d\d:)[T ]?(\d\d):?(\d\d)(?::?\d\d)?)?")
_WEEKDAY = re.compile(r"([^\W\d_]{2,10})\.?,? +(?=\w)")
_MONTH = r"(?P<{}>[^\W\d_]{{3,10}})\.?"
_NUMBER = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th|\.)?"
_NAMED = re.compile(
    rf"(?:{_NUMBER.format('one')}[-/ ]*(?:de )?{_MONTH.format('after')}"
    rf"|{_MONTH.format('before')}[-/ ]*{_NUMBER.format('two')})"
    r",?[-/ ]*(?:de )?'?(?P<year>\d{4}|\d\d)(?!\d)(?P<rest>.*)"
)
_AROUND_CLOCK = re.compile(
    r"\A0 days |\A(?:1899-12-3[01]|12/3[01]/1899|1900-01-0[01]|1970-01-01)[T ]|"
    r"(?<=\d) ?(?:L|LT|hrs?|Uhr)\Z"
)
"""What programs write around a clock: an empty day, the first of a spreadsheet, a unit."""
_NAMED_CLOCKS: Mapping[str, int] = WORDS["clocks"]
_NEXT_DAY = re.compile(r" ?\(?\+1(?: ?d(?:ay)?)?\)?\Z")
"""What is written behind an arrival on the day after."""
_FRACTION = re.compile(r"0[.,](?:\d|[6-9]\d|\d{3,})")
_UNCLEAR = re.compile(r"0[.,][0-5]\d")
_HHMM = re.compile(r"(\d{1,4})(?:\.0+)?")
_SERIAL = re.compile(r"[2-7]\d{4}(?:[.,]\d+)?")
_FIRST_SERIAL = datetime(1899, 12, 30)
HOUR = re.compile(r"(?:1?\d|2[0-4]|0\d)(?:\.0+)?")
"""A clock that may be an hour alone, or the minutes of the first one."""
NO_CLOCK = re.compile(r"\d{1,2}[6-9]\d(?:\.0+)?|(?:[1-9]|1\d|2[0-3])\.(?:[1-9]|[6-9]\d)")
"""A number of minutes after midnight, or of hours, that cannot be a clock: 875, 14.75 and 14.5."""
_UTC = {"", "Z", "UTC", "GMT", "+00:00", "+0000", "-00:00", "-0000"}


def time(text: str, order: str = "") -> str | None:
    """Read a local time, and give it back to the minute, as "2025-10-01T18:30"."""
    text = cleaned(text)
    if is_serial(text):
        seconds = round(float(text.replace(",", ".")) * 86_400)
        return (_FIRST_SERIAL + timedelta(seconds=seconds)).isoformat(timespec="minutes")
    return _written(parts_of(text), order, {""})


def is_serial(text: str) -> bool:
    """Return whether a text is a number that spreadsheets take for a day."""
    return bool(_SERIAL.fullmatch(text))


def is_zoned(text: str) -> bool:
    """Return whether a time tells a zone."""
    found = parts_of(text)
    return bool(found and found["zone"])


def is_utc(text: str) -> bool:
    """Return whether a text is a name of UTC, as columns of zones have it."""
    return bool(text) and text.upper() in {*_UTC, "ZULU", "ETC/UTC", "ETC/GMT"}


def is_day(text: str, *, or_midnight: bool = True) -> bool:
    """Return whether a text is a day, or its midnight to the second, as programs write days."""
    found = parts_of(text)
    is_clock = found and found["hour"] and not (or_midnight and found["second"])
    return not is_clock and any(day(text, order) for order in ORDERS)


def utc_time(text: str, order: str = "") -> str | None:
    """Read a time in UTC, with or without a zone that says so."""
    return _written(parts_of(text), order, _UTC)


def day(text: str, order: str = "") -> str | None:
    """Read a day, or its midnight, and give it back as "2025-01-31"."""
    text = cleaned(text)
    if is_serial(text) and (serial := float(text.replace(",", "."))).is_integer():
        return (_FIRST_SERIAL + timedelta(days=serial)).date().isoformat()
    found = parts_of(text)
    if not found or (found["hour"] and _minutes(found) != 0):
        return None
    return _date(found, order)


def month_called(name: str) -> int | None:
    """Return the number of a month by its name."""
    word = unaccented(name.lower())
    return MONTHS.get(word[:4]) or MONTHS.get(word[:3])


def clock(text: str) -> int | None:
    """Read a clock as minutes after midnight; 2400 is the midnight that ends the day."""
    text = _without(_AROUND_CLOCK, cleaned(text))
    if _FRACTION.fullmatch(text):  # as spreadsheets keep clocks
        return round(float(text.replace(",", ".")) * MINUTES_A_DAY)
    if _UNCLEAR.fullmatch(text):
        return 0 if text.endswith("00") else None  # 0.25 may be 0:25, or 6:00
    if text.upper() in _NAMED_CLOCKS:
        return _NAMED_CLOCKS[text.upper()]
    if (found := _CLOCK_ONLY.fullmatch(text)) and (past := _minutes(found)) is not None:
        return past
    if not (text.isascii() and (number := _HHMM.fullmatch(text))):
        return None
    hours, minutes = divmod(int(number[1]), 100)
    past = hours * 60 + minutes
    return past if minutes < 60 and past <= MINUTES_A_DAY else None


def arrival_clock(text: str) -> int | None:
    """Read a clock that may say that it is of the day after; by its departure that is known."""
    return clock(_without(_NEXT_DAY, cleaned(text)))


def parts_of(text: str) -> re.Match[str] | None:
    """Return the parts of a day or a time, whose month may have been a name."""
    text = cleaned(text)
    if found := _DIGITS.fullmatch(text):
        text = found.expand(r"\1-\2-\3 \4:\5").rstrip(" :")
    return _TIME.fullmatch(text) or _TIME.fullmatch(_numbered(text))


def _numbered(text: str) -> str:
    """Return a text without its weekday, and with a number in place of its month's name.

    A month is looked for first: "Mar" begins a Tuesday too, in French and Spanish.
    """
    weekday, rest = _WEEKDAY.match(text), text
    if weekday and unaccented(weekday[1].lower())[:3] in WEEKDAYS:
        rest = text[weekday.end() :]
    for named in filter(None, map(_NAMED.fullmatch, (text, rest))):
        if month := month_called(named["after"] or named["before"]):
            day, year = named["one"] or named["two"], _whole_year(named["year"])
            return f"{year}-{month}-{day}{named['rest']}"
    return rest


def _whole_year(year: str) -> str:
    return year if len(year) > 2 else f"{'19' if year >= FIRST_YEAR else '20'}{year:>02}"


def _without(around: re.Pattern[str], text: str) -> str:
    """Return a clock without what stands around it; nothing of "18 Uhr", for 18 would be 0:18."""
    bare = around.sub("", text)
    return "" if bare != text and len(bare) <= len("18") else bare


def _written(found: re.Match[str] | None, order: str, zones: Container[str]) -> str | None:
    if not found or not found["hour"] or (found["zone"] or "").strip() not in zones:
        return None
    on, minutes = _date(found, order), _minutes(found)
    if on is None or minutes is None:
        return None
    try:
        later = datetime.fromisoformat(on) + timedelta(minutes=minutes)  # 23:59:59.99: the next day
    except OverflowError:
        return None
    return later.isoformat(timespec="minutes")


def _date(found: re.Match[str], order: str) -> str | None:
    year, month, number = found["year"], found["month"], found["day"]
    if not year:
        one, two, short = found["one"], found["two"], found["short"]
        if order == YEAR_FIRST and len(short) == 4:
            order = ""
        if not order and one != two:
            return None
        orders = {DAY_FIRST: (short, two, one), YEAR_FIRST: (one, two, short)}
        year, month, number = orders.get(order, (short, one, two))
    try:
        return date(int(_whole_year(year)), int(month), int(number)).isoformat()
    except ValueError:
        return None


def _minutes(found: re.Match[str]) -> int | None:
    if not (found["minute"] or found["half"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] in "Pp" else 0)
    second = float((found["second"] or "0").replace(",", "."))
    within = hour < 24 and minute < 60 and second < 60
    return hour * 60 + minute + (second > ALMOST) if within else None
