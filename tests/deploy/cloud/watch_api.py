"""What watches a function: Cloud Monitoring's API (v3), and the counters of Cloud Logging's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, request

if TYPE_CHECKING:
    from tests.deploy.cloud.state import Cloud

Json = dict[str, Any]

COLLECTIONS = ("alertPolicies", "uptimeCheckConfigs", "notificationChannels")


def blueprint(cloud: Cloud) -> Blueprint:
    """Return the routes over a cloud's state."""
    api = Blueprint("watch", __name__)

    @api.get("/v3/projects/<project>/<collection>")
    def listing(project: str, collection: str) -> Json:
        return {collection: list(kept(cloud, collection).values())}

    @api.post("/v3/projects/<project>/<collection>")
    def create(project: str, collection: str) -> Json:
        made = request.get_json()
        number = len(kept(cloud, collection)) + 1
        made["name"] = f"projects/{project}/{collection}/{number}"
        kept(cloud, collection)[made["name"]] = made
        return dict(made)

    @api.patch("/v3/projects/<project>/<collection>/<number>")
    def change(project: str, collection: str, number: str) -> Json:
        name = f"projects/{project}/{collection}/{number}"
        kept(cloud, collection).get(name) or abort(404)
        kept(cloud, collection)[name] = {**request.get_json(), "name": name}
        return kept(cloud, collection)[name]

    @api.get("/v2/projects/<project>/metrics")
    def counters(project: str) -> Json:
        return {"metrics": list(kept(cloud, "metrics").values())}

    @api.post("/v2/projects/<project>/metrics")
    def count(project: str) -> Json:
        counter = request.get_json()
        kept(cloud, "metrics")[counter["name"]] = counter
        return dict(counter)

    return api


def kept(cloud: Cloud, collection: str) -> dict[str, Json]:
    """Return what there is of a kind, by its name."""
    if collection not in (*COLLECTIONS, "metrics"):
        abort(404)
    return cloud.watching.setdefault(collection, {})
