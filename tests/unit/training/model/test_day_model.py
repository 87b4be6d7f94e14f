"""Tests of training.model.day_model and of its export, on flights whose recovery is known."""

import numpy as np
import pytest

from pushback.contract_day import BANDS
from pushback.features import FEATURE_NAMES
from pushback.outcomes import CANCELLED, ON_TIME
from training.errors import ExportRefused
from training.model.day_model import NEWEST, SHARES, DayModel
from training.model.export import export_day

FLIGHTS = 6_000
RECOVERED = 20
BLOCK = FEATURE_NAMES.index("block_minutes")


def inputs(long: np.ndarray) -> np.ndarray:
    """Return features of flights that are alike but for their length."""
    rows = np.zeros((len(long), len(FEATURE_NAMES)), np.float32)
    rows[:, BLOCK] = np.where(long, 400, 60)
    return rows


@pytest.fixture(scope="module")
def model() -> DayModel:
    """Long flights recover twenty minutes, short ones none, each give or take ten."""
    random = np.random.default_rng(5)
    long = random.random(FLIGHTS) < 0.5
    delay = random.integers(-10, 200, FLIGHTS).astype(np.float32)
    arrival = delay - RECOVERED * long + random.integers(-10, 11, FLIGHTS)
    arrival[random.random(FLIGHTS) < 0.02] = np.nan
    month = np.where(np.arange(FLIGHTS) % 2, "2023-05", "2023-06").astype("datetime64[M]")
    return DayModel(1).fit(inputs(long), delay, arrival.astype(np.float32), np.ones(FLIGHTS), month)


def test_what_flights_recover_is_learned(model: DayModel) -> None:
    rows, delay = inputs(np.array([True, False])), np.full(2, 40, np.float32)
    assert model.expected(rows, delay)[:, 0] == pytest.approx([-RECOVERED, 0], abs=2)
    long, short = 1 - model.predict_proba(rows, delay)[:, ON_TIME]
    assert long == pytest.approx(0.02 + 0.98 * 16 / 21, abs=0.07)  # 20 late, from 15 on: 16 of 21
    assert short > 0.99


def test_flights_that_left_and_arrived_nowhere_count(model: DayModel) -> None:
    chances = model.predict_proba(inputs(np.array([True])), np.array([5], np.float32))
    assert chances[0, CANCELLED] == pytest.approx(0.02, abs=0.015)
    assert [band.from_minutes for band in model.bands_] == list(BANDS)
    assert all(0 < band.never < 0.06 for band in model.bands_)


def test_residuals_are_those_of_newest_months_to_a_model_that_did_not_see_them() -> None:
    random = np.random.default_rng(6)
    rows, delay = inputs(random.random(FLIGHTS) < 0.5), np.full(FLIGHTS, 20, np.float32)
    at = np.arange(FLIGHTS) % (NEWEST + 3)
    arrival = (delay + at + random.integers(-10, 11, FLIGHTS)).astype(np.float32)
    month = np.datetime64("2023-01") + at
    fits = [
        DayModel(1).fit(rows[some], delay[some], arrival[some], np.ones(some.sum()), month[some])
        for some in (at < NEWEST + 3, at < 3)
    ]
    new = at >= 3
    mean, distance = fits[1].expected(rows[new], delay[new]).T
    residuals = (arrival[new] - delay[new] - mean) / np.exp(distance)
    band = fits[0].bands_[BANDS.index(15)]
    assert band.residuals == pytest.approx(np.quantile(residuals, SHARES), abs=0.001)
    assert band.residuals != pytest.approx(fits[1].bands_[BANDS.index(15)].residuals, abs=0.1)


def test_a_band_without_flights_has_residuals_too(model: DayModel) -> None:
    few = DayModel(1).fit(
        inputs(np.ones(300, bool)),
        np.zeros(300, np.float32),
        np.arange(300, dtype=np.float32) % 30,
        np.ones(300),
        np.full(300, "2023-05", "datetime64[M]"),
    )
    assert np.isfinite([band.residuals for band in few.bands_]).all()


def test_a_graph_that_tells_something_else_is_refused(
    model: DayModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = inputs(np.arange(600) % 2 == 0)
    assert export_day(model, rows)
    honest, off = DayModel.expected, np.array([0.01, 0])
    monkeypatch.setattr(DayModel, "expected", lambda *of: honest(*of) + off)
    with pytest.raises(ExportRefused, match="of 600"):
        export_day(model, rows)
