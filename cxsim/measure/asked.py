"""What the firm believes: the answers that its surveys got, month by month."""

from __future__ import annotations

import numpy as np

from cxsim.engine.record import ANSWERED, DETRACTORS, PROMOTERS
from cxsim.engine.run import Lived
from cxsim.scenario.schema import MONTH, Scenario


def nps_believed(scenario: Scenario, lived: Lived) -> np.ndarray:
    """NPS that the relational survey shows at the end of each month, (months,).

    From the answers of the survey's window until then, as the dashboard has it; NaN where nobody
    answered.
    """
    window = max(1, round(scenario.as_is.surveys.window_days / MONTH))
    answers = lived.record.surveys[:, -1].cumsum(axis=0).astype(float)
    before = np.zeros_like(answers)
    before[window:] = answers[:-window]
    told = answers - before
    gap = told[:, PROMOTERS] - told[:, DETRACTORS]
    return np.where(told[:, ANSWERED] > 0, 100 * gap / np.maximum(1.0, told[:, ANSWERED]), np.nan)
