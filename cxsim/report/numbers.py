"""Numbers, money, dates and ranges as the reader's locale writes them (Unicode CLDR, by Babel)."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel import dates as babel_dates
from babel import numbers as babel_numbers

from cxsim.scenario import Problem, Problems
from cxsim.scenario.parts import LANGUAGES

NONE = "—"
"""Shown in place of a figure that does not exist; the page says why."""
MINUS = "−"
SPACE = "\N{NO-BREAK SPACE}"
HUGE = 1e15
"""From here on numbers are written as powers of ten."""
HOME = {"es": "es_MX", "en": "en_US"}
"""Locale of a bare language: the largest country that writes it among those the cases speak of."""
OFFERED = (*LANGUAGES, "es_MX", "es_PE", "es_CO", "es_ES", "es_AR", "es_CL", "en_US", "en_GB")


def locale_of(language: str) -> Locale:
    """Locale of "es", "en" or a full name such as "es_PE" (or "es-PE").

    Raises
    ------
    Problems
        When no such locale exists, or its language is neither Spanish nor English.
    """
    name = HOME.get(language, language).replace("-", "_")
    try:
        locale = Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        locale = None
    if locale is None or locale.language not in LANGUAGES:
        raise Problems([Problem("language", "wrong", language, OFFERED)])
    return locale


def missing(value: float | None) -> bool:
    """Whether there is no such figure."""
    return value is None or not math.isfinite(value)


@dataclass(frozen=True)
class Numbers:
    """Writes figures in one locale; a figure that does not exist is an em dash.

    Parameters
    ----------
    locale : babel.Locale
        See `locale_of`.
    between : str
        The word of a range: "to", "a".
    """

    locale: Locale
    between: str

    def decimal(self, value: float | None, digits: int = 0, signed: bool = False) -> str:
        """A number with `digits` decimals."""
        if value is None or missing(value):
            return NONE
        rounded = round(value, digits)
        places = f".{'0' * digits}" if digits else ""
        return _sign(rounded, signed) + self._written(abs(rounded), f"#,##0{places}")

    def plain(self, value: float | None, most: int = 4, signed: bool = False) -> str:
        """A number as short as it can be said, with at most `most` decimals."""
        if value is None or missing(value):
            return NONE
        text = self._written(abs(value), f"#,##0.{'#' * most}")
        return _sign(round(value, most), signed) + text

    def count(self, value: float | None, signed: bool = False) -> str:
        """People, to four significant digits; one decimal under ten."""
        if value is None or missing(value):
            return NONE
        if abs(value) < 10 and value != round(value):
            return self.decimal(value, 1, signed)
        digits = 0 if value == 0 else math.floor(math.log10(abs(value))) - 3
        return self.decimal(round(value, -max(0, digits)), 0, signed)

    def percent(self, share: float | None, digits: int = 0, signed: bool = False) -> str:
        """A share (0–1) as a percentage."""
        if share is None or missing(share):
            return NONE
        pattern = self.locale.percent_formats[None].pattern
        gap = SPACE if pattern.endswith(f"{SPACE}%") else ""
        return f"{self.decimal(100 * share, digits, signed)}{gap}%"

    def points(self, share: float | None, digits: int = 2) -> str:
        """A difference of shares (0–1) in percentage points, signed."""
        return NONE if share is None else self.decimal(100 * share, digits, signed=True)

    def money(
        self, amount: float | None, currency: str, signed: bool = False, digits: int = 3
    ) -> str:
        """Money, short: three significant digits and the locale's word for thousand, million."""
        if amount is None or missing(amount):
            return NONE
        text = self.compact(abs(amount), digits)
        symbol = babel_numbers.get_currency_symbol(currency, locale=self.locale)
        if self.locale.currency_formats["standard"].pattern.lstrip().startswith("¤"):
            text = f"{symbol}{SPACE if symbol[-1].isalpha() else ''}{text}"
        else:
            text = f"{text}{SPACE}{symbol}"
        shown_as_zero = float(f"{abs(amount):.{digits}g}") == 0 or abs(amount) < 0.005
        return _sign(0.0 if shown_as_zero else amount, signed) + text

    def _written(self, value: float, pattern: str) -> str:
        if value >= HUGE:
            return babel_numbers.format_scientific(value, format="0.##E0", locale=self.locale)
        return babel_numbers.format_decimal(value, format=pattern, locale=self.locale)

    def compact(self, amount: float, digits: int = 3) -> str:
        """A positive number to `digits` significant digits: 1.23 M."""
        if amount < 999.5:
            places = 0 if amount == round(amount) or amount >= 100 else 2
            return self.decimal(amount, places)
        rounded = float(f"{amount:.{digits}g}")
        if rounded >= HUGE:
            return self._written(rounded, "0")
        whole = babel_numbers.format_compact_decimal(rounded, locale=self.locale, fraction_digits=0)
        places = max(0, digits - sum(character.isdigit() for character in whole))
        return babel_numbers.format_compact_decimal(
            rounded, locale=self.locale, fraction_digits=places
        )

    def range(self, low: float | None, high: float | None, write: Callable[[float], str]) -> str:
        """From `low` to `high`, each written by `write`: "a to b"; a dash when one is missing."""
        if low is None or high is None or missing(low) or missing(high):
            return NONE
        return f"{write(low)} {self.between} {write(high)}"

    def date(self, day: datetime.date) -> str:
        """A date in words."""
        return babel_dates.format_date(day, format="long", locale=self.locale)


def _sign(value: float, signed: bool) -> str:
    if value < 0:
        return MINUS
    return "+" if signed and value > 0 else ""
