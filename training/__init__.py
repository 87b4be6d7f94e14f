"""Training: from flight records to a released bundle. Run `python -m training --help`.

The rooms follow the flow: `sources` -> `lake` -> `record` -> `dataset` -> `model` ->
`evaluation` -> `release`, which writes the bundle in `function/model`. `retraining`, `drift`,
`studies` and `publishing` build on these, and `cli` calls them all. A room imports only those
before it. The feature code is the function's own, imported from the folder it is deployed from.
"""

import os
import sys
from pathlib import Path

FUNCTION_FOLDER = Path(__file__).resolve().parent.parent / "function"
# Threads of the fits wait instead of spinning: on a shared machine, spinning threads hold each
# other up many times over. Read once, when the first library that uses OpenMP is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

if str(FUNCTION_FOLDER) not in sys.path:
    sys.path.append(str(FUNCTION_FOLDER))
