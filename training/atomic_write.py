"""Atomic write: a file is written aside, then put in place in one step."""

import os
from pathlib import Path


def replace(path: Path, content: bytes) -> None:
    """Write a file so that a reader, or a kill at any moment, finds the old or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def update(path: Path, content: bytes) -> bool:
    """Write a file as `replace` does, unless it holds this content; return whether it changed."""
    if path.exists() and path.read_bytes() == content:
        return False
    replace(path, content)
    return True
