"""Build the page: of the sources beside this file, the folder that is served or deployed.

    python frontend/page_build.py FOLDER --api URL [--origin URL] [--gzip]

Scripts and styles are fresh or stale together or the page breaks. They lie in a folder named after
what it holds, kept-..., and may be kept for a year: a change makes a folder with another name. The
pages, which name that folder, the words and the configuration keep their addresses. A short name
for all that the page holds is printed. With --gzip each file holds its content compressed, under
the same name.
"""

import argparse
import gzip
import hashlib
import json
import os
import sys
from pathlib import Path

from lightningcss import bundle_css
from rjsmin import jsmin

from page_markup import FRONTEND, PAGES, render
from page_modules import UnusableModule, bundle, later

ALONE = ("first-language.js", "boot.js")
"""Scripts that run before the modules and import nothing."""
AS_THEY_ARE = ("favicon.svg", "social.png", "nation.json")
DATED = 1_577_836_800
"""One time for all files, 2020-01-01, so that a bucket is told of changed content alone."""


def built(api: str, origin: str = "") -> tuple[str, dict[str, bytes]]:
    """Return the kept folder's name, and what each file of the page holds by its address.

    Raises
    ------
    UnusableModule
        If a script cannot be bundled.
    """
    parts = scripts_and_styles()
    kept = f"kept-{_digest(parts)}"
    files = {f"{kept}/{name}": content for name, content in parts.items()}
    for name in PAGES:
        files[name] = render(name, api=api, origin=origin, kept=f"{kept}/").encode()
    for name in AS_THEY_ARE:
        files[name] = (FRONTEND / name).read_bytes()
    for path in sorted((FRONTEND / "locales").rglob("*.json")):
        files[path.relative_to(FRONTEND).as_posix()] = _compact(json.loads(path.read_text()))
    files["config.json"] = _compact({"api": api})
    return kept, files


def scripts_and_styles() -> dict[str, bytes]:
    """Return what browsers may keep: each page's style sheet and script as one file each.

    What a script loads when it is needed is one more.
    """
    scripts = FRONTEND / "scripts"
    made = {f"scripts/{name}": jsmin((scripts / name).read_text()) for name in ALONE}
    for page in PAGES.values():
        made[f"styles/{page.styles}"] = bundle_css(str(FRONTEND / "styles" / page.styles))
        if page.script:
            script = scripts / page.script
            made |= {f"scripts/{one.name}": bundle(one) for one in (script, *later(script))}
    return {name: text.encode() for name, text in made.items()}


def _compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _digest(parts: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(parts.items()):
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:12]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (DATED, DATED))


def main() -> int:
    """Build as the command line says; return the exit code."""
    parser = argparse.ArgumentParser(description="Build the page into a folder.")
    parser.add_argument("folder", type=Path, help="where to: a new folder, or an empty one")
    parser.add_argument("--api", required=True, help="the address of the function")
    parser.add_argument("--origin", default="", help="where the pages will be, without the last /")
    parser.add_argument("--gzip", action="store_true", help="compress what each file holds")
    given = parser.parse_args()
    if given.folder.exists() and any(given.folder.iterdir()):
        parser.error(f"{given.folder} holds other things: name a new folder, or an empty one")
    try:
        files = built(given.api, given.origin)[1]
    except UnusableModule as error:
        sys.exit(str(error))
    for name, content in files.items():
        _write(given.folder / name, gzip.compress(content, mtime=0) if given.gzip else content)
    print(_digest(files))
    return 0


if __name__ == "__main__":
    sys.exit(main())
