"""As deployed: runs the framework without the packages that the function's lock does not hold.

uvloop is installed here for the rivals, and uvicorn takes it wherever it finds it: the asynchronous
mode would be measured with what its deployment has not.
"""

import sys

from functions_framework._cli import _cli

RIVALS_OWN = ("uvloop",)

if __name__ == "__main__":
    for name in RIVALS_OWN:
        sys.modules[name] = None  # type: ignore[assignment]  # as if it were not there
    _cli()
