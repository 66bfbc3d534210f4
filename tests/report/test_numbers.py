from __future__ import annotations

import datetime
import math

import pytest
from babel.numbers import parse_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.report.numbers import MINUS, NONE, Numbers
from cxsim.report.voice import Voice

LOCALES = ("es_MX", "es_PE", "es_CO", "es_ES", "en_US", "en_GB")
amounts = st.floats(-1e12, 1e12, allow_nan=False)
locales = st.sampled_from(LOCALES)
steady = settings(derandomize=True, deadline=None)


def _numbers(language: str) -> Numbers:
    return Voice(language).numbers


def _read(text: str, numbers: Numbers) -> float:
    plain = text.replace(MINUS, "-").removeprefix("+")
    return float(parse_decimal(plain, locale=numbers.locale, strict=True))


@steady
@given(amounts, st.integers(0, 4), locales)
def test_a_decimal_reads_back(value, digits, language):
    numbers = _numbers(language)
    for signed in (False, True):
        assert _read(numbers.decimal(value, digits, signed), numbers) == round(value, digits)


@steady
@given(st.floats(-1e6, 1e6), locales)
def test_a_plain_number_reads_back_to_four_decimals(value, language):
    numbers = _numbers(language)
    assert _read(numbers.plain(value), numbers) == pytest.approx(value, abs=0.500001e-4)


@steady
@given(st.floats(100, 1e9), locales)
def test_a_count_keeps_four_digits(value, language):
    numbers = _numbers(language)
    assert _read(numbers.count(value), numbers) == pytest.approx(value, rel=5e-3)
    assert _read(numbers.count(-value), numbers) == -_read(numbers.count(value), numbers)


@steady
@given(st.floats(-1e300, 1e300) | st.sampled_from([math.nan, math.inf, -math.inf]), locales)
def test_what_does_not_exist_is_a_dash_and_never_a_word(value, language):
    numbers = _numbers(language)
    shown = [
        numbers.decimal(value, 1),
        numbers.plain(value),
        numbers.count(value),
        numbers.percent(value, 2),
        numbers.points(value),
        numbers.money(value, "USD"),
        numbers.range(value, value, numbers.plain),
    ]
    for text in shown:
        assert "nan" not in text.lower()
        assert "inf" not in text.lower()
        assert (text == NONE) == (not math.isfinite(value))
    assert numbers.decimal(None) == numbers.money(None, "USD") == numbers.points(None) == NONE


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("es_MX", ["USD\xa01.23\xa0M", "−USD\xa098.8\xa0M", "USD\xa045\xa0k", "USD\xa00.02"]),
        ("es_PE", ["USD\xa01.23\xa0M", "−USD\xa098.8\xa0M", "USD\xa045\xa0k", "USD\xa00.02"]),
        ("es_CO", ["US$1,23\xa0M", "−US$98,8\xa0M", "US$45\xa0k", "US$0,02"]),
        ("es_ES", ["1,23\xa0M\xa0US$", "−98,8\xa0M\xa0US$", "45\xa0mil\xa0US$", "0,02\xa0US$"]),
        ("en_US", ["$1.23M", "−$98.8M", "$45K", "$0.02"]),
    ],
)
def test_money_as_the_country_writes_it(language, expected):
    written = [_numbers(language).money(x, "USD") for x in (1_234_567, -98_765_432, 45_000, 0.02)]
    assert written == expected


@steady
@given(st.floats(0.01, 1e13), locales)
def test_money_never_needs_many_digits_nor_loses_its_size(value, language):
    numbers = _numbers(language)
    text = numbers.money(value, "USD")
    assert sum(character.isdigit() for character in text) <= 8
    assert numbers.money(-value, "USD") in (f"{MINUS}{text}", text)


@pytest.mark.parametrize(
    ("value", "text"), [(999.4, "$999"), (999.6, "$1K"), (999_600, "$1M"), (12.5, "$12.50")]
)
def test_money_carries_over_at_a_thousand(value, text):
    assert _numbers("en").money(value, "USD") == text


def test_shares_points_ranges_and_dates():
    es, en = _numbers("es_ES"), _numbers("en")
    assert es.percent(0.0138, 2) == "1,38\xa0%"
    assert en.percent(0.0138, 2) == "1.38%"
    assert en.points(-0.0011) == "−0.11"
    assert en.points(0.0011) == "+0.11"
    assert en.decimal(-0.001, 2) == "0.00"
    assert es.range(0.3, 1.2, es.plain) == "0,3 a 1,2"
    assert en.range(0.3, 1.2, en.plain) == "0.3 to 1.2"
    assert en.range(0.3, math.nan, en.plain) == NONE
    assert es.date(datetime.date(2026, 11, 21)) == "21 de noviembre de 2026"
    assert en.date(datetime.date(2026, 11, 21)) == "November 21, 2026"
