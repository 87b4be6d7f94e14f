"""gcloud: the real one, in an environment in which it can reach nothing but this machine."""

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

NOWHERE = "http://127.0.0.1:9"


def closed_environment(folder: Path, url: str = NOWHERE) -> dict[str, str]:
    """Return an environment without a login, from which all requests go to a proxy at `url`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "CLOUDSDK_AUTH_ACCESS_TOKEN": "none",
        "CLOUDSDK_CONFIG": str(folder / "gcloud"),
        "CLOUDSDK_CORE_CHECK_GCE_METADATA": "false",
        "CLOUDSDK_CORE_DISABLE_USAGE_REPORTING": "true",
        "CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK": "true",
        "HTTP_PROXY": url,
        "HTTPS_PROXY": url,
        "NO_PROXY": "127.0.0.1",
    }


def complaints(commands: Iterable[str], folder: Path) -> list[str]:
    """Return what gcloud's own linter has against commands; it runs none of them."""
    file = folder / "commands.json"
    file.write_text(json.dumps([{"command_string": command} for command in commands]))
    result = subprocess.run(
        ["gcloud", "meta", "lint-gcloud-commands", f"--commands-file={file}"],
        env=closed_environment(folder), capture_output=True, text=True, check=True,
    )  # fmt: skip
    verdicts = json.loads(result.stdout)
    return [
        f"{one['command_string']}: {one['error_message']}" for one in verdicts if not one["success"]
    ]
