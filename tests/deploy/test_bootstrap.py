"""Tests of --bootstrap, by an owner, and of a deployment by the pipeline: two sets of rights."""

import http.server
import json
import re
import shlex
import sys

import pytest

from tests.deploy.cloud.listening import listening
from tests.deploy.conftest import Rehearse
from tests.deploy.stub import CHANGES, READY

BOOTSTRAP = ("--bootstrap", "--access=public")
PIPELINE = {
    "PIPELINE_ISSUER": "https://api.bitbucket.example/identity/oidc",
    "PIPELINE_AUDIENCE": "ari:cloud:bitbucket::workspace/1",
    "PIPELINE_REPOSITORY": "{repository}",
    "PIPELINE_ENVIRONMENT": "{environment}",
}
SIGNED_IN = {
    "BITBUCKET_STEP_OIDC_TOKEN": "a token",
    "DEPLOYER": "deployer@x",
    "IDENTITY_PROVIDER": "projects/1/locations/global/workloadIdentityPools/a/providers/b",
}
DEPLOYER = "serviceAccount:pushback-deploy@pushback-test.iam.gserviceaccount.com"
CLOSED = {"run services get-iam-policy *": "echo group:team@pushback.example", **READY}
OWNERS = (" enable ", " accounts create ", "iam-policy-binding", " buckets create ", "monitoring")


def granted(lines: list[str], member: str) -> set[tuple[str, str]]:
    """Return what a member may do, and the kind of thing that it may do it to."""
    pattern = re.compile(rf"(.+) add-iam-policy-binding .*--member={member} --role=(\S+)")
    return {(found[1], found[2]) for line in lines if (found := pattern.match(line))}


def test_a_deployment_makes_a_revision_and_a_page_and_leaves_rights_alone(
    rehearse: Rehearse,
) -> None:
    answers = {"run services get-iam-policy *": "echo allUsers", **READY}
    result, stub = rehearse(answers=answers, PAGE_PYTHON=sys.executable)
    assert result.returncode == 0, result.stderr
    changes = [f" {line} " for line in stub.asked(*CHANGES)]
    assert [line for line in changes if any(part in line for part in OWNERS)] == []
    assert any("functions deploy" in line for line in changes)
    assert any("storage rsync" in line for line in changes)


def test_the_pipeline_gets_each_right_on_the_one_thing_it_is_for(rehearse: Rehearse) -> None:
    result, stub = rehearse(*BOOTSTRAP, **PIPELINE)
    assert result.returncode == 0, result.stderr
    assert granted(stub.asked("add-iam-policy-binding"), DEPLOYER) == {
        ("projects", "roles/browser"),
        ("projects", "roles/cloudfunctions.developer"),
        ("projects", "roles/run.viewer"),
        ("projects", "roles/serviceusage.serviceUsageConsumer"),
        ("run services", "roles/run.developer"),
        ("run services", "roles/run.invoker"),
        ("iam service-accounts", "roles/iam.serviceAccountUser"),
        ("iam service-accounts", "roles/iam.serviceAccountOpenIdTokenCreator"),
        ("storage buckets", "roles/storage.admin"),
    }


@pytest.mark.parametrize(("before", "removals"), [("objectViewer", 1), ("objectAdmin", 0)])
def test_a_bucket_that_anybody_may_list_is_narrowed(
    rehearse: Rehearse, before: str, removals: int
) -> None:
    role = f"roles/storage.{before}"
    told = f"echo {role} allUsers {role}"
    listed = {"storage buckets get-iam-policy *bindings.members,bindings.role)": told}
    result, stub = rehearse("--bootstrap", "--only", "site", answers={**listed, **READY})
    assert result.returncode == 0, result.stderr
    assert granted(stub.asked("add-iam-policy-binding"), "allUsers") == {
        ("storage buckets", "roles/storage.legacyObjectReader")
    }
    removed = stub.asked("remove-iam-policy-binding")
    assert len([line for line in removed if "storage.objectViewer" in line]) == removals


def test_one_repository_and_one_environment_are_let_in(rehearse: Rehearse) -> None:
    result, stub = rehearse(*BOOTSTRAP, **PIPELINE)
    (provider,) = stub.asked("create-oidc")
    assert "assertion.repositoryUuid==" in provider
    assert "assertion.branchName==" in provider
    assert "main" in provider.partition("assertion.branchName==")[2][:12]
    assert "{repository}" in provider
    assert "{environment}" in provider
    (member,) = [line for line in stub.asked("add-iam-policy-binding") if "principalSet" in line]
    assert "attribute.environment/{environment}" in member
    assert "DEPLOYER           pushback-deploy@" in result.stdout


@pytest.mark.parametrize(
    ("changed", "changes"),
    [({}, 0), ({"PIPELINE_AUDIENCE": "another"}, 1), ({"PIPELINE_ISSUER": "https://x.example"}, 1)],
)
def test_another_issuer_or_audience_is_a_change(
    rehearse: Rehearse, changed: dict[str, str], changes: int
) -> None:
    condition = (
        "assertion.repositoryUuid=='{repository}' && assertion.branchName=='main' && "
        "assertion.deploymentEnvironmentUuid=='{environment}'"
    )
    told = f"{condition} {PIPELINE['PIPELINE_ISSUER']} {PIPELINE['PIPELINE_AUDIENCE']}"
    answers = {"*providers describe *oidc*": f"echo {shlex.quote(told)}", **READY}
    _, stub = rehearse(*BOOTSTRAP, answers=answers, **{**PIPELINE, **changed})
    assert len(stub.asked("update-oidc")) == changes


def test_a_pipeline_is_let_in_where_there_is_no_bucket(rehearse: Rehearse) -> None:
    result, stub = rehearse(*BOOTSTRAP, "--only", "function", **PIPELINE)
    assert "IDENTITY_PROVIDER  projects/" in result.stdout
    kinds = {kind for kind, _ in granted(stub.asked("add-iam-policy-binding"), DEPLOYER)}
    assert kinds == {"projects", "run services", "iam service-accounts"}


def test_what_signing_in_needs_is_enabled(rehearse: Rehearse) -> None:
    _, stub = rehearse(*BOOTSTRAP)
    (services,) = stub.asked("enable")
    assert {"sts.googleapis.com", "iamcredentials.googleapis.com"} <= set(services.split())


def test_a_pipeline_is_not_let_in_with_the_page_alone_and_that_is_said(rehearse: Rehearse) -> None:
    result, stub = rehearse("--bootstrap", "--only", "site", **PIPELINE)
    assert (result.returncode, stub.commands) == (2, [])
    assert "without --only site" in result.stderr


def test_a_pipeline_that_is_half_named_is_refused(rehearse: Rehearse) -> None:
    result, stub = rehearse(*BOOTSTRAP, PIPELINE_ISSUER="https://x.example")
    assert (result.returncode, stub.commands) == (2, [])
    assert "PIPELINE_ENVIRONMENT is missing" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--access=none"], "give --bootstrap too"),
        (["--budget=50"], "give --bootstrap too"),
        (["--bootstrap", "--budget=much"], "give a whole number"),
        (["--bootstrap", "--notify=me"], "give an address"),
        (["--bootstrap", "--teardown"], "Give one of"),
        (["--bootstrap", "--only", "vm"], "needs no --bootstrap"),
        (["--bootstrap", "--only", "site", "--access=none"], "without --only site"),
        (["--bootstrap", "--only", "site", "--budget=50"], "without --only site"),
        (["--bootstrap", "--only", "site", "--notify=a@pushback.example"], "without --only site"),
    ],
)
def test_what_makes_no_sense_is_refused(
    rehearse: Rehearse, arguments: list[str], words: str
) -> None:
    result, stub = rehearse(*arguments)
    assert (result.returncode, stub.commands) == (2, [])
    assert words in result.stderr


def test_a_pipeline_cannot_bootstrap(rehearse: Rehearse) -> None:
    result, stub = rehearse(*BOOTSTRAP, **SIGNED_IN)
    assert (result.returncode, stub.commands) == (1, [])
    assert "for an owner" in result.stderr


def test_from_the_pipeline_a_closed_function_is_tested_by_its_accounts_own_token(
    rehearse: Rehearse,
) -> None:
    asked = []

    class Credentials(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append((self.path, self.headers["Authorization"], json.loads(body)))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{\n  "token": "signed"\n}\n')

    answers = {"auth print-access-token": "echo an-access-token", **CLOSED}
    answers["functions describe *"] = "echo https://f.example"
    smoke = '#!/bin/sh\ngrep -q "Bearer signed" "$CURL_HOME/.curlrc"\n'
    with listening(http.server.HTTPServer(("127.0.0.1", 0), Credentials)) as url:
        override = {"CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS": f"{url}/"}
        result, stub = rehearse(
            "--only", "function", answers=answers, smoke=smoke, **SIGNED_IN, **override
        )
    assert result.returncode == 0, result.stderr
    path = "/v1/projects/-/serviceAccounts/deployer@x:generateIdToken"
    assert asked == [(path, "Bearer an-access-token", {"audience": "https://f.example"})]
    assert not stub.asked("print-identity-token")  # it would need a right to access tokens first


def test_a_pipeline_that_cannot_sign_in_to_a_closed_function_says_so_before_starting(
    rehearse: Rehearse,
) -> None:
    result, stub = rehearse("--only", "function", answers=CLOSED, **SIGNED_IN)
    assert (result.returncode, stub.asked(*CHANGES)) == (1, [])
    assert "An owner lets the pipeline make one: --bootstrap" in result.stderr.splitlines()[-1]


def test_in_a_pipeline_the_steps_own_token_signs_in(rehearse: Rehearse) -> None:
    answers = {"run services get-iam-policy *": "echo allUsers", **READY}
    result, stub = rehearse("--only", "function", answers=answers, **SIGNED_IN)
    assert result.returncode == 0, result.stderr
    (login,) = [part for part in stub.commands[0] if part.startswith("--output-file=")]
    assert login.removeprefix("--output-file=") == stub.seen(
        "CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE"
    )
    assert not any("a token" in part for command in stub.commands for part in command)


def test_a_pipeline_without_its_variables_is_told_so(rehearse: Rehearse) -> None:
    result, stub = rehearse(BITBUCKET_STEP_OIDC_TOKEN="a token")
    assert (result.returncode, stub.commands) == (1, [])
    assert "IDENTITY_PROVIDER and DEPLOYER" in result.stderr
