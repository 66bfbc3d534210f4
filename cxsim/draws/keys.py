"""Keys: names of a story, folded from its words, and the uniforms drawn from them.

One operation does everything: ``mix(key ^ mix(word + GOLDEN))``, where ``mix`` is the finaliser of
SplitMix64 (Steele, Lea and Flood 2014; constants of Stafford 2011, variant 13). Each word goes
through a full mixing of its own before it meets the key, so the streams of two keys are not
windows of one sequence.

A key is 63 bits in an int64, never negative: it keeps its type in every array, in Python's
integers and in numba, where a mixture of int64 and uint64 would turn into a float. The functions
give the same bits with and without the compiler: Python's integers are masked to 64 bits, which
costs nothing compiled.
"""

from typing import Any

import numpy as np
from numba.extending import overload

from cxsim.compiled import rule

_MASK = 0xFFFF_FFFF_FFFF_FFFF
# All constants of the mixing have their top bit set: numba types such literals uint64, and an
# int64 beside a uint64 would turn into a float.
_GOLDEN = 0x9E37_79B9_7F4A_7C15
_FIRST = 0xBF58_476D_1CE4_E5B9
_SECOND = 0x94D0_49BB_1331_11EB
_ORIGIN = 0xC0FF_EE00_D1CE_5EED
_STEP = 2.0**-53

# What kind of story a word tells, in the top 16 bits of the word: a journey's step number five is
# not its purpose number five. Numbers are for good, as purposes are; 7 has been one.
_INDEXED = 1
_CUSTOMER = 2
_JOURNEY = 3
_CHILD = 4
_STEP_OF = 5
_PAIR = 6
_SURVEY = 8
_DAY = 9
_CONTACT = 10
_OTHERS = 11
_EMPLOYEE = 12
_OUTSIDE = 13


def _word(number: Any) -> Any:
    """The number as 64 bits, unsigned (two's complement)."""
    return int(number) & _MASK


@overload(_word, jit_options={"forceinline": True})
def _compiled_word(number: Any) -> Any:
    def word(number: Any) -> Any:
        return np.uint64(number)

    return word


def _key(number: Any) -> Any:
    """The upper 63 of 64 bits, signed."""
    return number >> 1


@overload(_key, jit_options={"forceinline": True})
def _compiled_key(number: Any) -> Any:
    def key(number: Any) -> Any:
        return np.int64(number >> 1)

    return key


@rule
def mix(number: int) -> int:
    """Scramble 64 bits, unsigned, one to one."""
    number = _word(number)
    number = ((number ^ (number >> 30)) * _FIRST) & _MASK
    number = ((number ^ (number >> 27)) * _SECOND) & _MASK
    return number ^ (number >> 31)


@rule
def bits(key: int, word: int) -> int:
    """The 64 bits, unsigned, of the story that continues ``key`` with ``word``."""
    return mix(_word(key) ^ mix((_word(word) + _GOLDEN) & _MASK))


@rule
def fold(key: int, word: int) -> int:
    """The key of the story that continues ``key`` with ``word``.

    Parameters
    ----------
    key : int64
    word : int64

    Returns
    -------
    int64
        In 0 … 2^63 − 1. Among n keys two are equal with probability n² / 2^64: 5% for 10^9.
    """
    return _key(bits(key, word))


@rule
def _tell(key: int, kind: int, number: int) -> int:
    """Continue a story with a numbered thing of some kind; numbers in 0 … 2^48 − 1."""
    return fold(key, (_word(kind) << 48) ^ _word(number))


@rule
def uniform(key: int, purpose: int) -> float:
    """A uniform draw strictly inside (0, 1): an odd multiple of 2^-53, mean exactly 1/2.

    Parameters
    ----------
    key : int64
    purpose : int
        One of ``cxsim.draws.purposes``.
    """
    return ((bits(key, purpose) >> 11) | 1) * _STEP


@rule
def uniform_at(key: int, purpose: int, index: int) -> float:
    """One of several draws for one purpose, say one per quality dimension."""
    return uniform(purpose_key(key, purpose), index)


@rule
def purpose_key(key: int, purpose: int) -> int:
    """The key under which a purpose makes several draws."""
    return _tell(key, _INDEXED, purpose)


@rule
def root_key(seed: int, replication: int) -> int:
    """The key of one replication, from which every story begins."""
    return fold(fold(_ORIGIN, seed), replication)


@rule
def customer_key(root: int, customer: int, life: int) -> int:
    """A customer's key in one of their relationship spells (``life`` 0, 1, …)."""
    return fold(_tell(root, _CUSTOMER, customer), life)


@rule
def journey_key(customer_key: int, need: int, occurrence: int) -> int:
    """A journey that the customer's own need opened, for the ``occurrence``-th time."""
    return fold(_tell(customer_key, _JOURNEY, need), occurrence)


@rule
def child_journey_key(parent_event_key: int, need: int) -> int:
    """A journey caused by an event of another, say the help sought after a failure."""
    return _tell(parent_event_key, _CHILD, need)


@rule
def step_key(journey_key: int, step_word: int) -> int:
    """A step of a journey."""
    return _tell(journey_key, _STEP_OF, step_word)


@rule
def pair_key(root: int, a: int, b: int) -> int:
    """What two customers have together, whoever is named first."""
    return fold(_tell(root, _PAIR, min(a, b)), max(a, b))


@rule
def survey_key(customer_key: int, survey: int, occurrence: int) -> int:
    """The ``occurrence``-th time that a customer is asked by a survey."""
    return fold(_tell(customer_key, _SURVEY, survey), occurrence)


@rule
def contact_key(step_key: int, attempt: int) -> int:
    """A step's contact with a team, at the ``attempt``-th day on which it is sought."""
    return _tell(step_key, _CONTACT, attempt)


@rule
def leg_key(contact_key: int, leg: int) -> int:
    """A leg of a contact: one stay in a team's line; the first has the contact's own key."""
    return contact_key if leg == 0 else fold(contact_key, leg)


@rule
def others_key(root: int, team: int, day: int, piece: int) -> int:
    """Those who come to a team in a part of a day and are not simulated one by one."""
    return fold(_tell(day_key(root, day), _OTHERS, team), piece)


@rule
def other_key(others_key: int, number: int) -> int:
    """One of them."""
    return fold(others_key, number)


@rule
def employee_key(root: int, team: int, place: int, hire: int) -> int:
    """An employee: the ``hire``-th to have a place of a team."""
    return fold(fold(_tell(root, _EMPLOYEE, team), place), hire)


@rule
def working_day_key(employee_key: int, day: int) -> int:
    """An employee's day."""
    return _tell(employee_key, _DAY, day)


@rule
def day_key(root: int, day: int) -> int:
    """What happens to everyone on a day: the context has no story of its own."""
    return _tell(root, _DAY, day)


@rule
def outside_key(root: int, name: int) -> int:
    """Something outside the firm, by a hash of its name in 0 … 2^48 − 1."""
    return _tell(root, _OUTSIDE, name)
