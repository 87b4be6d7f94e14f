"""Notes: of how many flights the model said that it cannot know them well."""

from collections.abc import Mapping
from dataclasses import dataclass

from training.drift.shift import Standing, is_above

UNSEEN = 0.05
"""Share of flights of an airline, airport or route never seen in training that is too much. In
October to December 2023 the released model had not seen the route of 0.1 to 1.4 %."""


@dataclass(frozen=True)
class NoteShare:
    """The share of the flights that had a note; `bound` is None for notes that are no alarm."""

    code: str
    flights: int
    share: float
    bound: float | None
    standing: Standing


def share_notes(notes: Mapping[str, int], flights: int) -> list[NoteShare]:
    """Return the share of each note, the most frequent first."""
    frequent = sorted(notes.items(), key=lambda note: (-note[1], note[0]))
    return [_share(code, count, flights) for code, count in frequent]


def _share(code: str, count: int, flights: int) -> NoteShare:
    bound = UNSEEN if code.startswith("unseen_") else None
    past = bound is not None and is_above(count, flights, bound)
    return NoteShare(code, count, round(count / flights, 4), bound, "past" if past else "within")
