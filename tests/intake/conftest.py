"""The public purchase log, where the package that carries it is installed."""

import pytest

from cxsim.intake.errors import IntakeError
from cxsim.intake.examples import CDNOW, CDNOW_SAMPLE, Example
from cxsim.intake.purchases import PurchaseLog, read_purchases


def read(example: Example) -> PurchaseLog:
    try:
        return read_purchases(example.file(), example.customer, example.date, example.amount)
    except IntakeError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def cdnow_sample() -> PurchaseLog:
    """The tenth of CDNOW on which the literature reports."""
    return read(CDNOW_SAMPLE)


@pytest.fixture(scope="session")
def cdnow() -> PurchaseLog:
    """All of CDNOW."""
    return read(CDNOW)
