"""Lake: the folder in which all sources' rows come together, by table and month."""

from training.lake.folder import MANIFEST, Lake, Written
from training.lake.manifest import LakeFile, Manifest, Part, delivery, split

__all__ = ["MANIFEST", "Lake", "LakeFile", "Manifest", "Part", "Written", "delivery", "split"]
