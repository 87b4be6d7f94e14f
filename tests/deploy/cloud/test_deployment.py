"""Tests of a first deployment: what the function is made of and with, and how the page lies."""

import json
import re
import zipfile
from urllib.parse import urljoin

import pytest

import page_build
from page_markup import PAGES
from pushback.notes import CODES
from tests.deploy.checkout import PROJECT
from tests.deploy.cloud.conftest import Deployed
from tests.deploy.cloud.state import BUCKET
from tests.paths import FUNCTION

ORIGIN = f"https://{BUCKET}.storage.googleapis.com"
RUNS_AS = f"pushback-run@{PROJECT}.iam.gserviceaccount.com"
BUILT_BY = f"pushback-build@{PROJECT}.iam.gserviceaccount.com"


def test_the_uploaded_source_is_what_serving_needs_without_caches(deployed: Deployed) -> None:
    served = {*FUNCTION.glob("main*.py"), FUNCTION / "requirements.txt"}
    served |= {*FUNCTION.glob("pushback/**/*.py"), *FUNCTION.glob("model/*")}
    served.remove(FUNCTION / "model" / "README.md")  # for people
    with zipfile.ZipFile(deployed.cloud.uploads[0]) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}
    assert sorted(files) == sorted(str(path.relative_to(FUNCTION)) for path in served)
    assert files["main.py"] == (FUNCTION / "main.py").read_bytes()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("availableMemory", "512Mi"),
        ("availableCpu", "1"),
        ("maxInstanceRequestConcurrency", 8),
        ("maxInstanceCount", 5),
        ("timeoutSeconds", 30),
        ("serviceAccountEmail", RUNS_AS),
    ],
)
def test_the_function_is_made_with(deployed: Deployed, setting: str, value: object) -> None:
    assert deployed.function["serviceConfig"][setting] == value


def test_no_instance_waits_for_requests(deployed: Deployed) -> None:
    assert deployed.function["serviceConfig"].get("minInstanceCount", 0) == 0


def test_it_answers_as_many_requests_at_once_as_it_is_sent(deployed: Deployed) -> None:
    config = deployed.function["serviceConfig"]
    threads = config["environmentVariables"]["THREADS"]
    assert int(threads) == config["maxInstanceRequestConcurrency"]


def test_it_lets_the_page_read_its_answers_and_names_its_project(deployed: Deployed) -> None:
    environment = deployed.function["serviceConfig"]["environmentVariables"]
    assert environment["ALLOWED_ORIGINS"] == ORIGIN
    assert environment["GOOGLE_CLOUD_PROJECT"] == PROJECT


def test_it_runs_the_entry_point_on_a_runtime_by_a_builder_of_its_own(deployed: Deployed) -> None:
    build = deployed.function["buildConfig"]
    assert (build["runtime"], build["entryPoint"]) == ("python313", "handle")
    assert build["environmentVariables"] == {"GOOGLE_FUNCTION_SOURCE": "main.py"}
    assert build["serviceAccount"] == f"projects/{PROJECT}/serviceAccounts/{BUILT_BY}"


def test_addresses_of_requests_are_not_kept_in_the_log(deployed: Deployed) -> None:
    (exclusion,) = deployed.cloud.sink["exclusions"]
    assert exclusion == {
        "name": "pushback-requests",
        "filter": 'resource.labels.service_name="pushback"'
        ' AND log_id("run.googleapis.com/requests")',
    }


def test_what_it_runs_as_may_do_nothing_and_what_builds_it_may_build(deployed: Deployed) -> None:
    roles = {(binding["role"], *binding["members"]) for binding in deployed.cloud.bindings}
    assert roles == {("roles/cloudbuild.builds.builder", f"serviceAccount:{BUILT_BY}")}
    assert set(deployed.cloud.accounts) == {RUNS_AS, BUILT_BY}


def test_it_is_watched(deployed: Deployed) -> None:
    (alarms,) = deployed.cloud.watching["alertPolicies"].values()
    (check,) = deployed.cloud.watching["uptimeCheckConfigs"].values()
    assert len(alarms["conditions"]) == 3
    assert f'check_id="{check["name"].rpartition("/")[2]}"' in str(alarms["conditions"][2])
    assert check["httpCheck"]["path"] == "/health"
    metrics = deployed.cloud.watching["metrics"]
    assert set(metrics) == {f"pushback-{name}" for name in (*CODES, "late_mean")}
    chances = metrics["pushback-late_mean"]
    assert chances["metricDescriptor"]["valueType"] == "DISTRIBUTION"
    bins = chances["bucketOptions"]["linearBuckets"]
    assert bins == {"numFiniteBuckets": 20, "width": 0.05, "offset": 0}


def test_a_right_that_comes_too_early_is_asked_for_again_and_it_says_so(
    deployed: Deployed,
) -> None:
    assert deployed.cloud.too_early == 0
    assert re.findall(r"Try (\d) of 6 in (\d+) seconds", deployed.result.stderr)[:2] == [
        ("2", "13"),
        ("3", "26"),
    ]


def test_it_is_proven_public_and_boosted_at_the_start(deployed: Deployed) -> None:
    service = deployed.cloud.service
    assert service is not None
    assert service.tags["proven"] == service.serving.name
    assert "candidate" not in service.tags
    assert service.is_public
    assert service.annotations["run.googleapis.com/startup-cpu-boost"] == "true"


def test_the_services_it_needs_are_enabled(deployed: Deployed) -> None:
    for name in ("cloudfunctions", "run", "cloudbuild", "artifactregistry", "storage", "iam"):
        assert f"{name}.googleapis.com" in deployed.cloud.enabled


def test_the_bucket_is_public_to_read_but_not_to_list_and_has_a_main_page_and_one_for_errors(
    deployed: Deployed,
) -> None:
    storage = deployed.cloud.storage
    assert storage.buckets[BUCKET]["website"] == {
        "mainPageSuffix": "index.html",
        "notFoundPage": "404.html",
    }
    (binding,) = storage.get_bucket_iam_policy(BUCKET)["bindings"]
    everybody = ("roles/storage.legacyObjectReader", ["allUsers"])
    assert (binding["role"], binding["members"]) == everybody


def test_the_bucket_goes_by_uniform_access(deployed: Deployed) -> None:
    (bucket,) = deployed.cloud.buckets_asked_for
    assert bucket["iamConfiguration"]["uniformBucketLevelAccess"]["enabled"] is True


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (".html", "text/html"),
        (".js", "text/javascript"),
        (".css", "text/css"),
        (".json", "application/json"),
        (".svg", "image/svg+xml"),
    ],
)
def test_each_file_of_the_page_says_what_it_is(deployed: Deployed, ending: str, kind: str) -> None:
    kinds = {one["contentType"] for name, one in deployed.page.items() if name.endswith(ending)}
    assert kinds == {kind}


def test_scripts_and_styles_may_be_kept_and_all_else_is_asked_for_again(deployed: Deployed) -> None:
    for name, file in deployed.page.items():
        kept = re.match(r"kept-[0-9a-f]{12}/(scripts|styles)/", name)
        expected = "public, max-age=31536000, immutable" if kept else "no-cache"
        assert file["cacheControl"] == expected, name


def test_the_page_asks_the_function_that_was_deployed(deployed: Deployed) -> None:
    assert json.loads(deployed.contents["config.json"]) == {"api": deployed.cloud.live_url}


def test_what_is_for_developers_is_not_uploaded(deployed: Deployed) -> None:
    shown = [name for name in deployed.page if name.startswith("screenshots")]
    assert [name for name in deployed.page if name.endswith((".py", ".sh", ".pyc"))] + shown == []


def test_what_is_uploaded_is_the_page_as_it_is_built(deployed: Deployed) -> None:
    files = page_build.built(deployed.cloud.live_url, ORIGIN)[1]
    assert deployed.contents == files


def test_every_file_is_stored_compressed_and_says_so(deployed: Deployed) -> None:
    assert {file["contentEncoding"] for file in deployed.page.values()} == {"gzip"}


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(deployed: Deployed, page: str) -> None:
    text = deployed.contents[page].decode()
    named = re.findall(r'(?:href|src)="([^"#:]+)"', text)
    assert {urljoin(f"/{page}", name).lstrip("/") for name in named} <= set(deployed.page)
    assert "kept-" in text


def test_it_ends_with_the_page_and_the_api(deployed: Deployed) -> None:
    api = deployed.cloud.live_url
    assert deployed.result.stdout == f"Page  {ORIGIN}/index.html\nAPI   {api}\n"
