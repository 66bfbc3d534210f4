"""The firm's other customers: a simulated one stands for many, and all of them meet in the line.

How many come is what comes of the simulated ones, smoothed over weeks: their number on one day is
too small to tell. Where today's number is beyond what chance explains, it is believed.
"""

from __future__ import annotations

import math

import numpy as np

from cxsim.compiled import part, rule
from cxsim.draws import keys, purposes
from cxsim.elementary import exp
from cxsim.world.teams import DAY
from cxsim.world.world import World

from ..state import State
from .tables import AT_ONCE, DAYS_SEEN, RECENT, USUAL
from .tournament import sort_from

_SMOOTHED_DAYS = 28.0
_DEVIATIONS = 1.5
_MOST_AT_A_STEP = 64.0
_PARTS = np.array([1.0, *(1.0 / number for number in range(1, 256))])
"""1, 1, 1/2, 1/3, …; 255 times 64 or less have a chance below that of any uniform draw."""
PIECE_BITS = 14
PIECES = 128
DAYS_APART = 4096
"""Days, a power of two, after which numbers begin again."""


@rule
def believable(usual: float, came: float) -> float:
    """What a usual number becomes on a day on which so many came.

    Notes
    -----
    The root of a Poisson number has a standard deviation of one half (Anscombe 1948): within three
    of them the usual number is kept, and beyond it is moved to the nearest that is within.
    """
    low = max(0.0, math.sqrt(came) - _DEVIATIONS)
    high = math.sqrt(came + 1.0) + _DEVIATIONS
    return min(high * high, max(low * low, usual))


@rule
def poisson(mean: float, key: int) -> int:
    """A Poisson number that never falls as its mean rises, drawn in steps of at most 64."""
    total, step = 0, 0
    while mean > 0.0:
        here = min(mean, _MOST_AT_A_STEP)
        u = keys.uniform_at(key, purposes.OTHERS, step)
        chance = exp(-here)
        so_far, found = chance, 0
        while u >= so_far and found < _PARTS.size - 1:
            found += 1
            chance *= here * _PARTS[found]
            so_far += chance
        total += found
        mean -= here
        step += 1
    return total


@part
def expect_others(w: World, s: State, team: int, came: int, today: int) -> float:
    """How many others to expect today, of every kind; learn from how many simulated ones came."""
    known, load = s.customers_of[team], w.load[team, today % 7]
    if load <= 0.0:
        return 0.0
    usual = known[USUAL] * load
    if known[DAYS_SEEN] == 0.0:
        usual = float(came)
    mean = believable(usual, float(came))
    known[DAYS_SEEN] += 1.0
    known[USUAL] += (came / load - known[USUAL]) / min(known[DAYS_SEEN], _SMOOTHED_DAYS)
    return mean * w.case[0].others


@part
def draw_piece(w: World, s: State, team: int, piece: int, mean: float, luck: int) -> int:
    """Draw who else comes in a part of the day, in order of time, into `s.coming`; how many.

    Each is one number: the time, in microseconds of the day, and which of them it is.
    """
    if mean <= 0.0 or s.recent_count[team] == 0:
        return 0
    start, length = w.pieces[piece].start, w.pieces[piece].length
    size = min(poisson(mean * w.pieces[piece].share, luck), AT_ONCE)
    key, u, drawn, bucket_of = s.other_keys, s.uniforms, s.drawn_times, s.bucket_of
    # Each of these loops runs in the lanes of a vector; together they would not.
    for n in range(size):
        key[n] = keys.other_key(luck, n)
    for n in range(size):
        u[n] = keys.uniform(key[n], purposes.ARRIVAL)
    for n in range(size):
        drawn[n] = ((start + int(u[n] * length)) << PIECE_BITS) + n
        bucket_of[n] = int(u[n] * size)
    put_in_buckets(s, s.coming[team], size)
    return size


@part
def put_in_buckets(s: State, coming: np.ndarray, size: int) -> None:
    """Put those drawn in order of time: as many buckets as there are of them, then what is left."""
    drawn, buckets, bucket_of = s.drawn_times, s.buckets, s.bucket_of
    for bucket in range(size + 1):
        buckets[bucket] = 0
    for n in range(size):
        buckets[bucket_of[n] + 1] += 1
    for bucket in range(size):
        buckets[bucket + 1] += buckets[bucket]
    for n in range(size):
        bucket = bucket_of[n]
        coming[buckets[bucket]] = drawn[n]
        buckets[bucket] += 1
    sort_from(coming, size)


@part
def other_time(coming: int, today: int) -> int:
    """When one of those drawn comes."""
    return (coming >> PIECE_BITS) + today * DAY


@part
def other_number(coming: int) -> int:
    """Which of those drawn in a part of the day it is."""
    return coming & ((1 << PIECE_BITS) - 1)


@part
def number_of_other(s: State, team: int, today: int, piece: int, k: int) -> int:
    """The number of one of them, by which those who come in one instant are ordered.

    Nobody's is that of somebody who stays over midnight: it begins with the day.
    """
    day = (today & (DAYS_APART - 1)) * s.employees.shape[0] + team
    return s.people.size + (((day * PIECES + piece) << PIECE_BITS) + k)


@part
def alike(s: State, team: int, key: int) -> int:
    """The recent contact of a simulated customer that another's is like."""
    return likeness(key, min(s.recent_count[team], RECENT))


@rule
def likeness(key: int, seen: int) -> int:
    """One of so many, by the bits of a key."""
    return ((key & 0xFFFF) * seen) >> 16
