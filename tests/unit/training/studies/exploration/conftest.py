"""What several tests of exploration need."""

import pytest

from training.lake import Lake
from training.studies.exploration.explored_data import Explored, explore


@pytest.fixture(scope="package")
def explored(sampled_lake: Lake) -> Explored:
    return explore(sampled_lake)
