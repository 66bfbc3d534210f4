"""What it costs to be handed on, and what a story that is known saves (rule 13)."""

from cxsim.compiled import rule


@rule
def untold(context_kept: float, kept_share: float) -> float:
    """Return which part of an effort is left when the customer's story is known (rule 13).

    Parameters
    ----------
    context_kept : float
        How much of the story is known to whom one meets, 0–1.
    kept_share : float
        Part of the effort that is left where all of it is, 0–1, default .4 [.2, .5]; 1 switches
        it off.

    Returns
    -------
    float
        From exactly 1, with nothing known, straight to exactly `kept_share`.

    Notes
    -----
    That to have to tell everything again is much of the effort: Dixon, Toman & DeLisi (2013), a
    vendor's survey. The part is an assumption, a half at most.
    """
    return (1.0 - context_kept) + context_kept * kept_share


@rule
def handoff_effort(
    handoffs: float, context_kept: float, e_handoff: float, kept_share: float
) -> float:
    """Return the quality lost by being handed on (rule 13).

    Parameters
    ----------
    handoffs : float
        Times that the customer has been handed on for this contact, ≥ 0.
    context_kept, kept_share : float
        As in `untold`.
    e_handoff : float
        Quality lost by being handed on and telling it all again, points, default .5 [.2, 1]; 0
        switches it off.

    Returns
    -------
    float
        Points (of 0–10) taken from each dimension that feels effort, ≥ 0.

    Notes
    -----
    Sign and source as those of `burden.effort`, with the same reserve; the points are assumptions.
    """
    return e_handoff * handoffs * untold(context_kept, kept_share)


@rule
def repeat_effort(repeats: float, context_kept: float, e_repeat: float, kept_share: float) -> float:
    """Return the quality lost by a contact made again, where the story may be known (rule 13).

    Parameters
    ----------
    repeats : float
        As in `burden.effort`, ≥ 0.
    context_kept, kept_share : float
        As in `untold`.
    e_repeat : float
        Quality lost by a repeat, points, default 1 [.4, 1.8]; 0 switches it off.

    Returns
    -------
    float
        Points (of 0–10), ≥ 0; exactly e_repeat·repeats, as in `burden.effort`, where nothing is
        known. That a known story saves as large a part of a repeat as of a handoff is a modelling
        choice.
    """
    return e_repeat * repeats * untold(context_kept, kept_share)
