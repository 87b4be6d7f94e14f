"""Memory: what a server's processes hold, as if no other program were on the machine.

PSS divides a page among all who map it. That halves a library's pages when some other program
happens to use the same library, as it would not where the server runs alone. So pages of files
are counted in full, once for all processes of the server; pages of its own are its PSS.
"""

import re
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
_MAPPING = re.compile(r"^[0-9a-f]+-[0-9a-f]+ \S+ (\S+) (\S+) (\d+)")


def proportional_memory(pid: int) -> int:
    """Return the bytes that a process and all it has started hold."""
    pids = [pid, *_descendants(pid)]
    own = sum(_own_pages(one) for one in pids)
    files: dict[str, int] = {}
    for one in pids:
        for name, size in _file_pages(one):
            files[name] = max(files.get(name, 0), size)
    return 1024 * (own + sum(files.values()))


def _descendants(pid: int) -> Iterator[int]:
    for child, parent in _parents().items():
        if parent == pid:
            yield child
            yield from _descendants(child)


def _parents() -> dict[int, int]:
    parents = {}
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    return parents


def _own_pages(pid: int) -> int:
    """Return the kilobytes of a process's share of pages that are in no file."""
    rollup = (PROC / str(pid) / "smaps_rollup").read_text()
    return sum(int(size) for size in re.findall(r"^Pss_(?:Anon|Shmem): +(\d+)", rollup, re.M))


def _file_pages(pid: int) -> Iterator[tuple[str, int]]:
    """Yield each mapped piece of a file, and the kilobytes of it that are in memory as they are."""
    name, resident = "", 0
    for line in (PROC / str(pid) / "smaps").read_text().splitlines():
        if mapping := _MAPPING.match(line):
            offset, device, inode = mapping.groups()
            name = f"{device} {inode} {offset}" if inode != "0" else ""
        elif line.startswith("Rss:"):
            resident = int(line.split()[1])
        elif line.startswith("Anonymous:") and name:
            yield name, resident - int(line.split()[1])
