"""Journal: what was written to the cloud, in order, and who is told of it at once."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

READS_BY_POST = re.compile(
    r":(getIamPolicy|testIamPermissions|generateUploadUrl|getEffectiveOrgPolicy)$"
)


@dataclass
class Journal:
    """The requests that changed something, as `POST /v1/projects/p/serviceAccounts`."""

    writes: list[str] = field(default_factory=list)
    on_write: Callable[[str], None] = lambda _: None

    def note(self, method: str, path: str) -> None:
        """Keep a request that was answered, if it is one that changes something."""
        if method in ("GET", "HEAD") or READS_BY_POST.search(path):
            return
        self.writes.append(f"{method} {path}")
        self.on_write(self.writes[-1])
