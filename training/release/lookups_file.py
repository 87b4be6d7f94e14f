"""Look-ups' file: the tables of the bundle as bytes, the same for the same tables."""

import io
import zipfile

import numpy as np

from pushback.lookups import BACKGROUND, TABLES, Lookups

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first that the format has: a file must not tell when it was made."""
UNIX, READABLE = 3, 0o644 << 16


def pack(lookups: Lookups) -> bytes:
    """Return the content of lookups.npz, as `Lookups.read` reads it.

    `numpy.savez` would leave it to Python what date and system stand in the file. Nothing is
    compressed: another version of zlib would give other bytes.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as file:
        for name in (*TABLES, BACKGROUND):
            entry = zipfile.ZipInfo(f"{name}.npy", FIRST_DAY)
            entry.create_system, entry.external_attr = UNIX, READABLE
            array = io.BytesIO()
            np.lib.format.write_array(array, getattr(lookups, name), (1, 0), allow_pickle=False)
            file.writestr(entry, array.getvalue())
    return content.getvalue()
