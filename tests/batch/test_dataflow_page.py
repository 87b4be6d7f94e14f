"""Tests of batch/DATAFLOW.md: its job's options are Beam's, and its names agree."""

import re
import shlex

import pytest
from apache_beam.options.pipeline_options import GoogleCloudOptions, PipelineOptions

from batch.cli import EPILOG, make_parser
from tests.paths import REPOSITORY

PAGE = (REPOSITORY / "batch" / "DATAFLOW.md").read_text()
(JOB,) = re.findall(r"^\.venv/bin/python -m batch (.+)$", PAGE, re.MULTILINE)
(HELP,) = re.findall(r"python -m batch (--input 'gs:.+)\Z", EPILOG.replace("\\\n", " "), re.DOTALL)


@pytest.mark.parametrize("job", [JOB, HELP])
def test_each_option_of_the_job_is_one_that_beam_knows(
    job: str, caplog: pytest.LogCaptureFixture
) -> None:
    _, rest = make_parser().parse_known_args(shlex.split(job))
    options = PipelineOptions(rest)
    options.get_all_options()
    assert "Discarding" not in caplog.text
    assert len(rest) >= 6
    assert options.view_as(GoogleCloudOptions).service_account_email


def test_an_option_that_beam_does_not_know_is_found_out(caplog: pytest.LogCaptureFixture) -> None:
    PipelineOptions(["--worker_account=x"]).get_all_options()
    assert "Discarding" in caplog.text


def test_the_job_runs_as_the_account_that_was_made_on_the_image_that_was_pushed() -> None:
    (account,) = re.findall(r"service_account_email=(\S+)", JOB)
    (image,) = re.findall(r"sdk_container_image=(\S+)", JOB)
    assert f"--member=serviceAccount:{account}" in PAGE
    assert f"docker push {image}\n" in PAGE
    assert image.split("/")[2] == "pushback-batch"


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("projects add-iam-policy-binding my-project ", "dataflow.developer"),
        ("add-iam-policy-binding gs://my-project-batch ", "storage.objectAdmin"),
        ("add-iam-policy-binding pushback-batch@", "iam.serviceAccountUser"),
    ],
)
def test_who_starts_a_job_may_create_it_and_stage_it(name: str, role: str) -> None:
    lines = [line for line in PAGE.splitlines() if "--member=group:team@" in line and name in line]
    assert any(f"--role=roles/{role} " in line for line in lines)


def test_what_is_granted_in_the_project_is_taken_back() -> None:
    grants = re.findall(r"projects (add|remove)-iam-policy-binding (.+)", PAGE)
    assert {rest for verb, rest in grants if verb == "add"} == {
        rest for verb, rest in grants if verb == "remove"
    }


def test_who_starts_jobs_may_push_the_image_that_the_workers_may_read() -> None:
    grants = re.findall(r"repositories add-iam-policy-binding .*--role=(\S+) --member=(\w+):", PAGE)
    assert set(grants) == {
        ("roles/artifactregistry.reader", "serviceAccount"),
        ("roles/artifactregistry.writer", "group"),
    }
