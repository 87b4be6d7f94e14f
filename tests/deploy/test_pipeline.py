"""Tests of bitbucket-pipelines.yml: its schema, and that each step runs what `make` runs here."""

import shlex
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.paths import REPOSITORY

FILE = REPOSITORY / "bitbucket-pipelines.yml"
PIPELINES = yaml.safe_load(FILE.read_text())["pipelines"]
BRANCHES = {
    "pull requests": PIPELINES["pull-requests"]["**"],
    "main": PIPELINES["branches"]["main"],
    "retrain": PIPELINES["custom"]["retrain"],
    "audit": PIPELINES["custom"]["audit"],
}
GET_MAKE = "apt-get -qq update && apt-get -qq install -y make >/dev/null"
GET_DOCKER = "apt-get -qq update && apt-get -qq install -y docker.io caddy >/dev/null"
SEPARATE = {"tests/container", "tests/bench"}

Step = dict[str, Any]


def steps_of(stages: list[dict[str, Any]]) -> Iterator[Step]:
    """Yield the steps of a pipeline, those of parallel stages too."""
    for stage in stages:
        if "parallel" in stage:
            yield from steps_of(stage["parallel"]["steps"])
        else:
            yield stage["step"]


ALL = {
    f"{name}: {step['name']}": step
    for name, stages in BRANCHES.items()
    for step in steps_of(stages)
}
COMMANDS = sorted({one for step in ALL.values() for one in step["script"]} - {GET_MAKE, GET_DOCKER})
IN_CLOUD_IMAGE = [name for name, step in ALL.items() if "cloud-sdk" in step.get("image", "")]


def make(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    given = [f"{name}={value}" for name, value in variables.items()]
    return subprocess.run(
        ["make", "--no-print-directory", *arguments, *given],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_it_passes_its_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    command += ["vendor.bitbucket-pipelines", str(FILE)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_a_target_of_the_makefile(command: str) -> None:
    program, *targets = shlex.split(command)
    result = make("--dry-run", *targets)
    assert (program, result.returncode) == ("make", 0), result.stderr


@pytest.mark.parametrize("name", ["pull requests", "main"])
def test_lint_types_and_tests_come_first_and_beside_each_other(name: str) -> None:
    first = BRANCHES[name][0]["parallel"]
    commands = " ".join(
        command for step in steps_of([{"parallel": first}]) for command in step["script"]
    )
    assert first["fail-fast"] is True
    assert all(target in commands.split() for target in ("lint", "types", "pytest", "browser"))


def test_every_folder_of_tests_is_run_by_a_step() -> None:
    run = {word for step in steps_of(BRANCHES["pull requests"]) for command in step["script"]
           for part in shlex.split(command) if part.startswith("TESTS=")
           for word in part.removeprefix("TESTS=").split()}  # fmt: skip
    tests = {
        f"tests/{path.relative_to(REPOSITORY / 'tests').parts[0]}"
        for path in REPOSITORY.glob("tests/*/**/test_*.py")
    }
    assert run == tests - SEPARATE | {"function/pushback", "training", "batch"}


def test_main_builds_the_container_and_deploys_to_staging_then_by_hand_to_production() -> None:
    container, staging, production = list(steps_of(BRANCHES["main"]))[-3:]
    assert container["script"] == [GET_DOCKER, "make image container-test"]
    assert container["runtime"] == {"cloud": {"version": "3"}}  # it is asked for --security-opt
    assert (staging["deployment"], staging.get("trigger")) == ("staging", None)
    assert (production["deployment"], production["trigger"]) == ("production", "manual")


@pytest.mark.parametrize("name", [name for name, step in ALL.items() if "deployment" in step])
def test_a_deployment_signs_in_without_a_stored_key(name: str) -> None:
    step = ALL[name]
    assert (step["oidc"], name in IN_CLOUD_IMAGE) == (True, True)
    assert not any("key" in command or "$" in command for command in step["script"])


def test_the_tests_of_deployments_run_where_gcloud_is() -> None:
    (name,) = [name for name, step in ALL.items()
               if name.startswith("pull requests") and "tests/deploy" in str(step)]  # fmt: skip
    assert name in IN_CLOUD_IMAGE


@pytest.mark.parametrize("name", IN_CLOUD_IMAGE)
def test_where_gcloud_is_make_is_installed_first(name: str) -> None:
    assert ALL[name]["script"][0] == GET_MAKE


def test_an_audit_keeps_its_bills_of_materials() -> None:
    (step,) = steps_of(BRANCHES["audit"])
    assert (step["script"], step["artifacts"]) == (["make audit"], ["sbom/**"])


def test_a_retrained_model_is_tested_before_it_is_deployed_if_promoted() -> None:
    refresh, test, staging, production = steps_of(BRANCHES["retrain"])
    assert refresh["script"] == ["make refresh"]
    assert "tests/model" in test["script"][0]
    assert staging["script"][1:] == ["make deploy-promoted"]
    assert production["script"][1].startswith("make deploy-promoted")


def test_a_retrained_model_and_its_decision_record_go_from_step_to_step() -> None:
    refresh = next(steps_of(BRANCHES["retrain"]))
    assert set(refresh["artifacts"]) == {
        "README.md",
        "function/model/**",
        "training/results/decisions/**",
        "training/record/nation.parquet",
    }


def test_deploying_is_deploy_sh_in_the_deployments_project() -> None:
    result = make("deploy", PROJECT="pushback-test", ARGUMENTS="--dry-run")
    assert result.returncode == 0, result.stderr
    assert "gcloud functions deploy pushback " in result.stdout


def test_a_model_that_was_kept_is_not_deployed() -> None:
    result = make("--dry-run", "deploy-promoted", PROJECT="pushback-test")
    assert "git diff --quiet HEAD -- function/model" in result.stdout


def test_a_month_is_fetched_before_the_model_is_retrained() -> None:
    result = make("--dry-run", "refresh", MONTHS="2025-01..2025-12")
    words = ("training fetch bts 2025-01..2025-12", "training record --refresh", "training retrain")
    fetch, record, retrain = map(result.stdout.find, words)
    assert -1 < fetch < record < retrain
