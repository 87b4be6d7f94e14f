"""Errors: why a file is refused, in one line a person can act on.

FileRefused           a file is damaged, or no table
├── FileUnknown       its columns are those of no kind
├── ColumnsMissing    it lacks columns of its kind
├── DayOrderUnclear   its days can be read in two ways
└── DaysTurned        a spreadsheet seems to have turned round days and months
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

SHOWN = 12
"""Columns that a message names."""
_TIMED = re.compile(r"departure|arrival|\Atime\Z", re.IGNORECASE)
ZONED = re.compile(r"^utc[_ ](?:dep|arr|st)|[\[(_ ](?:utc|gmt|z(?:ulu)?|[cemp][sd]?t)[\])]?$", re.I)
"""Roles that are times, and names of columns that tell a zone."""
NOTHING_TAKEN = ". No row of it was used."
"""How each message ends."""


class FileRefused(Exception):
    """A file is damaged, or no table of flights or weather."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file} {reason}{NOTHING_TAKEN}")

    def __reduce__(self) -> tuple[Callable[..., Exception], tuple[object, ...]]:
        """Travel between workers as the sentence that it is."""
        return FileRefused.__new__, (FileRefused, *self.args)


class FileUnknown(FileRefused):
    """A file's columns are those of no kind."""

    def __init__(self, file: str, seen: str, known: Mapping[str, str], hint: str = "") -> None:
        kinds = "; ".join(f"{name} ({columns})" for name, columns in known.items())
        super().__init__(
            file,
            f"begins with {seen!r}, which are columns of no kind of file that is read."
            f" Each kind has, among others: {kinds}{hint}",
        )


class ColumnsMissing(FileRefused):
    """A file lacks columns that its kind has."""

    def __init__(
        self, file: str, kind: str, missing: Iterable[str], seen: Sequence[str] = (), hint: str = ""
    ) -> None:
        missing, seen = list(missing), [*filter(None, seen)]
        more = ", …" if len(seen) > SHOWN else ""
        zoned = next((name for name in seen if ZONED.search(name)), None)
        if zoned and any(_TIMED.search(name) for name in missing):
            hint = f". {zoned} tells a zone: times that are read are local to their airports{hint}"
        has = f"; it has {', '.join(seen[:SHOWN])}{more}" if seen else ""
        super().__init__(file, f"looks like {kind}, but lacks: {', '.join(missing)}{has}{hint}")


class DayOrderUnclear(FileRefused):
    """Days of a file can be read in several ways, or are written in two."""

    def __init__(self, file: str, seen: str, orders: Iterable[str]) -> None:
        ways = " or ".join(f"--day-order={order}" for order in orders)
        super().__init__(file, f"holds {seen}: say which with {ways}")


class DaysTurned(FileRefused):
    """Days up to the 12th are dates, later ones texts: a spreadsheet took its days for months."""

    def __init__(self, file: str, date: str, text: str) -> None:
        super().__init__(
            file,
            f"holds {date!r} beside {text!r}: it seems that a spreadsheet took days for months"
            " where it could, and left the other dates as texts. Import the days as texts",
        )


def first_of(error: Exception) -> str:
    """Return the beginning of an error's first line."""
    return (str(error) or type(error).__name__).splitlines()[0][:120]
