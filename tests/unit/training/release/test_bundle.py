"""Tests of the card that training.release.bundle draws."""

import msgspec

from pushback.bundle import Bundle
from training.dataset.masking import LEADS
from training.evaluation.metrics import SYSTEM_TITLES
from training.release.bundle import draw_card


def test_a_bundle_that_was_scored_in_fewer_ways_has_a_card(released: Bundle) -> None:
    contract = released.contract
    metrics = {name: one for name, one in contract.metrics.items() if name not in LEADS}
    card = draw_card(msgspec.structs.replace(contract, metrics=metrics))
    assert all(SYSTEM_TITLES[name].long not in card for name in LEADS)
    assert all(SYSTEM_TITLES[name].long in card for name in metrics)
    assert all(SYSTEM_TITLES[name].long in draw_card(contract) for name in LEADS)
