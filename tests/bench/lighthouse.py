"""Lighthouse's scores of each page, as `make run` serves it: `make bench-page`.

Needs `lighthouse` from npm and a Chromium, both on PATH. Throttling is applied, not simulated: on
mobile that is slow 4G (562 ms, 1.47 Mbit/s) and a processor four times slower. Medians of several
runs are held against the targets; performance needs a machine that does little else.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from statistics import median
from typing import Any

from tests.processes import free_port, serving
from training.cli.console import OUT

PAGES = ("index.html", "many.html", "about.html", "api.html")
DEVICES: dict[str, tuple[str, ...]] = {"mobile": (), "desktop": ("--preset=desktop",)}
LEAST_PERFORMANCE = {"mobile": 95, "desktop": 100}
OTHERS = ("accessibility", "best-practices", "seo")
MOST_SHIFT = 0.05
FLAGS = (
    "--headless=new --no-first-run --disable-background-networking --disable-component-update"
    " --disable-sync"
)
RUN_SECONDS = 180

Figures = dict[str, float]


def run(program: str, url: str, device: str) -> Figures:
    """Return one run's scores out of 100, its layout shift, and milliseconds to interactive."""
    sandbox = " --no-sandbox" if os.geteuid() == 0 else ""
    command = [program, url, "--quiet", "--output=json", "--throttling-method=devtools"]
    command += [f"--chrome-flags={FLAGS}{sandbox}", *DEVICES[device]]
    result = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=RUN_SECONDS
    )
    if result.returncode:
        sys.exit(f"Lighthouse failed on {url}: {result.stderr.strip().splitlines()[-1]}")
    told: dict[str, Any] = json.loads(result.stdout)
    scores = {name: round(one["score"] * 100) for name, one in told["categories"].items()}
    shift, interactive = (
        told["audits"][name]["numericValue"] for name in ("cumulative-layout-shift", "interactive")
    )
    return {**scores, "shift": shift, "interactive": interactive}


def missed(figures: Figures, device: str) -> Iterator[str]:
    """Yield each target that medians miss, with the figure."""
    least = {"performance": LEAST_PERFORMANCE[device], **dict.fromkeys(OTHERS, 100)}
    for name, score in least.items():
        if figures[name] < score:
            yield f"{name} {figures[name]:.0f}, wanted {score}"
    if figures["shift"] >= MOST_SHIFT:
        yield f"layout shift {figures['shift']:.3f}, wanted under {MOST_SHIFT}"


def main() -> int:
    """Measure as the command line says; return 1 if a target is missed."""
    parser = argparse.ArgumentParser(description="Hold Lighthouse's scores against the targets.")
    parser.add_argument("--runs", type=int, default=3, help="of each page and device (default: 3)")
    runs = parser.parse_args().runs
    program = shutil.which("lighthouse")
    if program is None:
        sys.exit("There is no lighthouse on PATH. Install it: npm install --global lighthouse")
    api, page = free_port(), free_port()
    all_missed = 0
    with serving(api, page, subprocess.DEVNULL):
        for device in DEVICES:
            for name in PAGES:
                url = f"http://localhost:{page}/{name}"
                measured = [run(program, url, device) for _ in range(runs)]
                figures = {key: median(one[key] for one in measured) for key in measured[0]}
                told = ", ".join(f"{key} {value:.4g}" for key, value in figures.items())
                misses = list(missed(figures, device))
                all_missed += len(misses)
                lines = [f"{device} {name}: {told}", *(f"  missed: {one}" for one in misses)]
                OUT.print("\n".join(lines), soft_wrap=True)
    return int(all_missed > 0)


if __name__ == "__main__":
    sys.exit(main())
