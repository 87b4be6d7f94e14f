"""Cloud: what a Google Cloud project of its own would hold, kept by stand-ins on this machine.

gcloud is led to them by its endpoint overrides, with a token that is none and a configuration
folder of its own: nothing that it is told to do can reach a real project.
"""

import gzip
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask.typing import ResponseReturnValue
from gcp_storage_emulator.storage import Storage
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from tests.deploy.cloud import functions_api, management_api, run_api, watch_api
from tests.deploy.cloud.front_door import front_door
from tests.deploy.cloud.gcloud import closed_environment
from tests.deploy.cloud.journal import Journal
from tests.deploy.cloud.listening import listening, wsgi_server
from tests.deploy.cloud.run_service import RunService
from tests.deploy.cloud.storage import storage_server

BUCKET = "pushback-test-pushback"
APIS = (
    "ARTIFACTREGISTRY",
    "BILLINGBUDGETS",
    "CLOUDBILLING",
    "CLOUDBUILD",
    "CLOUDFUNCTIONS",
    "CLOUDRESOURCEMANAGER",
    "COMPUTE",
    "IAM",
    "LOGGING",
    "MONITORING",
    "ORGPOLICY",
    "SERVICEUSAGE",
)

Json = dict[str, Any]


@dataclass
class Cloud:
    """The project's state, and how gcloud gets to it.

    Attributes
    ----------
    domains
        Whose members alone may be given rights, by the organisation's policy; empty: anybody.
    members
        The sets of members that alone may be given rights, by the managed policy; empty: anybody.
    prevented
        Whether the organisation's policy keeps every bucket from the public.
    sink
        What takes the project's log entries into its log.
    watching
        Alarms, checks and counters, by their kind and name.
    too_early
        How many times a right is refused to an account that was only just made.
    """

    folder: Path
    journal: Journal = field(default_factory=Journal)
    storage: Any = field(default_factory=lambda: Storage(use_memory_fs=True))
    buckets_asked_for: list[Json] = field(default_factory=list)
    enabled: set[str] = field(default_factory=lambda: {"serviceusage.googleapis.com"})
    accounts: dict[str, Json] = field(default_factory=dict)
    bindings: list[Json] = field(default_factory=list)
    functions: dict[str, Json] = field(default_factory=dict)
    service: RunService | None = None
    build_error: Json = field(default_factory=dict)
    uploads: list[Path] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    domains: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    prevented: bool = False
    sink: Json = field(default_factory=lambda: {"name": "_Default", "exclusions": []})
    watching: dict[str, dict[str, Json]] = field(default_factory=dict)
    too_early: int = 0
    url: str = ""
    live_url: str = ""

    def bucket(self) -> dict[str, Json]:
        """Return the objects of the page's bucket, by their names."""
        objects: dict[str, Json] = self.storage.objects.get(BUCKET, {})
        return objects

    def page(self) -> dict[str, Json]:
        """Return the objects of the page that is served, by their names."""
        return {
            name: one for name, one in self.bucket().items() if not name.startswith("versions/")
        }

    def versions(self) -> set[str]:
        """Return the names of the pages that are kept."""
        return {name.split("/")[1] for name in self.bucket() if name.startswith("versions/")}

    def content(self, name: str) -> bytes:
        """Return what an object of the page's bucket holds, as a browser unpacks it."""
        content: bytes = self.storage.get_file(BUCKET, name)
        packed = self.bucket()[name].get("contentEncoding") == "gzip"
        return gzip.decompress(content) if packed else content


@contextmanager
def running_cloud(folder: Path) -> Iterator[Cloud]:
    """Run the stand-ins until left; what is uploaded goes into `folder`."""
    cloud = Cloud(folder)
    cloud.storage.project_number = "123"
    with ExitStack() as stack:
        cloud.url = stack.enter_context(listening(wsgi_server(api_of(cloud))))
        storage = storage_server(cloud.storage, cloud.journal, cloud.buckets_asked_for)
        storage_url = stack.enter_context(listening(storage))
        cloud.live_url = stack.enter_context(listening(front_door(lambda: cloud.service)))
        cloud.environment = gcloud_environment(cloud.url, storage_url, folder)
        try:
            yield cloud
        finally:
            for revision in cloud.service.revisions if cloud.service else []:
                revision.stop()


def api_of(cloud: Cloud) -> Flask:
    """Return the APIs, but for storage's, as one application."""
    app = Flask(__name__)
    for part in (functions_api, management_api, run_api, watch_api):
        app.register_blueprint(part.blueprint(cloud))

    @app.errorhandler(HTTPException)
    def refuse(error: HTTPException) -> ResponseReturnValue:
        status = "NOT_FOUND" if error.code == 404 else "FAILED_PRECONDITION"
        message = f"{error.description} {request.method} {request.path}"
        told = {"code": error.code, "message": message, "status": status}
        return {"error": told}, error.code or 500

    @app.after_request
    def note(response: Response) -> Response:
        if response.status_code == 200:
            method, path = request.method, request.path
            response.call_on_close(lambda: cloud.journal.note(method, path))
        return response

    return app


def gcloud_environment(url: str, storage: str, folder: Path) -> dict[str, str]:
    """Return an environment in which gcloud knows these stand-ins and nothing else."""
    return {
        **closed_environment(folder, url),
        **{f"CLOUDSDK_API_ENDPOINT_OVERRIDES_{api}": f"{url}/" for api in APIS},
        "CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE": f"{storage}/storage/v1/",
        # gcloud puts the region before the host, so this one goes by way of the proxy.
        "CLOUDSDK_API_ENDPOINT_OVERRIDES_RUN": "http://run.invalid/",
    }
