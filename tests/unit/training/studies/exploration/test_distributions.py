"""Tests of distributions: verdicts on shapes, extreme delays, a picture."""

import io

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from training.studies.exploration.distributions import delay_boxes, delays_by, judge
from training.studies.exploration.explored_data import Explored

RANDOM = np.random.default_rng(8)
SIZE = 20_000
SAMPLES = {
    "Gaussian": RANDOM.normal(15, 8, SIZE),
    "symmetric, flat": RANDOM.uniform(0, 360, SIZE),
    "symmetric, heavy tails": RANDOM.laplace(size=SIZE),
    "skewed to the right": RANDOM.weibull(1.5, SIZE),
    "heavy right tail": RANDOM.lognormal(size=SIZE),
    "heavy left tail": -RANDOM.lognormal(size=SIZE),
    "one value mostly, right tail": np.where(RANDOM.random(SIZE) < 0.9, 0, RANDOM.random(SIZE)),
}


@pytest.mark.parametrize(("words", "sample"), SAMPLES.items(), ids=list(SAMPLES))
def test_a_sample_is_judged_by_its_shape(words: str, sample: "np.ndarray[tuple[int]]") -> None:
    assert judge(pd.DataFrame({"one": sample})).loc["one", "verdict"] == words


def test_a_slight_bend_is_nearly_gaussian_although_all_rows_together_reject_it() -> None:
    bent = RANDOM.normal(size=200_000)
    verdict = judge(pd.DataFrame({"bent": bent + 0.05 * bent**2})).loc["bent"]
    assert verdict["verdict"] == "nearly Gaussian"
    assert verdict["p_all"] < 1e-12


def test_small_draws_from_a_gaussian_are_rejected_about_one_time_in_twenty() -> None:
    found = judge(pd.DataFrame({"bell": SAMPLES["Gaussian"]}))
    assert found.loc["bell", "rejected"] == pytest.approx(0.05, abs=0.04)


def test_verdicts_are_the_same_each_time_and_leave_out_what_is_missing() -> None:
    rows = pd.DataFrame({"wind": SAMPLES["Gaussian"], "rain": SAMPLES["heavy right tail"]})
    with_gaps = pd.concat([rows, pd.DataFrame(np.nan, range(50), rows.columns)])
    pd.testing.assert_frame_equal(judge(rows), judge(with_gaps))


def test_extremes_beyond_the_whisker_are_counted_with_their_minutes() -> None:
    delays = [*range(100), 1000, 1000]
    rows = pd.DataFrame({"carrier": "UA", "arrival_delay_min": [*delays, None]})
    box = delays_by(rows, "carrier").loc["UA"]
    assert box["beyond"] == pytest.approx(2 / 102)
    assert box["minutes"] == pytest.approx(2000 / (4950 + 2000))


def test_a_picture_is_shown_with_its_headline_as_alternative_text(explored: Explored) -> None:
    picture = delay_boxes(explored.flights)
    content, about = picture._repr_mimebundle_()
    assert Image.open(io.BytesIO(picture.png)).width == 990
    assert content["text/plain"] == about["image/png"]["alt"] == picture.headline
