"""How far a customer takes the firm at its word: trust, what moves it and what it does."""

from cxsim.compiled import rule


@rule
def trust_after(trust: float, kept: bool, loss: float, gain: float) -> float:
    """Return trust after the firm's word was kept or broken.

    Parameters
    ----------
    trust : float
        Before, 0–1.
    kept : bool
        Whether what was to be expected was done (a journey without a failure, a date that was
        kept), or broken (money wrongly taken, a date that passed).
    loss : float
        Share of trust that a broken word takes, default .2 [0, .5]; 0 switches it off.
    gain : float
        Share of what is missing to full trust that a kept word gives, default .02 [0, .1]; 0
        switches it off.

    Returns
    -------
    float
        0–1.

    Notes
    -----
    That trust is won slowly and lost fast is common ground; form and sizes are assumptions.
    """
    return trust + gain * (1.0 - trust) if kept else trust - loss * trust


@rule
def believed(offset: float, trust: float, usual: float) -> float:
    """Return how far a recovery is taken for one by somebody of a trust.

    Parameters
    ----------
    offset : float
        `recovery_offset`, ≥ 0.
    trust, usual : float
        The customer's trust, 0–1, and that with which everybody begins, > 0.

    Returns
    -------
    float
        offset·trust/usual, ≥ 0; exactly `offset` at the usual trust. An assumption.
    """
    return offset * (trust / usual)


@rule
def reminded(will: float, promise: float, trust: float, rate: float) -> float:
    """Return what a customer expects who meets the firm's promise again.

    Parameters
    ----------
    will, promise : float
        What is expected, and what is promised, 0–10.
    trust : float
        0–1: who does not trust the firm does not listen.
    rate : float
        Share of the gap closed at full trust, default .05 [0, .2]; 0 switches it off.

    Returns
    -------
    float
        will + rate·trust·(promise − will), 0–10. An assumption.
    """
    return will + rate * trust * (promise - will)
