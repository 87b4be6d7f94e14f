"""Stub: a gcloud that keeps its arguments and answers as told, for tests of deploy.sh alone.

Its programs are for /bin/sh and start no others: a run of deploy.sh asks gcloud 50 times or more.
"""

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FAILS = "exit 1"
NOT_THERE = "echo 'ERROR: NOT_FOUND: Requested entity was not found.' >&2; exit 1"
FORBIDDEN = "echo 'ERROR: HTTPError 403: denied (or it may not exist).' >&2; exit 1"
FAILS_ONCE = 'if [ ! -e "$0.failed" ]; then touch "$0.failed"; exit 1; fi'

CURL = """#!/bin/sh
# The page's public address is Google's, and not asked; all else is.
case "$*" in
  *.storage.googleapis.com/index.html) exit "${PAGE_FAILS:-0}" ;;
esac
PATH=${PATH#*:}
exec curl "$@"
"""
"""To be in the first folder of PATH."""

PAGE_PYTHON = """#!/bin/sh
case "$*" in
  "frontend/page_build.py --help") ;;
  "frontend/page_build.py /"*" --gzip --api="*" --origin=https://"*) echo 5ca1ab1e0000 ;;
  *) exit 2 ;;
esac
"""
"""In place of a Python that builds the page, which takes as long as all else of a run."""

CHANGES = ("create", "deploy", "enable", "update", "rsync", "delete", "add-iam-policy-binding")
"""The verbs of gcloud that change something."""

OWNER = "storage buckets describe *projectNumber*"
READY = {
    "projects describe *projectNumber*": "echo 123",
    OWNER: "echo 123",
    "projects describe *": "echo ACTIVE",
    "billing projects describe *": "echo True 0A-0B",
}
"""What lets deploy.sh begin; to all else, the answer is nothing and success."""


@dataclass(frozen=True)
class Stub:
    """The program, and the log of what it was asked.

    Attributes
    ----------
    folder
        To be the first of PATH. `sleep` in it takes no time.
    """

    folder: Path

    @classmethod
    def make(cls, folder: Path, answers: Mapping[str, str]) -> "Stub":
        """Make one that runs a line of shell for the first pattern its arguments are like."""
        folder.mkdir()
        cases = "".join(f"  {quoted(pattern)}) {line} ;;\n" for pattern, line in answers.items())
        program = f"""#!/bin/sh
{{ printf '%s\\0' "$@"; echo; }} >>"$0.log"
export -p >>"$0.environment"
case "$*" in
{cases}esac
"""
        programs = {
            "gcloud": program, "curl": CURL, "sleep": "#!/bin/sh\n", "page-python": PAGE_PYTHON,
        }  # fmt: skip
        for name, text in programs.items():
            (folder / name).write_text(text)
            (folder / name).chmod(0o755)
        return cls(folder)

    @property
    def commands(self) -> list[list[str]]:
        """The arguments of each call, in order."""
        log = self.folder / "gcloud.log"
        lines = log.read_text().split("\0\n") if log.exists() else []
        return [line.split("\0") for line in lines if line]

    def asked(self, *words: str) -> list[str]:
        """Return the calls that have one of the words, each as a line."""
        lines = [shlex.join(command) for command in self.commands]
        return [line for line in lines if any(word in line.split() for word in words)]

    def environment(self) -> dict[str, str]:
        """Return the environment of a process that finds this gcloud first."""
        return {
            **os.environ,
            "PATH": f"{self.folder}{os.pathsep}{os.environ['PATH']}",
            "PAGE_PYTHON": str(self.folder / "page-python"),
        }

    def seen(self, variable: str) -> str:
        """Return the last value of a variable that a call saw."""
        lines = (self.folder / "gcloud.environment").read_text().splitlines()
        values = [shlex.split(line)[1] for line in lines if line.startswith(f"export {variable}=")]
        return values[-1].partition("=")[2] if values else ""


def quoted(pattern: str) -> str:
    """Return a pattern whose stars alone are special to the shell."""
    return "*".join(shlex.quote(part) if part else "" for part in pattern.split("*"))
