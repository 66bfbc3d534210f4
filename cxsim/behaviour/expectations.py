"""What one expects of a firm one does not know (rule 4), and what a visit makes of it (rule 3)."""

from cxsim.behaviour.parameters import DAYS_A_YEAR, HIGHEST, LOWEST
from cxsim.behaviour.scale import clip, rescaled
from cxsim.compiled import rule


@rule
def first_will(category: float, promise: float, liking: float, pi: float, omega: float) -> float:
    """Return what a person who does not know the firm thinks *will* happen, on one dimension.

    Parameters
    ----------
    category : float
        What such people expect of anybody, 0–10.
    promise : float
        What advertising promises, 0–10; `category` where it promises nothing.
    liking : float
        How far talk has moved the purchase probability from the person's own (rule 20), −1–1; 0
        where nothing was heard.
    pi : float
        Weight of the promise, default .3 [.1, .5]; 0 switches it off.
    omega : float
        Weight of talk, default .3 [.1, .6]; 0 switches it off. `pi` + `omega` ≤ 1.

    Returns
    -------
    float
        pi·promise + omega·word + (1 − pi − omega)·category (rule 4), with word = category +
        10·liking, held within 0–10; exactly `category` with no promise and no talk.

    Notes
    -----
    Promise, word of mouth and experience as the sources of expectations: Zeithaml, Berry &
    Parasuraman (1993), background knowledge. The weights, and that a liking moves what is expected
    in proportion, are assumptions.
    """
    return clip(category + pi * (promise - category) + omega * 10.0 * liking, LOWEST, HIGHEST)


@rule
def updated_will(will: float, perceived: float, eta: float) -> float:
    """Return what the customer now thinks *will* happen on one dimension (rule 3).

    Parameters
    ----------
    will : float
        Expectation before the visit, 0–10.
    perceived : float
        Quality perceived (`perceived_quality`), 0–10.
    eta : float
        Rate per visit, 0–1; stated default .3 [.1, .6] (see `per_visit_rate`); 0 switches it off.

    Returns
    -------
    float
        Expectation after the visit, 0–10; `will` itself when `eta` is 0.

    Notes
    -----
    Bayesian-like updating: Boulding et al. (1993). The rate is a modelling choice.
    """
    return will + eta * (perceived - will)


@rule
def updated_should(should: float, perceived: float, eta_s: float) -> float:
    """Return what the customer now thinks *should* happen on one dimension (rule 3).

    Standards ratchet: a better visit raises them, a worse one leaves them.

    Parameters
    ----------
    should : float
        Standard before the visit, 0–10.
    perceived : float
        Quality perceived, 0–10.
    eta_s : float
        Rate per visit, 0–1; stated default .15 [.05, .4] (see `per_visit_rate`); 0 switches it off.

    Returns
    -------
    float
        Standard after the visit, 0–10, never below `should`.

    Notes
    -----
    Boulding et al. (1993) for updating; that delight raises later standards is Rust & Oliver
    (2000), background knowledge. The one-sided form and the rate are modelling choices.
    """
    if perceived > should:
        return should + eta_s * (perceived - should)
    return should


@rule
def risen_standard(should: float, rise: float, day: float, lift: float) -> float:
    """Return the standard that a customer holds a visit to on a day.

    Parameters
    ----------
    should : float
        What should happen by the customer's own experience, 0–10 (`updated_should`).
    rise : float
        How fast what is usual elsewhere rises, points a year, default 0 [0, 1]; 0 switches it off.
    day : float
        Days since day 0; before it nothing has risen.
    lift : float
        What the best of the category has added since, points, ≥ 0 (`rivals.category_lift`).

    Returns
    -------
    float
        should + rise × years since day 0 + lift, at most 10; `should` itself without either.

    Notes
    -----
    Rivals and other trades teach customers what can be had, so that doing nothing is not flat: a
    modelling choice, with no source for its pace. What the customer learns (`updated_should`)
    is apart from it, and is the same with it and without.
    """
    return min(HIGHEST, should + (rise * max(day, 0.0) / DAYS_A_YEAR + lift))


@rule
def per_visit_rate(eta: float, ratio: float) -> float:
    """Return the rate of one visit from a rate stated for another number of them.

    Parameters
    ----------
    eta : float
        Stated rate, 0–1.
    ratio : float
        Stated visits for each actual one, > 0: a case with eight visits a month where the rate is
        stated for four uses .5.

    Returns
    -------
    float
        1 − (1 − eta)^ratio, 0–1; exactly `eta` at 1.

    Notes
    -----
    Keeps the speed of updating per month the same however often the customer calls: a modelling
    choice.
    """
    return rescaled(eta, ratio)
