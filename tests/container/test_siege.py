"""Test of the siege, for a few seconds; `make bench-siege` measures it for a minute."""

from collections.abc import Iterator

import pytest

from tests.bench.attackers import ATTACKS
from tests.bench.siege import Siege, as_json, besiege, table_of
from tests.container.engine import MEMORY_MIB, Container, Engine

SECONDS = 5
SHARE = 0.1
"""Of what the container could answer just before, honest requests. A machine that was given more
to do since then answers less, and nginx gives up the connections that wait longest once it holds
1,024: at half of it, as `make bench-siege` has it, a test on a busy machine would see that."""


@pytest.fixture(scope="module")
def siege(engine: Engine, image: str) -> Iterator[tuple[Siege, Container]]:
    """A container that was besieged, and what was seen."""
    with engine.running(image) as container:
        container.wait_until_healthy()
        yield besiege(container, SECONDS, lambda _: None, share=SHARE), container


def test_no_process_ends_and_memory_stays_within_its_limit(
    siege: tuple[Siege, Container],
) -> None:
    seen, container = siege
    assert len(container.processes()) >= 4  # nginx and its worker, the server and its worker
    assert seen.lost == 0
    assert container.inspect("{{.State.Running}} {{.State.OOMKilled}}") == "true false"
    assert 0 < seen.peak < MEMORY_MIB


def test_every_honest_request_is_answered(siege: tuple[Siege, Container]) -> None:
    outcomes = siege[0].honest.outcomes
    assert set(outcomes) == {200}
    assert outcomes[200] == int(siege[0].capacity * SHARE * SECONDS)


def test_no_attack_gets_an_error_of_ours(
    siege: tuple[Siege, Container],
) -> None:
    attacks = siege[0].attacks
    assert list(attacks) == [attack.name for attack in ATTACKS]
    told = {outcome for outcomes in attacks.values() for outcome in outcomes}
    assert told <= {200, 400, 413, 429, "disconnected"}


def test_the_table_tells_what_was_seen(siege: tuple[Siege, Container]) -> None:
    content = as_json(siege[0])
    assert len(content["memory_mib"]) == 5
    assert table_of(content).row_count == 6 + len(ATTACKS)


def test_a_container_that_ends_is_told_of(engine: Engine, image: str) -> None:
    with engine.running(image) as container:
        container.wait_until_healthy()
        seen = besiege(container, 3, lambda step: end_at(step, "second 2 of 3", container))
    assert seen.lost >= 4
    assert seen.honest.outcomes["not taken"] > 0
    assert as_json(seen)["memory_mib"]["peak"] is None


def end_at(step: str, last: str, container: Container) -> None:
    if step == last:
        container.engine("kill", container.name)
