"""The Cloud Functions API (v2), as far as a deployment asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, request

from tests.deploy.cloud.run_service import BOOST, LATEST, RunService

if TYPE_CHECKING:
    from tests.deploy.cloud.state import Cloud

Json = dict[str, Any]

PLACE = "/v2/projects/<project>/locations/<region>"
KIND = "type.googleapis.com/google.cloud.functions.v2"


def blueprint(cloud: Cloud) -> Blueprint:
    """Return the API's routes over a cloud's state."""
    api = Blueprint("functions", __name__)

    @api.get(f"{PLACE}/runtimes")
    def runtimes(project: str, region: str) -> Json:
        return {"runtimes": [{"name": "python313", "stage": "GA", "environment": "GEN_2"}]}

    @api.post(f"{PLACE}/functions:generateUploadUrl")
    def upload_url(project: str, region: str) -> Json:
        number = len(cloud.uploads)
        source = {"bucket": "uploads", "object": str(number)}
        return {"uploadUrl": f"{cloud.url}/upload/{number}", "storageSource": source}

    @api.put("/upload/<int:number>")
    def upload(number: int) -> str:
        archive = cloud.folder / f"upload-{number}.zip"
        archive.write_bytes(request.get_data())
        cloud.uploads.append(archive)
        return ""

    @api.get(f"{PLACE}/functions/<name>")
    def get(project: str, region: str, name: str) -> Json:
        return told(cloud, name)

    @api.post(f"{PLACE}/functions")
    def create(project: str, region: str) -> Json:
        return deploy(cloud, request.args["functionId"], request.get_json())

    @api.patch(f"{PLACE}/functions/<name>")
    def patch(project: str, region: str, name: str) -> Json:
        return deploy(cloud, name, request.get_json())

    @api.delete(f"{PLACE}/functions/<name>")
    def delete(project: str, region: str, name: str) -> Json:
        told(cloud, name)
        del cloud.functions[name]
        for revision in cloud.service.revisions if cloud.service else []:
            revision.stop()
        cloud.service = None
        return operation({})

    @api.get(f"{PLACE}/operations/<name>")
    def done(project: str, region: str, name: str) -> Json:
        return operation(cloud.build_error)

    return api


def told(cloud: Cloud, name: str) -> Json:
    """Return a function as the API tells of it."""
    if name not in cloud.functions or cloud.service is None:
        abort(404)
    function = cloud.functions[name]
    config = {
        **function["serviceConfig"],
        "uri": cloud.live_url,
        "service": f"projects/{cloud.service.project}/locations/us-central1/services/{name}",
        "allTrafficOnLatestRevision": cloud.service.traffic[0] == LATEST,
    }
    return {**function, "state": "ACTIVE", "environment": "GEN_2", "serviceConfig": config}


def deploy(cloud: Cloud, name: str, function: Json) -> Json:
    """Build and start a revision; one that does not come to answer is kept, and told as failed."""
    project = function["name"].split("/")[1]
    service = cloud.service or RunService(
        name, project, cloud.live_url, annotations={BOOST: "true"}
    )
    cloud.service = service
    cloud.functions[name] = function
    source = function["buildConfig"]["environmentVariables"]["GOOGLE_FUNCTION_SOURCE"]
    environment = function["serviceConfig"]["environmentVariables"]
    service.release(cloud.uploads[-1], source, environment)
    cloud.build_error = {}
    if not service.revisions[-1].ready:
        cloud.build_error = {"error": {"code": 3, "message": "Container Healthcheck failed."}}
    return operation(cloud.build_error)


def operation(rest: Json) -> Json:
    """Return an operation that has ended."""
    name = "projects/pushback-test/locations/us-central1/operations/one"
    response = {"@type": f"{KIND}.Function"}
    metadata = {"@type": f"{KIND}.OperationMetadata"}
    ended = {} if "error" in rest else {"response": response}
    return {"name": name, "done": True, "metadata": metadata, **ended, **rest}
