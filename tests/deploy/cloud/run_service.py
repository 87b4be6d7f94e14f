"""Run service: a service of Cloud Run's with its revisions and its traffic, told as its API does.

The API is version 1, which is Knative's.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.deploy.cloud.revision import Revision

BOOST = "run.googleapis.com/startup-cpu-boost"
UNCHECKED = "run.googleapis.com/invoker-iam-disabled"
LATEST = {"latestRevision": True, "percent": 100}

Json = dict[str, Any]


@dataclass
class RunService:
    """A service with its revisions, the newest last, and whom its traffic goes to.

    Attributes
    ----------
    bindings
        Who may do what with it, as in an IAM policy.
    traffic
        As in the API: a share of the traffic and a tag go to a revision.
    """

    name: str
    project: str
    url: str
    revisions: list[Revision] = field(default_factory=list)
    annotations: dict[str, str] = field(default_factory=dict)
    service_annotations: dict[str, str] = field(default_factory=dict)
    bindings: list[Json] = field(default_factory=list)
    traffic: list[Json] = field(default_factory=lambda: [dict(LATEST)])
    generation: int = 1

    def release(self, archive: Path, source: str, environment: dict[str, str]) -> None:
        """Make and start a revision; it is kept even if it does not come to answer."""
        name = f"{self.name}-{len(self.revisions) + 1:05d}-abc"
        self.revisions.append(Revision.start(name, archive, source, environment))
        self.generation += 1
        self._retire()

    def replace(self, wanted: Json) -> None:
        """Take over what a client asks for: a route for the traffic, or another template."""
        self.traffic = wanted["spec"]["traffic"]
        self.service_annotations = wanted["metadata"].get("annotations", {})
        template = wanted["spec"]["template"]["metadata"]
        changed = template.get("annotations", {})
        if changed.get(BOOST) != self.annotations.get(BOOST):
            newest = self.revisions[-1]
            self.release(newest.archive, newest.source, newest.environment)
        self.annotations = changed
        self.generation += 1

    @property
    def newest(self) -> str:
        """The name of the newest revision that is ready."""
        return next((one.name for one in reversed(self.revisions) if one.ready), "")

    @property
    def serving(self) -> Revision:
        """The revision that all the traffic goes to."""
        (name,) = [one["revisionName"] for one in self._routes() if one.get("percent") == 100]
        return next(revision for revision in self.revisions if revision.name == name)

    @property
    def tags(self) -> dict[str, str]:
        """The revision of each tag."""
        return {one["tag"]: one["revisionName"] for one in self._routes() if "tag" in one}

    @property
    def is_public(self) -> bool:
        """Whether anybody may call it."""
        return self.service_annotations.get(UNCHECKED, "").lower() == "true" or any(
            "allUsers" in binding["members"] for binding in self.bindings
        )

    def led_to(self, host: str) -> Revision:
        """Return the revision that a host name leads to: a tag's, or the one that serves."""
        tagged = self.tags.get(host.partition(".")[0])
        return next((one for one in self.revisions if one.name == tagged), self.serving)

    def as_json(self) -> Json:
        """Return what the API tells of it."""
        environment = self.revisions[-1].environment
        container = {
            "image": "image",
            "env": [{"name": key, "value": value} for key, value in environment.items()],
        }
        return {
            "apiVersion": "serving.knative.dev/v1",
            "kind": "Service",
            "metadata": {
                "name": self.name,
                "namespace": self.project,
                "generation": self.generation,
                "labels": {"cloud.googleapis.com/location": "us-central1"},
                "annotations": self.service_annotations,
            },
            "spec": {
                "template": {
                    "metadata": {"annotations": self.annotations, "labels": {}},
                    "spec": {"containers": [container]},
                },
                "traffic": self.traffic,
            },
            "status": {
                "observedGeneration": self.generation,
                "conditions": [
                    {"type": kind, "status": str(self.revisions[-1].ready)} for kind in CONDITIONS
                ],
                "latestReadyRevisionName": self.newest,
                "latestCreatedRevisionName": self.revisions[-1].name,
                "traffic": self._routes(),
                "url": self.url,
                "address": {"url": self.url},
            },
        }

    def _retire(self) -> None:
        """Stop the revisions that nothing leads to."""
        needed = {self.newest, *(one["revisionName"] for one in self._routes())}
        for revision in self.revisions:
            if revision.name not in needed:
                revision.stop()

    def _routes(self) -> list[Json]:
        return [
            {
                **one,
                **(
                    {"url": self.url.replace("127.0.0.1", f"{one['tag']}.localhost")}
                    if "tag" in one
                    else {}
                ),
                "revisionName": self.newest if one.get("latestRevision") else one["revisionName"],
            }
            for one in self.traffic
        ]


CONDITIONS = ("Ready", "ConfigurationsReady", "RoutesReady")
