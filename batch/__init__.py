"""Batch: whole schedules in, every flight's chances out. Run `python -m batch --help`.

One direction: `planning` (which files, in which pieces) -> `reading` -> `checking` -> `scoring` ->
`writing` -> `finishing`; `pipeline` joins them into one Apache Beam graph. Features, model and
notes are the function's own, imported from the folder it is deployed from.
"""

import sys
from pathlib import Path

FUNCTION_FOLDER = Path(__file__).resolve().parent.parent / "function"

if str(FUNCTION_FOLDER) not in sys.path:
    sys.path.append(str(FUNCTION_FOLDER))
