"""The Cloud Run API (v1), as far as a deployment asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, request

from tests.deploy.cloud.run_service import RunService

if TYPE_CHECKING:
    from tests.deploy.cloud.state import Cloud

Json = dict[str, Any]

SERVICES = "/apis/serving.knative.dev/v1/namespaces/<project>/services"
POLICY = "/v1/projects/<project>/locations/<region>/services/<name>"


def blueprint(cloud: Cloud) -> Blueprint:
    """Return the API's routes over a cloud's state."""
    api = Blueprint("run", __name__)

    def service() -> RunService:
        return cloud.service or abort(404)

    @api.get(SERVICES)
    def services(project: str) -> Json:
        items = [cloud.service.as_json()] if cloud.service else []
        return {"apiVersion": "serving.knative.dev/v1", "kind": "ServiceList", "items": items}

    @api.get(f"{SERVICES}/<name>")
    def get(project: str, name: str) -> Json:
        return service().as_json()

    @api.put(f"{SERVICES}/<name>")
    def replace(project: str, name: str) -> Json:
        service().replace(request.get_json())
        return service().as_json()

    @api.get(f"{POLICY}:getIamPolicy")
    def get_policy(project: str, region: str, name: str) -> Json:
        return {"bindings": service().bindings, "etag": "BwXg"}

    @api.post(f"{POLICY}:setIamPolicy")
    def set_policy(project: str, region: str, name: str) -> Json:
        bindings = request.get_json()["policy"].get("bindings", [])
        restricted = cloud.domains or cloud.members
        if restricted and any("allUsers" in one["members"] for one in bindings):
            abort(
                400, "One or more users named in the policy do not belong to a permitted customer."
            )
        service().bindings = bindings
        return {"bindings": service().bindings, "etag": "BwXg"}

    return api
