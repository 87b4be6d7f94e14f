"""Tests of tables: what a treatment costs."""

import json
from pathlib import Path

from training.studies.exploration.tables import cost_table


def test_a_cost_is_worse_only_if_its_whole_interval_is(tmp_path: Path) -> None:
    rises = {"full": (0.1, 0.05), "forecast": (0.1, -0.1), "none": (-0.1, -0.2)}
    rise = {state: {"value": at, "low": low, "high": at} for state, (at, low) in rises.items()}
    study = {"variations": {"extremes clipped": {"rise": rise}}}
    (tmp_path / "ablation.json").write_text(json.dumps(study))
    said = cost_table(["extremes clipped"], tmp_path).iloc[0]
    assert [words.split()[-1] for words in said] == ["worse", "level", "better"]
