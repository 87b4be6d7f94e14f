"""Killed: a promotion or a rollback, killed before its first change of a file, its second, ...

Run as a program of its own, which forks for each moment, so that a kill is a kill:

    python -m tests.integration.killed promote WORLD FOLDER

WORLD holds a released bundle and what is to take its place; FOLDER gets a copy of it for each
moment, as the kill left it: FOLDER/1, FOLDER/2, ...
"""

import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any

from pushback.bundle import Bundle
from training.release.archive import Archive

WRITING = os.O_WRONLY | os.O_RDWR
CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir"}


def promote(world: Path) -> None:
    """Put the candidate in place of the released bundle."""
    champion = Bundle.load(world / "bundle").contract.version
    Archive(world / "bundle").promote(world / "candidate", champion)


def bring_back(world: Path) -> None:
    """Bring back what the promotion replaced."""
    Archive(world / "bundle").bring_back()


def kill_before(moment: int) -> None:
    """Have this process kill itself before it changes a file for the nth time."""
    left = moment

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event in CHANGES or (event == "open" and arguments[2] & WRITING):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


ACTIONS = {"promote": promote, "bring_back": bring_back}


def main(action: str, template: Path, folder: Path) -> None:
    """Leave a world behind for each moment, until the action is over before it is killed."""
    rehearse(action, template, folder)
    for moment in count(1):
        world = shutil.copytree(template, folder / str(moment))
        child = os.fork()
        if not child:
            kill_before(moment)
            ACTIONS[action](world)
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            shutil.rmtree(world)
            return


def rehearse(action: str, template: Path, folder: Path) -> None:
    """Act once unharmed, so that what the action loads is there for every fork."""
    world = shutil.copytree(template, folder / "rehearsal")
    ACTIONS[action](world)
    shutil.rmtree(world)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
