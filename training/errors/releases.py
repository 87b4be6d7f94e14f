"""A released bundle that cannot be judged, replaced or brought back."""

from collections.abc import Iterable
from pathlib import Path

from training.errors.base import TrainingError


class NoUnseenMonths(TrainingError):
    """The lake has too few months that the champion has not learned from."""

    def __init__(self, newest: str, learned_to: str, unseen: int, wanted: int) -> None:
        found = (
            f"{unseen} of the {wanted} months asked for can be judged on"
            if unseen
            else "there is no later month to judge on"
        )
        super().__init__(
            f"The lake's newest month is {newest} and the champion learned from months to"
            f" {learned_to}: {found}. Fetch newer flights (see python -m training fetch --help)"
            + (f" or give --months={unseen}." if unseen else ".")
        )


class ChampionUnreadable(TrainingError):
    """The released bundle cannot be judged by this code."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The champion cannot be read: {reason.rstrip('.')}."
            " Bring back the bundle before it with: python -m training rollback"
        )


class ChampionChanged(TrainingError):
    """Another bundle was released while a challenger was judged."""

    def __init__(self, folder: Path, seen: str, judged: str) -> None:
        super().__init__(
            f"{folder} holds {seen}, but the challenger was judged against {judged}:"
            " nothing was replaced. Run the command again."
        )


class NotKept(TrainingError):
    """The archive of released bundles holds none of this version."""

    def __init__(self, folder: Path, version: str, kept: Iterable[str]) -> None:
        what = f"the bundle {version}" if version else "a bundle that a promotion replaced"
        super().__init__(
            f"{folder} does not hold {what}; kept are: {', '.join(kept) or 'none yet'}."
        )


class ArchiveDamaged(TrainingError):
    """The archive's list cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} is not a list of kept bundles ({reason}). Remove it, and bring a bundle back"
            " by hand: copy its two files from the folder of its version beside the list."
        )
