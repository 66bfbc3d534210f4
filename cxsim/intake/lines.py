"""The lines of a text table: where its rows stand, and what would make rows vanish unseen."""

import csv
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from cxsim.intake.errors import IntakeError, fault

MOST_LINES = 3
LEAST_SWALLOWED = 2
"""Lines that look like rows inside quotation marks from which a mark must be without its pair."""


def listed(lines: Iterable[int]) -> str:
    """The first of some lines, in words."""
    return ", ".join(str(line) for line in list(lines)[:MOST_LINES])


def read_bytes(file: Path) -> bytes:
    """The whole file, unpacked where it is gzipped."""
    return bytes(pa.input_stream(str(file)).read())


def refuse_mixed(file: Path) -> None:
    """Refuse a text of which some lines are UTF-8 and others are not.

    A customer with an accent would otherwise become two.

    Raises
    ------
    IntakeError
        With the number of lines that are no UTF-8, and the first of them.
    """
    accented, strange = 0, []
    for number, line in enumerate(read_bytes(file).splitlines(), 1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            accented += 1
        except UnicodeDecodeError:
            strange.append(number)
    if accented and strange:
        raise IntakeError(fault("mixed", file=file, count=len(strange), lines=listed(strange)))


def of_rows(
    file: Path, encoding: str, delimiter: str, width: int, header: int, rows: int, ragged: int
) -> tuple[NDArray[np.int64], list[int]]:
    """Line of each row that was read, and the lines of those left out as ragged.

    Raises
    ------
    IntakeError
        When a quotation mark without its pair has swallowed rows.
    """
    data = read_bytes(file)
    text = data.decode("utf-16" if encoding == "utf-16" else "latin-1")  # commas are the same
    lines = text.split("\n")
    full = [number for number, line in enumerate(lines, 1) if line.strip()][header:]
    if len(full) == rows:
        return np.array(full, np.int64), []
    _refuse_open_quote(file, lines, delimiter, width)
    uneven = [n for n in full if ragged and _width(lines[n - 1], delimiter) != width]
    even = np.setdiff1d(np.array(full, np.int64), np.array(uneven, np.int64))
    if len(even) != rows:  # cells of several lines
        return np.arange(rows) + header + 1, uneven
    return even, uneven


def _width(line: str, delimiter: str) -> int:
    line = " ".join(line.split()) if delimiter == " " else line
    return len(next(csv.reader([line], delimiter=delimiter), []))


def _refuse_open_quote(file: Path, lines: list[str], delimiter: str, width: int) -> None:
    """Tell a cell of several lines from rows caught between two quotation marks."""
    opened, inside = 0, list[str]()
    for number, line in enumerate([*lines, '"'], 1):  # the end of the file closes any cell
        if line.count('"') % 2 == 0:
            inside += [line] if opened else []
            continue
        like_rows = sum(one.count(delimiter) == width - 1 for one in inside)
        if opened and like_rows >= max(LEAST_SWALLOWED, 0.9 * len(inside)):
            raise IntakeError(fault("open_quote", file=file, line=opened))
        opened, inside = (0, []) if opened else (number, [])
