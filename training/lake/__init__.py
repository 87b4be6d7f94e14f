"""Lake: the folder in which all sources' rows come together, by table and month.

Rows are cleaned and checked on their way in (`intake`). Imports `sources` and the files at the root
of `training`.
"""

from training.lake.folder import MANIFEST, Lake, LakeFile, Manifest, Written

__all__ = ["MANIFEST", "Lake", "LakeFile", "Manifest", "Written"]
