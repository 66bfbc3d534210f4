"""Survey weights: how many respondents the weighted ones are worth."""

import numpy as np
from numpy.typing import NDArray


def worth(weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights that add up to the effective number of respondents (Kish 1965); empty of nobody.

    With equal weights that is how many there are, and each weight is 1.
    """
    return weight * (weight.sum() / np.maximum((weight**2).sum(), 1e-300))
