"""Lists that the Python reader and the page must read alike."""

import gzip
from dataclasses import dataclass, field

Flights = list[dict[str, str]]

NAMES = ("carrier", "origin", "destination", "departure", "arrival")
ROWS = (
    ("DL", "JFK", "LAX", "2026-12-23T18:30", "2026-12-23T22:05"),
    ("B6", "JFK", "BOS", "2026-12-24T07:05"),
)
FLIGHTS = [dict(zip(NAMES, row, strict=False)) for row in ROWS]


@dataclass(frozen=True)
class Held:
    """A file that somebody holds.

    Attributes
    ----------
    kind
        What is particular about it.
    flights
        Its flights, as a client of the function would send them.
    """

    kind: str
    content: bytes
    flights: Flights = field(default_factory=lambda: FLIGHTS)
    name: str = "list.csv"


def table(delimiter: str = ",", end: str = "\n", before: str = "", extra: str = "Zoë") -> str:
    """Return a list of two flights as a program writes it, with a column that nobody asks for."""
    rows = [(*NAMES, "Passagère"), (*ROWS[0], extra), (*ROWS[1], "", "Ann")]
    text = before + "".join(f"{delimiter.join(row)}\n" for row in rows)
    return text.replace("\n", end)


QUOTED = '''"carrier","origin","destin
ation","departure","arrival","Traveller; or | her ""name"""
"DL","JFK","LAX","2026-12-23T18:30","2026-12-23T22:05","Doe, Jane
and ""John"""

"B6","JFK","BOS","2026-12-24T07:05",,
'''

SHAPES = [
    *(Held(f"parted by {name}", table(mark).encode()) for mark, name in
      {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}.items()),
    *(Held(f"in {encoding}", table(";").encode(encoding)) for encoding in
      ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman")),
    *(Held(f"lines ending with {end!r}", table(end=end).encode("mac_roman")) for end in
      ("\r\n", "\r")),
    *(Held(f"a line sep={mark!r}", table(mark, before=f"{quote}sep={mark}{quote}\n").encode())
      for mark, quote in ((",", ""), (";", ""), ("\t", '"'))),
    Held("a title", table(before="My flights\n\n").encode()),
    Held("two titles", table(";", before="Flights, of 2026 | mine\nby me, to all\n").encode()),
    Held("remarks", table(before="# made by hand\n\n#\n").encode()),
    Held("blank lines", table().replace("\n", "\n\n").encode()),
    Held("quoted delimiters and line breaks", QUOTED.encode()),
    Held("packed by gzip", gzip.compress(table("\t").encode("utf-16")), name="list.tsv.gz"),
]  # fmt: skip

ALIKE = SHAPES
