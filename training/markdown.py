"""Markdown: tables, as README.md and the model card have them."""

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the lines of a table.

    Examples
    --------
    >>> print(table(["", "AUC"], [["ours", "0.7"]]))
    |  | AUC |
    | --- | --- |
    | ours | 0.7 |
    """
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
