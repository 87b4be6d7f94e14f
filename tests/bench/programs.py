"""Programs: a module run as a user runs it, timed and weighed."""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from tests.bench.errors import ProgramFailed
from tests.paths import REPOSITORY

PAUSE_SECONDS = 0.02


@dataclass(frozen=True)
class Finished:
    """What a program printed and took.

    Attributes
    ----------
    said
        All that it printed.
    seconds
        From its start to its end.
    cpu_seconds
        Of all cores.
    memory_mb
        The most that was resident.
    """

    said: str
    seconds: float
    cpu_seconds: float
    memory_mb: float


def finish(module: str, *arguments: str) -> Finished:
    """Run `python -m module` to its end.

    Raises
    ------
    ProgramFailed
        If it ends with an error.
    """
    begun = time.perf_counter()
    with TemporaryFile("w+") as said:
        command = [sys.executable, "-m", module, *arguments]
        process = subprocess.Popen(command, cwd=REPOSITORY, stdout=said, stderr=subprocess.STDOUT)
        memory, ended = 0, 0
        while not ended:
            memory = max(memory, _memory(process.pid))
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            time.sleep(PAUSE_SECONDS)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read()
    if process.returncode:
        raise ProgramFailed(module, text.strip().rpartition("\n")[2])
    return Finished(text, seconds, usage.ru_utime + usage.ru_stime, memory / 1e3)


def _memory(pid: int) -> int:
    """Return the most kilobytes that a process has held since it began.

    Not what it used in the end: that counts the process it was forked from as well.
    """
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"^VmHWM:\s+(\d+)", status, re.MULTILINE)
    return int(found[1]) if found else 0
