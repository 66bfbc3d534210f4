"""What waiting for a promised step costs (rule 35)."""

from cxsim.compiled import rule
from cxsim.elementary import exp


@rule
def actual_delay(after: float, spread: float, score: float) -> float:
    """Return the days until a next step really comes.

    Parameters
    ----------
    after : float
        Usual (median) delay, days, ≥ 0.
    spread : float
        Standard deviation of its logarithm, ≥ 0.
    score : float
        Standard normal.

    Returns
    -------
    float
        after × e^(spread × score), days; `after` itself without spread.

    Notes
    -----
    Log-normal, never falling where luck is worse: a modelling choice.
    """
    return after * exp(spread * score)


@rule
def waiting_cost(elapsed: float, late: float, per_day: float, per_late_day: float) -> float:
    """Return the quality that waiting for a promised step has cost so far (rule 35).

    Parameters
    ----------
    elapsed : float
        Days since the step was promised, ≥ 0.
    late : float
        Days beyond the promised day, ≥ 0; a step that comes early or on its day is not late, and
        earns nothing for it.
    per_day : float
        Points lost per day of waiting, default .04 [.02, .08]; 0 switches it off.
    per_late_day : float
        Points lost per day beyond the promised one, default 1 [.4, 2]; 0 switches it off.

    Returns
    -------
    float
        Points (of 0–10) lost on each dimension that feels waiting, ≥ 0.

    Notes
    -----
    Both are assumptions, set to the order of magnitude of public order data of an online shop
    (Olist, Brazil, 2016–2018; association, no experiment): scores of deliveries on time fall from
    4.45 to 4.03 of 5 as the wait grows from 5 days or less to 20–30; those one to two days late are
    3.8 once received, where on time they are 4.1 to 4.3, and very early ones are no better. Linear,
    without a reward for early: a modelling choice. Who is asked before receipt says 1.8 there: so
    deep a fall, of people who may doubt that it will ever come, this rule does not make.
    """
    return per_day * elapsed + per_late_day * late
