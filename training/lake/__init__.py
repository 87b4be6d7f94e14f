"""Lake: the folder in which all sources' rows come together, by table and month.

Rows are cleaned and checked on their way in (`intake`) and read by month (`queries`). Imports
`sources` and the files at the root of `training`.
"""

from training.lake.folder import MANIFEST, Lake, Written
from training.lake.manifest import LakeFile, Manifest

__all__ = ["MANIFEST", "Lake", "LakeFile", "Manifest", "Written"]
