"""Builders of small pasts, as fixtures."""

from collections.abc import Callable

import pytest
from tests.core.probability.past import Build, drawn_samples

from doorstep.probability.samples import Samples


@pytest.fixture
def build() -> Callable[[], Build]:
    return Build


@pytest.fixture
def drawn() -> Callable[..., Samples]:
    return drawn_samples
