"""Exponential, logarithm and power from arithmetic alone.

The C library's functions differ in their last bits from one system to the next, and a compiler
cannot put a call to them into the lanes of a vector. These are made of additions, multiplications
and a division: the same bits on every machine, with and without the compiler, and several at once
where a loop calls them for many customers. Errors are in units of the last place (ulp), the largest
seen by tests/test_elementary.py and a little more. None of them is given a NaN.
"""

import math

import numpy as np

from cxsim.compiled import rule

_LOG2_E = 1.4426950408889634
# ln 2 in two parts: the first has so few bits that its product with an exponent is exact.
_LN2_HIGH = 6.93147180369123816490e-01
_LN2_LOW = 1.90821492927058770002e-10
# Adding 3·2^51 rounds to a whole number, which then stands in the lowest bits.
_ROUND = 6755399441055744.0
_ROUND_BITS = 0x4338_0000_0000_0000
_ONE_EXPONENT = 1023
_ROOT_HALF_BITS = 0x3FE6_A09E_667F_3BCD
# e^±708 and its scale are still doubles with all their bits.
_LARGEST = 708.0
# Polynomials through Chebyshev's points, by experiments/elementary_coefficients.py: in r,
# (e^r − 1 − r) / r² for |r| ≤ ln 2 / 2, with a relative error of 2e-17 in e^r; in s²,
# (log(1 + m) − 2s) / s³ with s = m / (m + 2), for 1 + m from √½ to √2, 5e-18 in the logarithm.
_E0, _E1, _E2 = 0.5000000000000001, 0.16666666666666669, 0.041666666666624164
_E3, _E4 = 0.008333333333330065, 0.0013888888917196719
_E5, _E6 = 0.00019841269863040545, 2.4801521322368692e-05
_E7, _E8 = 2.7557268480310024e-06, 2.7620075879983367e-07
_E9 = 2.5100375832561234e-08
_L0, _L1, _L2 = 0.666666666666667, 0.39999999999899505, 0.28571428625975487
_L3, _L4 = 0.2222221113479508, 0.18182889125261723
_L5, _L6 = 0.15331721600556042, 0.14616449685043406


@rule
def _bits(number: float) -> int:
    """The 64 bits of a double as a signed whole number."""
    return int(np.float64(number).view(np.int64))


@rule
def _double(bits: int) -> float:
    """The double with these 64 bits."""
    return float(np.int64(bits).view(np.float64))


@rule
def _growth(x: float) -> tuple[float, float]:
    """Return g and p, a power of two, with e^x = (1 + g) · p; beyond ±708 they are those there."""
    x = min(_LARGEST, max(-_LARGEST, x))
    shifted = x * _LOG2_E + _ROUND
    whole = shifted - _ROUND
    r = (x - whole * _LN2_HIGH) - whole * _LN2_LOW
    top = ((((_E9 * r + _E8) * r + _E7) * r + _E6) * r + _E5) * r + _E4
    curve = (((top * r + _E3) * r + _E2) * r + _E1) * r + _E0
    return r + r * r * curve, _double((_bits(shifted) - _ROUND_BITS + _ONE_EXPONENT) << 52)


@rule
def exp(x: float) -> float:
    """Return e^x within 1.1 ulp; exactly 1 at 0, and 0 below −708, ∞ above 708."""
    growth, scale = _growth(x)
    if x < -_LARGEST:
        return 0.0
    if x > _LARGEST:
        return math.inf
    return (1.0 + growth) * scale


@rule
def expm1(x: float) -> float:
    """Return e^x − 1 within 2.5 ulp, without loss near 0; ∞ above 708."""
    growth, scale = _growth(x)
    if x > _LARGEST:
        return math.inf
    return growth * scale + (scale - 1.0)


@rule
def log(x: float) -> float:
    """Return the natural logarithm within .9 ulp; exactly 0 at 1, −∞ at 0 or less, ∞ at ∞.

    Below 2.3e−308, where doubles lose their bits, it ends at −709.1.
    """
    bits = _bits(x)
    power = (bits - _ROOT_HALF_BITS) >> 52
    m = _double(bits - (power << 52)) - 1.0
    s = m / (m + 2.0)
    z = s * s
    series = z * ((((((_L6 * z + _L5) * z + _L4) * z + _L3) * z + _L2) * z + _L1) * z + _L0)
    # 2s as m − m²/2 + s·m²/2: its first terms, the large ones, are not rounded where m is small.
    half = 0.5 * m * m
    found = power * _LN2_HIGH + (m - (half - (s * (half + series) + power * _LN2_LOW)))
    if x <= 0.0:
        return -math.inf
    if x == math.inf:
        return math.inf
    return found


@rule
def log1p(x: float) -> float:
    """Return log(1 + x) within 1.5 ulp, without loss near 0; −∞ at −1 or less, ∞ at ∞."""
    whole = 1.0 + x
    found = log(whole)
    if whole <= 0.0 or whole == math.inf:
        return found
    return found + (x - (whole - 1.0)) / whole  # what the sum's rounding took away


@rule
def power(x: float, y: float) -> float:
    """Return x^y for x ≥ 0 within 2 + 3·|y·log x| ulp; exactly 1 at y = 0 and at x = 1."""
    if y == 0.0:
        return 1.0
    return exp(y * log(x))
