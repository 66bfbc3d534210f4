"""Days and amounts out of the cells of a column.

A cell such as 03/04/2026 or 12.500 cannot be understood alone. The whole column is read in every
way it could have been written: the way that reads most of it wins, and two ways that read it
equally well, yet differently, are an ambiguity that only the owner of the file can settle.
"""

from contextlib import suppress
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from cxsim.intake.errors import IntakeError, fault

DATE_ORDERS = {
    "year-month-day": r"^(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})$",
    "day-month-year": r"^(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})$",
    "month-day-year": r"^(?P<m>\d{1,2})[-/.](?P<d>\d{1,2})[-/.](?P<y>\d{4})$",
    "yyyymmdd": r"^(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})$",
}
SERIAL = r"^[2-7]\d{4}$"
"""A day as Excel counts them, from 1954 to 2119."""
TIME_OF_DAY = r"[T ,].*$"
NUMBER_STYLES = {  # name: pattern, what parts thousands, what parts decimals
    "decimal point": (r"^[-+]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?(e[-+]?\d+)?$", ",", "."),
    "decimal comma": (r"^[-+]?(\d+|\d{1,3}(\.\d{3})+)?(,\d*)?$", ".", ","),
}
SAMPLE = 3
CURRENCY_SIGNS = r"[\p{Sc}\s\x{00a0}]"


class Cells(NamedTuple):
    """A column of values (text stays in Arrow), and which of its cells could be read."""

    values: Any
    readable: NDArray[np.bool_]


class _Way(NamedTuple):
    """One way to read the distinct texts of a column."""

    values: NDArray[Any]
    readable: NDArray[np.bool_]


def read_days(column: pa.ChunkedArray, name: str) -> Cells:
    """Days since 1970-01-01 (int64), as written: no time of day, no change of time zone.

    Parameters
    ----------
    column : pyarrow.ChunkedArray
        Dates, timestamps, or texts and whole numbers such as ``2026-04-03 10:15``,
        ``03/04/2026``, ``04/13/2026`` or ``20260403``.
    name : str
        What to call the column in messages.

    Raises
    ------
    IntakeError
        If most cells are no dates, or day and month cannot be told apart.
    """
    kind = column.type
    if pa.types.is_timestamp(kind) and kind.tz is not None:
        column = pc.local_timestamp(column)
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        days = pc.cast(column, pa.date32(), safe=False)
        filled = pc.fill_null(pc.cast(days, pa.int32()), 0).to_numpy()
        return Cells(filled.astype(np.int64), pc.is_valid(column).to_numpy())
    day_part = pc.replace_substring_regex(_text(column), TIME_OF_DAY, "")
    texts, rows = _distinct(day_part)
    ways = [_days(order, texts) for order in DATE_ORDERS]
    return _best(ways, texts, rows, name, "dates")


def read_amounts(column: pa.ChunkedArray, name: str) -> Cells:
    """Amounts of money (float64), in the currency of the file.

    Parameters
    ----------
    column : pyarrow.ChunkedArray
        Numbers, or texts with decimal point or comma, thousands parted or not.
    name : str
        What to call the column in messages.

    Raises
    ------
    IntakeError
        If most cells are no numbers, or thousands and decimals cannot be told apart.
    """
    kind = column.type
    if pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind):
        values = pc.fill_null(pc.cast(column, pa.float64()), np.nan).to_numpy()
        return Cells(values, np.isfinite(values))
    plain = pc.replace_substring_regex(_text(column), CURRENCY_SIGNS, "")
    texts, rows = _distinct(plain)
    ways = [_amounts(style, texts) for style in NUMBER_STYLES]
    return _best(ways, texts, rows, name, "amounts")


def read_names(column: pa.ChunkedArray) -> Cells:
    """Customers' identifiers as text without blanks around; an empty one is not readable."""
    if pa.types.is_floating(column.type):  # whole numbers that a gap turned to floats
        with suppress(pa.ArrowInvalid):
            column = pc.cast(column, pa.int64())
    texts = _text(column)
    return Cells(texts, pc.not_equal(texts, "").to_numpy())


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.utf8_trim_whitespace(pc.fill_null(pc.cast(column, pa.string()), ""))


def _distinct(column: pa.ChunkedArray) -> tuple[pa.Array, NDArray[np.int32]]:
    encoded = column.combine_chunks().dictionary_encode()
    return encoded.dictionary, encoded.indices.to_numpy()


def _days(order: str, texts: pa.Array) -> _Way:
    parts = pc.extract_regex(texts, DATE_ORDERS[order])
    readable = pc.is_valid(parts).to_numpy(zero_copy_only=False)

    def part(key: str) -> NDArray[np.int64]:
        digits = pc.fill_null(pc.struct_field(parts, key), "1")
        return pc.cast(digits, pa.int64()).to_numpy()

    months = (part("y") - 1970) * 12 + part("m") - 1
    days = months.astype("datetime64[M]").astype("datetime64[D]") + (part("d") - 1)
    readable &= (part("m") <= 12) & (days.astype("datetime64[M]").astype(np.int64) == months)
    return _Way(days.astype(np.int64), readable)


def _amounts(style: str, texts: pa.Array) -> _Way:
    pattern, thousands, decimals = NUMBER_STYLES[style]
    matches = pc.match_substring_regex(texts, pattern, ignore_case=True)
    matches = pc.and_(matches, pc.match_substring_regex(texts, r"\d"))
    plain = pc.replace_substring(pc.replace_substring(texts, thousands, ""), decimals, ".")
    plain = pc.replace_substring_regex(plain, r"^\+", "")
    values = pc.cast(pc.if_else(matches, plain, "0"), pa.float64()).to_numpy()
    return _Way(values, matches.to_numpy(zero_copy_only=False))


def _best(
    ways: list[_Way], texts: pa.Array, rows: NDArray[np.int32], name: str, what: str
) -> Cells:
    """The reading that reads most rows, if it is one and reads at least half of them."""
    weights = np.bincount(rows, minlength=len(texts))
    read = [int(weights[way.readable].sum()) for way in ways]
    best = max(read)
    if 2 * best < len(rows):
        commonest = texts.take(np.argsort(-weights, kind="stable")[:SAMPLE])
        serial = what == "dates" and pc.all(pc.match_substring_regex(commonest, SERIAL)).as_py()
        kind = "excel_dates" if serial else f"not_{what}"
        raise IntakeError(fault(kind, column=name, sample=_listed(commonest)))
    first, *others = [way for way, count in zip(ways, read, strict=True) if count == best]
    for other in others:
        differ = first.readable & other.readable & (first.values != other.values)
        if differ.any():
            telling = texts.filter(pa.array(differ)).slice(0, SAMPLE)
            raise IntakeError(fault(f"which_{what}", column=name, sample=_listed(telling)))
    return Cells(first.values[rows], first.readable[rows])


def _listed(texts: pa.Array) -> str:
    return ", ".join(repr(text) for text in texts.to_pylist())
