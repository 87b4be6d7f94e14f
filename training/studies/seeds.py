"""Seeds: by how much chance alone moves the scores.

The seed draws, among others, which weather a training flight is shown without, and which features a
split of a tree may use. Nothing else differs, so models of other seeds tell which differences are
too small to say anything.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from training.config import FIRST_TEST_MONTH, LAST_TEST_MONTH, TrainingConfig
from training.dataset.dataset import Dataset
from training.dataset.masking import WEATHER_STATES, WeatherState
from training.evaluation.rolling_origin import mean_of, roll

SEEDS = (1, 2)
"""Those that are tried beside the released model's."""
DECIMALS = 5


def try_seeds(
    dataset: Dataset,
    config: TrainingConfig,
    seeds: Sequence[int] = SEEDS,
    months: tuple[int, int] = (FIRST_TEST_MONTH, LAST_TEST_MONTH),
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, dict[WeatherState, float]]:
    """Return, by seed, the mean log-loss of the test months in each weather state."""
    found = {}
    for seed in seeds:
        scores = mean_of(roll(dataset, replace(config, seed=seed), months, progress))
        found[str(seed)] = {
            state: round(scores[state]["log_loss"], DECIMALS) for state in WEATHER_STATES
        }
    return found
