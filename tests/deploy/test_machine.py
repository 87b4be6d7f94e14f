"""Tests of --only vm: the container's image, a network with one open port, and the machine."""

import re
from typing import Any

import pytest
import yaml

from tests.deploy.conftest import Rehearse
from tests.deploy.stub import FAILS, NOT_THERE, READY

DOMAIN = "api.pushback.example"
BUILDER = "roles/cloudbuild.builds.builder"
BUILT_BY = "serviceAccount:pushback-build@pushback-test.iam.gserviceaccount.com"
LABEL = r"""tr '\0' ' ' <"$0.log" | grep -o 'release=[0-9a-f]*' | tail -n 1 | cut -c 9-"""
ADDRESS = {"compute instances describe *natIP*": "echo 203.0.113.7"}
OPENED = ("--only", "vm", "--access=public")
NOTHING = {
    **READY,
    **ADDRESS,
    "compute instances describe *labels.release*": LABEL,
    "* describe *": NOT_THERE,
    "*get-iam-policy *": NOT_THERE,
}
THERE = {
    **READY,
    **ADDRESS,
    "services list *": "printf '%s.googleapis.com\\n' compute artifactregistry cloudbuild storage"
    " iam cloudresourcemanager cloudbilling",
    "iam service-accounts describe *": 'echo "$4"',
    "projects get-iam-policy *": f"echo {BUILDER} {BUILT_BY} {BUILDER}",
    "artifacts repositories get-iam-policy *": "echo roles/artifactregistry.reader",
    "artifacts docker images describe *": "echo sha256:0",
    "* describe *value(name)*": "echo pushback",
}
STEPS = [
    "services enable compute.googleapis.com",
    "iam service-accounts create pushback-build",
    "projects add-iam-policy-binding pushback-test",
    "iam service-accounts create pushback-vm",
    "artifacts repositories create pushback",
    "artifacts repositories add-iam-policy-binding pushback",
    "builds submit function",
    "compute networks create pushback",
    "compute firewall-rules create pushback",
    "compute instances create pushback",
]
READS = {"describe", "get-iam-policy", "list", "print-access-token", "ls"}


def changes(commands: list[list[str]]) -> list[str]:
    """Return the calls that change something, as lines."""
    return [" ".join(command) for command in commands if not READS & set(command)]


def planned(rehearse: Rehearse, **environment: str) -> dict[str, Any]:
    """Return what the machine is told to do as it starts."""
    plan, _ = rehearse("--only", "vm", "--dry-run", **environment)
    (text,) = re.findall(r"printf '%s\\n' '(#cloud-config.*?)' >", plan.stdout, re.DOTALL)
    config: dict[str, Any] = yaml.safe_load(text)
    return config


def test_what_is_missing_is_made_in_turn(rehearse: Rehearse) -> None:
    result, stub = rehearse(*OPENED, answers=NOTHING)
    made = changes(stub.commands)
    assert result.returncode == 0, result.stderr
    assert [line[: len(step)] for line, step in zip(made, STEPS, strict=True)] == STEPS


def test_the_machine_is_small_and_lets_in_one_port(rehearse: Rehearse) -> None:
    _, stub = rehearse(*OPENED, answers=NOTHING)
    rule, machine = changes(stub.commands)[-2:]
    assert "--allow=tcp:80 --target-tags=pushback" in rule
    assert "--network=pushback" in rule
    assert "--machine-type=e2-micro --network=pushback --image-family=cos-stable" in machine
    assert "--service-account=pushback-vm@pushback-test.iam.gserviceaccount.com" in machine


def test_the_image_is_built_with_the_dockerfile_that_the_function_leaves_out(
    rehearse: Rehearse,
) -> None:
    _, stub = rehearse(*OPENED, answers=NOTHING)
    (build,) = [line for line in changes(stub.commands) if line.startswith("builds submit")]
    assert "--ignore-file=.dockerignore" in build
    assert re.search(
        r"us-central1-docker.pkg.dev/pushback-test/pushback/pushback:[0-9a-f]{12} ", build
    )


def test_the_machine_starts_the_container_anew_whenever_it_ends(rehearse: Rehearse) -> None:
    config = planned(rehearse)
    (unit,) = config["write_files"]
    assert unit["path"] == "/etc/systemd/system/pushback.service"
    assert "Restart=always" in unit["content"].split()
    assert "--publish 80:8080" in unit["content"]
    assert "--memory 512m --cpus 1" in unit["content"]
    assert config["runcmd"] == ["systemctl daemon-reload", "systemctl start pushback.service"]


def test_what_is_there_already_is_left_alone(rehearse: Rehearse) -> None:
    plan, _ = rehearse("--only", "vm", "--dry-run")
    (release,) = set(re.findall(r"release=([0-9a-f]{12})", plan.stdout))
    answers = {"compute instances describe *labels.release*": f"echo {release}", **THERE}
    result, stub = rehearse("--only", "vm", answers=answers)
    assert (result.returncode, changes(stub.commands)) == (0, [])


def test_a_machine_of_another_release_is_renewed_and_labelled_last(rehearse: Rehearse) -> None:
    old = {"compute instances describe *labels.release*": "echo 0123456789ab", **THERE}
    _, stub = rehearse("--only", "vm", answers=old)
    assert [line.split()[2] for line in changes(stub.commands)] == [
        "add-metadata",
        "reset",
        "add-labels",
    ]


def test_it_ends_with_where_the_api_answers(rehearse: Rehearse) -> None:
    result, _ = rehearse(*OPENED, answers=NOTHING)
    assert result.stdout == "API   http://203.0.113.7:80\n"


def test_with_a_domain_it_answers_over_https_alone(rehearse: Rehearse) -> None:
    config = planned(rehearse, DOMAIN=DOMAIN)
    files = {file["path"]: file["content"] for file in config["write_files"]}
    caddy = files["/etc/pushback/Caddyfile"]
    assert f"{DOMAIN} {{\n  reverse_proxy 127.0.0.1:8080\n}}" in caddy
    assert "read_header 10s" in caddy
    assert "--publish 127.0.0.1:8080:8080" in files["/etc/systemd/system/pushback.service"]
    unit = files["/etc/systemd/system/pushback-tls.service"]
    assert "--volume /etc/pushback/Caddyfile:/etc/caddy/Caddyfile:ro" in unit
    # Of the host's network, Container-Optimized OS lets in what is named to its firewall alone.
    assert "for port in 80 443; do iptables -w -C INPUT -p tcp --dport $$port" in unit
    assert "Restart=always" in unit.split()
    assert config["runcmd"][-1] == "systemctl start pushback.service pushback-tls.service"


def test_with_a_domain_https_is_let_in_and_it_is_told_where_the_name_has_to_lead(
    rehearse: Rehearse,
) -> None:
    result, stub = rehearse(*OPENED, answers=NOTHING, DOMAIN=DOMAIN)
    assert result.returncode == 0, result.stderr
    (rule,) = [line for line in changes(stub.commands) if "create pushback-tls" in line]
    assert "--allow=tcp:443 --target-tags=pushback" in rule
    assert f"The name {DOMAIN} has to lead to 203.0.113.7" in result.stderr
    assert result.stdout == f"API   https://{DOMAIN}\n"


def test_a_domain_that_is_none_is_refused(rehearse: Rehearse) -> None:
    result, stub = rehearse("--only", "vm", DOMAIN="api pushback")
    assert (result.returncode, stub.commands) == (2, [])
    assert "DOMAIN is 'api pushback'" in result.stderr


@pytest.mark.parametrize("domain", ["", DOMAIN])
def test_a_machine_is_opened_only_where_that_is_asked_for(rehearse: Rehearse, domain: str) -> None:
    there = {"* firewall-rules describe pushback *": "echo pushback"} if domain else {}
    result, stub = rehearse("--only", "vm", answers={**there, **NOTHING}, DOMAIN=domain)
    assert (result.returncode, changes(stub.commands)) == (1, [])
    assert result.stderr.count("\n") == 1
    assert "--only vm --access=public" in result.stderr


@pytest.mark.parametrize("access", ["none", "signed-in"])
def test_a_machine_cannot_be_closed_and_that_is_said(rehearse: Rehearse, access: str) -> None:
    result, stub = rehearse("--only", "vm", f"--access={access}")
    assert (result.returncode, stub.commands) == (2, [])
    assert "the virtual machine answers everybody" in result.stderr


def test_a_plan_opens_the_machine_only_where_that_is_asked_for(rehearse: Rehearse) -> None:
    closed, _ = rehearse("--only", "vm", "--dry-run", DOMAIN=DOMAIN)
    assert "0.0.0.0/0" not in closed.stdout
    assert "give --access=public" in closed.stderr
    opened, _ = rehearse(*OPENED, "--dry-run", DOMAIN=DOMAIN)
    assert opened.stdout.count("--source-ranges=0.0.0.0/0") == 2


CLOSING = ("--bootstrap", "--only", "function", "--access=none")
MACHINES = "compute instances list *"


def test_closing_the_function_tells_of_a_machine_that_answers_everybody(
    rehearse: Rehearse,
) -> None:
    answers = {MACHINES: "echo us-east1-b", "auth print-identity-token": "echo signed", **READY}
    result, _ = rehearse(*CLOSING, answers=answers)
    assert result.returncode == 0, result.stderr
    (line,) = [line for line in result.stderr.splitlines() if "still answers everybody" in line]
    command = "./deploy.sh --project pushback-test --region us-east1 --only vm --teardown"
    assert line.endswith(command)


@pytest.mark.parametrize(("refusal", "words"), [(FAILS, "Not known"), (NOT_THERE, "")])
def test_where_there_may_be_no_machine_the_function_is_closed_all_the_same(
    rehearse: Rehearse, refusal: str, words: str
) -> None:
    answers = {MACHINES: refusal, "auth print-identity-token": "echo signed", **READY}
    result, _ = rehearse(*CLOSING, answers=answers)
    assert result.returncode == 0, result.stderr
    assert words in result.stderr
    assert "still answers everybody. To delete" not in result.stderr
