"""Good and bad times: how much experience counts, and the mood in which people come (rule 28)."""

from cxsim.compiled import rule


@rule
def experience_counts(z: float, strength: float, sensitivity: float) -> float:
    """Return by how much the economy multiplies what experience does to leaving (rule 28).

    Parameters
    ----------
    z : float
        The economy, in standard deviations from its mean; 0: as usual.
    strength : float
        κ: what one standard deviation adds, default .15 [0, .4]. 0 switches it off.
    sensitivity : float
        How sensitive the archetype is to it, ≥ 0, default 1; low incomes lie above 1.

    Returns
    -------
    float
        max(0, 1 + κ·z·sensitivity), a multiple of β_s (rule 16).

    Notes
    -----
    Kumar et al. (2014): an airline's customers weigh experience more when the economy is better,
    those of low income most. That it never turns around is a modelling
    choice, met beyond −1/κ standard deviations.
    """
    return max(0.0, 1.0 + strength * z * sensitivity)


@rule
def mood_of_times(z: float, strength: float) -> float:
    """Return what the economy adds to the mood in which everybody meets the firm (rule 28).

    Parameters
    ----------
    z : float
        The economy, in standard deviations from its mean; 0: as usual.
    strength : float
        κ_m: points of mood per standard deviation, default .2 [0, .5]. 0 switches it off.

    Returns
    -------
    float
        κ_m·z, points.

    Notes
    -----
    Frank and co-authors: where the economy is seen to be better, a nation's satisfaction is higher.
    That it comes about by mood, and its size, are assumptions.
    """
    return strength * z
