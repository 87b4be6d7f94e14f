"""What surrounds a function: the project, its billing, services, service accounts and builds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, request

if TYPE_CHECKING:
    from tests.deploy.cloud.state import Cloud

Json = dict[str, Any]


def blueprint(cloud: Cloud) -> Blueprint:
    """Return the routes over a cloud's state."""
    api = Blueprint("management", __name__)
    add_project(api, cloud)
    add_organisation(api, cloud)
    add_log(api, cloud)
    add_services(api, cloud)
    add_accounts(api, cloud)
    return api


def add_project(api: Blueprint, cloud: Cloud) -> None:
    """Add the project, who may do what in it, who pays, and who builds by default."""

    @api.get("/v1/projects/<project>")
    def project_(project: str) -> Json:
        return {"projectId": project, "projectNumber": "123", "lifecycleState": "ACTIVE"}

    @api.get("/v1/projects/<project>/billingInfo")
    def billing(project: str) -> Json:
        name, account = f"projects/{project}/billingInfo", "billingAccounts/000000-000000-000000"
        return {"name": name, "billingEnabled": True, "billingAccountName": account}

    @api.get("/v1/billingAccounts/<account>/budgets")
    def budgets(account: str) -> tuple[Json, int]:
        message = (
            "Cloud Billing Budget API has not been used in project 123 before or it is disabled."
        )
        reason = {"reason": "SERVICE_DISABLED", "domain": "googleapis.com"}
        details = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", **reason}]
        error = {"code": 403, "message": message, "status": "PERMISSION_DENIED"}
        return {"error": {**error, "details": details}}, 403

    @api.post("/v1/projects/<project>:getIamPolicy")
    def get_policy(project: str) -> Json:
        return {"bindings": cloud.bindings, "etag": "BwXg"}

    @api.post("/v1/projects/<project>:setIamPolicy")
    def set_policy(project: str) -> Json:
        if cloud.too_early:
            cloud.too_early -= 1
            abort(400, "Service account does not exist.")
        cloud.bindings = request.get_json()["policy"].get("bindings", [])
        return {"bindings": cloud.bindings, "etag": "BwXg"}

    @api.get("/v1/projects/<project>/locations/<region>/defaultServiceAccount")
    def builder(project: str, region: str) -> Json:
        email = "projects/123/serviceAccounts/123-compute@developer.gserviceaccount.com"
        return {"serviceAccountEmail": email}


def add_organisation(api: Blueprint, cloud: Cloud) -> None:
    """Add what the organisation allows."""

    @api.post("/v1/projects/<project>:getEffectiveOrgPolicy")
    def organisation(project: str) -> Json:
        constraint = request.get_json()["constraint"]
        if constraint.endswith("storage.publicAccessPrevention"):
            return {"constraint": constraint, "booleanPolicy": {"enforced": cloud.prevented}}
        return {"constraint": constraint, "listPolicy": {"allowedValues": cloud.domains}}

    @api.get("/v2/projects/<project>/policies/<name>:getEffectivePolicy")
    def managed(project: str, name: str) -> Json:
        rule: Json = {"enforce": name == "iam.managed.allowedPolicyMembers" and bool(cloud.members)}
        if rule["enforce"]:
            rule["parameters"] = {"allowedPrincipalSets": cloud.members}
        spec = {"rules": [rule]}
        return {"name": f"projects/{project}/policies/{name}", "spec": spec}


def add_log(api: Blueprint, cloud: Cloud) -> None:
    """Add the sink that every project has, and what it leaves out."""

    @api.get("/v2/projects/<project>/sinks")
    def sinks(project: str) -> Json:
        return {"sinks": [cloud.sink]}

    @api.get("/v2/projects/<project>/sinks/_Default")
    def sink(project: str) -> Json:
        return cloud.sink

    @api.patch("/v2/projects/<project>/sinks/_Default")
    def change(project: str) -> Json:
        masked = request.args["updateMask"].split(",")
        cloud.sink |= {name: request.get_json()[name] for name in masked}
        return cloud.sink


def add_services(api: Blueprint, cloud: Cloud) -> None:
    """Add the services that can be enabled."""

    def told(project: str, name: str) -> Json:
        state = "ENABLED" if name in cloud.enabled else "DISABLED"
        return {"name": f"projects/{project}/services/{name}", "config": {"name": name},
                "state": state}  # fmt: skip

    @api.get("/v1/projects/<project>/services")
    def services(project: str) -> Json:
        return {"services": [told(project, name) for name in sorted(cloud.enabled)]}

    @api.get("/v1/projects/<project>/services/<name>")
    def service(project: str, name: str) -> Json:
        return told(project, name)

    @api.post("/v1/projects/<project>/services:batchEnable")
    def enable(project: str) -> Json:
        cloud.enabled |= set(request.get_json()["serviceIds"])
        return {"name": "operations/enabled", "done": True, "response": {}}

    @api.get("/v1/operations/enabled")
    def enabled() -> Json:
        return {"name": "operations/enabled", "done": True, "response": {}}


def add_accounts(api: Blueprint, cloud: Cloud) -> None:
    """Add service accounts, by their address."""

    @api.get("/v1/projects/<project>/serviceAccounts/<email>")
    def get(project: str, email: str) -> Json:
        return cloud.accounts.get(email) or abort(404)

    @api.post("/v1/projects/<project>/serviceAccounts")
    def create(project: str) -> Json:
        email = f"{request.get_json()['accountId']}@{project}.iam.gserviceaccount.com"
        name = f"projects/{project}/serviceAccounts/{email}"
        cloud.accounts[email] = {"name": name, "email": email, "uniqueId": "1"}
        return cloud.accounts[email]

    @api.delete("/v1/projects/<project>/serviceAccounts/<email>")
    def delete(project: str, email: str) -> Json:
        cloud.accounts.pop(email, None) or abort(404)
        return {}
