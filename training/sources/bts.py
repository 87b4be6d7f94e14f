"""The official archive: a month of all US airlines' domestic flights, to download.

The Bureau of Transportation Statistics publishes a month as a zip archive with one CSV file of 109
named columns and a nameless last one.
"""

from collections.abc import Sequence
from datetime import date

from training.sources.base import Publication

URL = "https://transtats.bts.gov/PREZIP"
FORM = "https://transtats.bts.gov"
FIRST_MONTH = "1987-10"
MONTHS_UNTIL_PUBLISHED = 2
FILE = "On_Time_Reporting_Carrier_On_Time_Performance_1987_present_{year}_{month}.zip"


def bts_files(months: Sequence[str], base: str | None = None) -> list[Publication]:
    """Return what to download for the flights of some months.

    Examples
    --------
    >>> bts_files(["2025-01"])[0].name.rsplit("_", 2)[1:]
    ['2025', '1.zip']
    """
    return [_publication(month, (base or URL).rstrip("/")) for month in months]


def _publication(month: str, base: str) -> Publication:
    name = FILE.format(year=month[:4], month=int(month[5:]))
    return Publication(f"{base}/{name}", name, why_absent(month, date.today()))


def why_absent(month: str, today: date) -> str:
    """Return what it most likely means if the archive does not have a month.

    Examples
    --------
    >>> why_absent("1987-09", date(2026, 11, 27))
    'the record begins in 1987-10: no earlier month exists'
    """
    age = (today.year - int(month[:4])) * 12 + today.month - int(month[5:])
    if month < FIRST_MONTH:
        return f"the record begins in {FIRST_MONTH}: no earlier month exists"
    if age <= MONTHS_UNTIL_PUBLISHED:
        return "it is not out yet: the BTS publishes a month about two months after its end"
    if "1990" <= month[:4] <= "1999":
        return (
            "the archive has no ready-made files of the 1990s: choose the month on the download"
            f" form at {FORM}, then ingest the file"
        )
    return f"the file was moved: look for it at {FORM}, then ingest what a browser downloads"
