from __future__ import annotations

import pytest

from . import fake


@pytest.fixture(scope="session")
def comparison() -> fake.Comparison:
    return fake.comparison()
