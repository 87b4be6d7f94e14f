"""Batch: whole schedules in, every flight's chances out. Run `python -m batch --help`.

Rows pass through the modules in one direction: `planning` (which files, cut into which pieces),
`reading` (with `reader`, which ingest and drift read their files with too), `checking`, `scoring`,
`writing`, and `output`, which puts the finished files in place. `pipeline` joins them into one
Apache Beam graph. Features, model and notes are the function's own, imported from the folder it is
deployed from; nothing else of this repository is imported.
"""

import sys
from pathlib import Path

FUNCTION_FOLDER = Path(__file__).resolve().parent.parent / "function"

if str(FUNCTION_FOLDER) not in sys.path:
    sys.path.append(str(FUNCTION_FOLDER))
