"""The public purchase log, where the package that carries it is installed."""

import pytest

from cxsim.intake import examples
from cxsim.intake.errors import IntakeError
from cxsim.intake.purchases import PurchaseLog, read_purchases


@pytest.fixture(scope="session")
def cdnow_sample() -> PurchaseLog:
    """The tenth of CDNOW on which the literature reports."""
    try:
        file = examples.cdnow_sample()
    except IntakeError as error:
        pytest.skip(str(error))
    return read_purchases(file, 2, 3, 5)


@pytest.fixture(scope="session")
def cdnow() -> PurchaseLog:
    """All of CDNOW."""
    try:
        file = examples.cdnow()
    except IntakeError as error:
        pytest.skip(str(error))
    return read_purchases(file, "customer_id", "date", "dollar_value")
