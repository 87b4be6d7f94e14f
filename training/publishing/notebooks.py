"""Notebooks: from a source that can be read and compared to an executed notebook.

`notebooks/NAME.py` is the source, in the percent format of jupytext; `notebooks/NAME.ipynb` is
made of it and never edited. A kernel of this very Python executes it, with no settings of the
user's, in the source's folder and with the repository on the path. What changes from run to run
(times, ids, versions, in how many pieces a stream arrived) is left out: the same source, data and
code give the same bytes. A notebook is always executed; one that comes out the same is left alone.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jupytext
import nbformat
from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from training.atomic_write import write_changed
from training.config import REPOSITORY
from training.errors import NotebookFailed, NotebookStale, NotebookUnknown

NOTEBOOKS_FOLDER = REPOSITORY / "notebooks"
LONGEST_CELL = 600
"""Seconds after which a cell is given up."""
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": NATIVE_KERNEL_NAME},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}

Progress = Callable[[str], None]


def find_sources(names: Iterable[str] = (), folder: Path = NOTEBOOKS_FOLDER) -> list[Path]:
    """Return the sources of the named notebooks, or of all.

    Raises NotebookUnknown if there is none of such a name.
    """
    known = {path.stem: path for path in sorted(folder.glob("*.py"))}
    for name in names:
        if name not in known:
            raise NotebookUnknown(folder, name, known)
    return [known[name] for name in names] or list(known.values())


def build(source: Path, progress: Progress = lambda _: None) -> bool:
    """Execute a notebook and put it beside its source; return whether it changed.

    Raises NotebookFailed if a cell could not be executed; the old notebook then stays.
    """
    return write_changed(source.with_suffix(".ipynb"), execute(source, progress))


def check(source: Path, progress: Progress = lambda _: None) -> None:
    """Execute a notebook, as `execute`, and compare it with the one beside its source.

    Raises NotebookStale if the notebook is not there, or holds something else.
    """
    target, content = source.with_suffix(".ipynb"), execute(source, progress)
    if not target.exists() or target.read_bytes() != content:
        raise NotebookStale(target)


def execute(source: Path, progress: Progress = lambda _: None) -> bytes:
    """Return the executed notebook of a source; tell the progress of each cell as it begins.

    Raises NotebookFailed if a cell could not be executed.
    """
    notebook, at = read(source), 0

    def begin(cell_index: int, **_: Any) -> None:
        nonlocal at
        at = cell_index
        progress(f"{source.stem}, cell {at + 1} of {len(notebook.cells)}")

    try:
        with TemporaryDirectory() as profile:
            _client(notebook, source.parent, begin).execute(env=_environment(profile))
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        begins = notebook.cells[at].source.partition("\n")[0]
        raise NotebookFailed(source, at + 1, begins, _reason(error)) from None
    return _without_chance(notebook)


def read(source: Path) -> NotebookNode:
    """Return the cells of a source, not executed."""
    notebook: NotebookNode = jupytext.reads(source.read_text(encoding="utf-8"), fmt="py:percent")
    return notebook


def _client(notebook: NotebookNode, folder: Path, begin: Callable[..., None]) -> NotebookClient:
    """Return what executes in a folder, by this Python's own kernel, whatever others there are."""
    client = NotebookClient(
        notebook,
        timeout=LONGEST_CELL,
        record_timing=False,
        coalesce_streams=True,
        on_cell_start=begin,
        resources={"metadata": {"path": str(folder)}},
    )
    client.km = AsyncKernelManager(  # set here, not above, it is the client's to shut down
        kernel_name=NATIVE_KERNEL_NAME,
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        transport_encryption="auto",
    )
    return client


def _environment(profile: str) -> dict[str, str]:
    """Return the environment of a kernel: the repository on the path, and an empty profile."""
    path = os.pathsep.join(filter(None, (str(REPOSITORY), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "IPYTHONDIR": profile}


def _reason(error: Exception) -> str:
    if isinstance(error, CellExecutionError):
        return f"{error.ename}: {' '.join(error.evalue.split()).rstrip('.')}"
    if isinstance(error, CellTimeoutError):
        return f"no end after {LONGEST_CELL} seconds"
    return "the death of its kernel"


def _without_chance(notebook: NotebookNode) -> bytes:
    """Return the notebook without what differs from run to run."""
    notebook.metadata = METADATA
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"
        cell.metadata = {}
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return f"{text.rstrip()}\n".encode()
