"""Plurals: counts of things in sentences, in the singular where there is one."""


def count_of(count: int, noun: str) -> str:
    """Word a count; `noun` is in the singular, and forms its plural with an s.

    Examples
    --------
    >>> count_of(1, "row"), count_of(0, "row"), count_of(1000, "row")
    ('1 row', '0 rows', '1,000 rows')
    """
    return f"{count:,} {noun if count == 1 else f'{noun}s'}"
