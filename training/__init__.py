"""Training: from flight records to a released bundle. Run `python -m training --help`.

One direction: `sources` -> `cleaning` -> `lake` -> `dataset` -> `model` -> `evaluation` ->
`export` -> the bundle in `function/model`. The feature code is the function's own, imported
from the folder it is deployed from.
"""

import sys
from pathlib import Path

FUNCTION_FOLDER = Path(__file__).resolve().parent.parent / "function"
if str(FUNCTION_FOLDER) not in sys.path:
    sys.path.append(str(FUNCTION_FOLDER))
