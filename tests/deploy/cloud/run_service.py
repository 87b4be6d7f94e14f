"""Run service: a service of Cloud Run's with its revisions and its traffic, told as its API does.

The API is version 1, which is Knative's.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.deploy.cloud.revision import Revision

BOOST = "run.googleapis.com/startup-cpu-boost"
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
    bindings: list[Json] = field(default_factory=list)
    traffic: list[Json] = field(default_factory=lambda: [dict(LATEST)])
    generation: int = 1

    def release(self, archive: Path, environment: dict[str, str]) -> None:
        """Make and start a revision; keep it only if it answers."""
        name = f"{self.name}-{len(self.revisions) + 1:05d}-abc"
        self.revisions.append(Revision.start(name, archive, environment))
        self.generation += 1
        self._retire()

    def replace(self, wanted: Json) -> None:
        """Take over what a client asks for: a route for the traffic, or another template."""
        self.traffic = wanted["spec"]["traffic"]
        template = wanted["spec"]["template"]["metadata"]
        changed = template.get("annotations", {})
        if changed.get(BOOST) != self.annotations.get(BOOST):
            newest = self.revisions[-1]
            self.release(newest.archive, newest.environment)
        self.annotations = changed
        self.generation += 1

    @property
    def newest(self) -> str:
        """The name of the newest revision."""
        return self.revisions[-1].name

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
        return any("allUsers" in binding["members"] for binding in self.bindings)

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
                "annotations": {},
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
                "conditions": [{"type": kind, "status": "True"} for kind in CONDITIONS],
                "latestReadyRevisionName": self.newest,
                "latestCreatedRevisionName": self.newest,
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
                "revisionName": self.newest if one.get("latestRevision") else one["revisionName"],
            }
            for one in self.traffic
        ]


CONDITIONS = ("Ready", "ConfigurationsReady", "RoutesReady")
