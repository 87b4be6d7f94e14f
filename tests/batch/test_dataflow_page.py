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
