"""Many variates at once, in loops that run in the lanes of a vector."""

import numpy as np

from cxsim.compiled import part

from .variates import central_normal, in_tail, normal


@part
def normal_scores(drawn: np.ndarray, score: np.ndarray, tail: np.ndarray, size: int) -> None:
    """Write the normal score of so many uniforms; the few in the tails are looked up one by one.

    Parameters
    ----------
    drawn, score : (n,) float64 array
        Uniforms, and their scores: the bits that `normal` gives.
    tail : (n,) int array
        Scratch.
    size : int
        How many, n at most.
    """
    for n in range(size):
        score[n] = central_normal(drawn[n])
    tails = 0
    for n in range(size):
        tail[tails] = n
        tails += in_tail(drawn[n])
    for t in range(tails):
        n = tail[t]
        score[n] = normal(drawn[n])
