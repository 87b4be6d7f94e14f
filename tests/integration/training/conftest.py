"""What the tests of training share: models that are fitted in a second or two."""

from collections.abc import Iterator

import pytest

from tests.integration.worlds import small_models


@pytest.fixture(scope="package", autouse=True)
def trained_small() -> Iterator[None]:
    """Fit small models: none of these tests is about how good the released one is."""
    with small_models():
        yield
