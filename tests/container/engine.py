"""A container engine, podman or docker: build an image, run it with no more than it needs."""

import math
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.processes import free_port

MEMORY_MIB = 512
ORIGIN = "https://www.pushback.example"
TIGHT = [
    f"--memory={MEMORY_MIB}m",
    "--cpus=1",
    "--pids-limit=128",
    "--ulimit=nofile=20000:20000",
    "--ulimit=nproc=4096:4096",  # podman asks for more than some machines grant
    "--read-only",
    "--cap-drop=all",
    "--security-opt=no-new-privileges",
    "--no-healthcheck",  # podman leaves it to systemd; a test runs it
    f"--env=ALLOWED_ORIGINS={ORIGIN}",
]
START_SECONDS = 60
ENGINE_SECONDS = 900
# The files of cgroups v2, or of v1.
HELD = (
    "cat /sys/fs/cgroup/memory.current 2>/dev/null"
    " || cat /sys/fs/cgroup/memory/memory.usage_in_bytes"
)
MOST_HELD = (
    "cat /sys/fs/cgroup/memory.peak 2>/dev/null"
    " || cat /sys/fs/cgroup/memory/memory.max_usage_in_bytes"
)
WORKED = (
    "sed -n 's/^usage_usec //p' /sys/fs/cgroup/cpu.stat 2>/dev/null | grep ."
    " || echo $(($(cat /sys/fs/cgroup/cpuacct/cpuacct.usage) / 1000))"
)
STARTED = (
    "tell() { for id in $(cat /proc/$1/task/$1/children); do echo $id; tell $id; done; }; tell 1"
)


class EngineUnusable(Exception):
    """No container can be run here; the message says why."""


@dataclass(frozen=True)
class Engine:
    """An engine that answers, by its name on PATH."""

    name: str

    @classmethod
    def find(cls) -> "Engine":
        """Return the first engine that answers."""
        reasons = []
        for engine in (cls("podman"), cls("docker")):
            if shutil.which(engine.name) is None:
                reasons.append(f"{engine.name} is not installed")
            elif (result := engine("info")).returncode:
                reasons.append(f"{engine.name}: {last_line(result)}")
            else:
                return engine
        raise EngineUnusable("; ".join(reasons))

    def __call__(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of the engine's to its end."""
        return subprocess.run(
            [self.name, *arguments],
            capture_output=True,
            text=True,
            timeout=ENGINE_SECONDS,
            check=False,
        )

    @property
    def is_podman(self) -> bool:
        """Whether this is podman, which shares the host's network and mounts files in a build."""
        return self.name == "podman"

    def build(self, folder: Path, tag: str, base: str) -> None:
        """Build the image of a folder on a base."""
        result = self("build", *self._build_options(), f"--build-arg=BASE_IMAGE={base}",
                      "--tag", tag, str(folder))  # fmt: skip
        assert result.returncode == 0, result.stderr[-2000:]

    def try_out(self, base: str) -> None:
        """Run a container that does nothing; raise EngineUnusable when it cannot be run."""
        name = f"pushback-try-{os.getpid()}"
        result = self("run", "--rm", "--name", name, *self._run_options(free_port()), base, "true")
        if result.returncode:
            raise EngineUnusable(f"{self.name} cannot run a container: {last_line(result)}")

    @contextmanager
    def running(self, image: str, *options: str) -> Iterator["Container"]:
        """Start a container, and remove it in the end."""
        port = free_port()
        container = Container(self, f"pushback-test-{port}", f"http://127.0.0.1:{port}")
        try:
            named = ["run", "--detach", "--name", container.name]
            result = self(*named, *self._run_options(port), *options, image)
            assert result.returncode == 0, result.stderr
            yield container
        finally:
            self("rm", "--force", container.name)

    def _run_options(self, port: int) -> list[str]:
        if not self.is_podman:
            return [*TIGHT, f"--publish=127.0.0.1:{port}:8080"]
        # crun, its other runtime, fails where both versions of cgroups are mounted; and the host's
        # network needs no firewall to be set up.
        runtime = ["--runtime=runc"] if shutil.which("runc") else []
        network = ["--network=host", "--env=HOST=127.0.0.1", f"--env=PORT={port}"]
        network += [f"--env=FUNCTION_PORT={free_port()}"]
        return [*TIGHT, *runtime, *network]

    def _build_options(self) -> list[str]:
        if not self.is_podman:
            return []
        mounts = [f"--volume={source}:{target}:ro" for source, target in host_files()]
        return ["--format=docker", "--isolation=chroot", "--network=host", *mounts]


@dataclass(frozen=True)
class Container:
    """A container that was started, and where it is to answer."""

    engine: Engine
    name: str
    url: str

    def execute(self, *command: str) -> "subprocess.CompletedProcess[str]":
        """Run a command inside."""
        return self.engine("exec", self.name, *command)

    def inspect(self, template: str) -> str:
        """Return a fact that the engine knows of it."""
        return self.engine("inspect", "--format", template, self.name).stdout.strip()

    def log(self) -> str:
        """Return all it has written."""
        result = self.engine("logs", self.name)
        return result.stdout + result.stderr

    def wait_until_healthy(self) -> None:
        """Wait until it answers; fail when it ends or time runs out."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.inspect("{{.State.Running}}") == "true", self.log()
            with suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                urllib.request.urlopen(f"{self.url}/healthz", timeout=2).close()
                return
            time.sleep(0.05)
        raise AssertionError(f"no answer within {START_SECONDS} s: {self.log()}")

    def wait_until_ended(self) -> int:
        """Wait until it ends, and return its exit code."""
        return int(self.engine("wait", self.name).stdout)

    def peak_mib(self) -> float:
        """Return the most memory it has used, in MiB; NaN if it has ended."""
        return self._number(MOST_HELD) / 2**20

    def cpu_seconds(self) -> float:
        """Return how long it has had a core, in seconds; NaN if it has ended."""
        return self._number(WORKED) / 1e6

    def processes(self) -> set[int]:
        """Return the ids of all processes that its first one has started; none if it has ended."""
        return {int(line) for line in self.execute("sh", "-c", STARTED).stdout.split()}

    @contextmanager
    def memory_watched(self, seconds: int) -> Iterator[list[float]]:
        """Yield a list that holds, after `seconds`, the memory used in each of them, in MiB."""
        script = f"for _ in $(seq {seconds}); do {HELD}; sleep 1; done"
        command = [self.engine.name, "exec", self.name, "sh", "-c", script]
        held: list[float] = []
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watching:
            yield held
            said, _ = watching.communicate(timeout=ENGINE_SECONDS)
        held += [int(line) / 2**20 for line in said.split()]

    def _number(self, script: str) -> float:
        result = self.execute("sh", "-c", script)
        return math.nan if result.returncode else float(result.stdout)


def host_files() -> list[tuple[Path, str]]:
    """Return what pip may need of this machine to reach its index: settings, and whom to trust."""
    trusted = Path("/etc/ssl/certs/ca-certificates.crt")
    settings = [
        Path(os.environ.get("PIP_CONFIG_FILE", os.devnull)),
        Path.home() / ".config" / "pip" / "pip.conf",
        Path("/etc/pip.conf"),
    ]
    found = [(trusted, str(trusted))] if trusted.is_file() else []
    return found + [(path, "/etc/pip.conf") for path in settings if path.is_file()][:1]


def last_line(result: "subprocess.CompletedProcess[str]") -> str:
    """Return the last line that a command wrote of its errors."""
    return (result.stderr.strip() or "no reason given").splitlines()[-1]
