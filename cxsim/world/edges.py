"""Ties as somebody has written them down: a list of pairs of people in a file beside the case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from cxsim.scenario.problems import Problem, Problems, seen
from cxsim.scenario.schema import Scenario
from cxsim.scenario.words import phrase

COLUMNS = ("from", "to", "strength")
LONGEST = 60
"""Characters of a wrong line that are told."""
STRONGEST = 10.0
"""A tie that counts as ten."""
THOUSANDTHS = 1000
MOST = 2**32 - 1
"""More people than a run can have."""
BLOCK = 1 << 22
"""Bytes that are read at a time, so that the text of a long list is never all in memory."""


class Edges(NamedTuple):
    """Pairs of people, as they stand in the file, but for ties of people with themselves."""

    a: np.ndarray
    b: np.ndarray
    strength: np.ndarray
    """In thousandths."""
    selves: int
    """Ties of people with themselves, left out."""


class Listed(NamedTuple):
    """What a list of ties comes to."""

    ties: int
    """Pairs of people, each counted once."""
    people: int
    """The highest number named, and one: the people whom a run needs."""
    doubles: int
    """Lines that name a pair again, in either direction: the strongest of them counts."""
    selves: int
    """Lines that tie somebody to themselves, left out."""


def listed(scenario: Scenario) -> Listed | None:
    """Count the list of ties of a case, whoever is in a run; None where it has none."""
    if scenario.as_is.ties.kind != "edges":
        return None
    edges = read_edges(scenario, MOST)
    pairs = np.minimum(edges.a, edges.b).astype(np.int64) * MOST + np.maximum(edges.a, edges.b)
    ties = np.unique(pairs).size
    people = 1 + max(edges.a.max(initial=0), edges.b.max(initial=0)) if pairs.size else 0
    return Listed(ties, int(people), pairs.size - ties, edges.selves)


def read_edges(scenario: Scenario, people: int) -> Edges:
    """Read the list of ties of a case.

    Parameters
    ----------
    scenario : Scenario
        Its `ties.file` is a list with commas, tabs or spaces: from, to and, if there is a third,
        strength (1 where there is none). A first line may name the columns; lines that begin with
        # before it are remarks.
    people : int
        People of the run, of whom the numbers 0 … people − 1 are known: customers, then prospects.

    Returns
    -------
    Edges

    Raises
    ------
    Problems
        When it is no such list, or names somebody who is not there.
    """
    folder, name = scenario.folder, scenario.as_is.ties.file
    assert folder is not None
    assert name is not None
    called = seen(folder / name)
    try:
        return _read(folder / name, called, people)
    except UnicodeDecodeError:
        raise Problems([Problem(called, "file", phrase("not_utf8"))]) from None
    except (OSError, ValueError) as error:  # pyarrow's are ValueErrors
        raise Problems([_unreadable(called, str(error))]) from None


def _unreadable(called: str, error: str) -> Problem:
    """What the reader of tables could not make sense of: a line of too few or too many columns."""
    found = re.search(r"Row #(\d+): Expected (\d+) columns, got \d+: (.*)", error, re.DOTALL)
    if found is None:
        return Problem(called, "file", error)
    line, columns, said = found.groups()
    return Problem(f"{called}:{line}", "wrong", said[:LONGEST], ",".join(COLUMNS[: int(columns)]))


def _read(path: Path, called: str, people: int) -> Edges:
    """Read the list; cell by cell where something in it is no number, to tell where."""
    import pyarrow as pa

    try:
        return _collected(path, called, people, pa.float64())
    except pa.ArrowInvalid:
        return _collected(path, called, people, pa.string())
    finally:  # what was read would else be held for the life of the process
        pa.default_memory_pool().release_unused()


def _collected(path: Path, called: str, people: int, cells: Any) -> Edges:
    """Read block by block, and keep three small arrays."""
    skipped, separator, columns = _form(path, called)
    from_, to, strength, selves = [], [], [], 0
    line, wrong = skipped + 1, Wrong(called, people)
    for block in _blocks(path, skipped, separator, columns, cells):
        a, b = _whole(block[:, 0]), _whole(block[:, 1])
        tie = block[:, 2] if len(columns) > 2 else np.ones(len(block))
        legal = (tie >= 1 / THOUSANDTHS) & (tie <= STRONGEST)
        known = (a >= 0) & (a < people) & (b >= 0) & (b < people)
        wrong.note(line, known, legal)
        line += len(block)
        apart = known & legal & (a != b)
        selves += int((a == b).sum())
        from_.append(a[apart].astype(np.uint32))
        to.append(b[apart].astype(np.uint32))
        strength.append(np.floor(THOUSANDTHS * tie[apart] + 0.5).astype(np.int16))
    wrong.tell()
    return Edges(
        _joined(from_, np.uint32),
        _joined(to, np.uint32),
        _joined(strength, np.int16),
        selves,
    )


def _joined(pieces: list[np.ndarray], kind: type) -> np.ndarray:
    """All pieces in one array; they are given up, so that a long list is held once."""
    joined = np.concatenate([np.zeros(0, kind), *pieces])
    pieces.clear()
    return joined


class Wrong:
    """Lines that name nobody of the run, or a strength that no tie has: how many, and the first.

    Parameters
    ----------
    called : str
        The file, as messages name it.
    people : int
    """

    def __init__(self, called: str, people: int) -> None:
        self.called, self.people = called, people
        self.counts = {"strangers": 0, "strengths": 0}
        self.first = {"strangers": 0, "strengths": 0}

    def note(self, line: int, known: np.ndarray, legal: np.ndarray) -> None:
        """Look at lines from `line` on."""
        for kind, right in (("strangers", known), ("strengths", legal)):
            bad = np.flatnonzero(~right)
            if len(bad) and not self.counts[kind]:
                self.first[kind] = line + int(bad[0])
            self.counts[kind] += len(bad)

    def tell(self) -> None:
        """Raise the mistakes, if there are any."""
        allowed = {
            "strangers": phrase("person_of_run", most=f"{self.people - 1:,}"),
            "strengths": phrase("between", low=1 / THOUSANDTHS, high=int(STRONGEST), unit=""),
        }
        found = [
            Problem(
                self.called,
                kind,
                phrase(
                    "lines_from" if count > 1 else "line_only",
                    count=f"{count:,}",
                    line=f"{self.first[kind]:,}",
                ),
                allowed[kind],
            )
            for kind, count in self.counts.items()
            if count
        ]
        if found:
            raise Problems(found)


def _form(path: Path, called: str) -> tuple[int, str, tuple[str, ...]]:
    """Lines to skip, what stands between columns, and their names."""
    skipped, line = 0, ""
    with path.open(encoding="utf-8-sig") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                break
            skipped, line = skipped + 1, ""
    separator = next((mark for mark in (",", "\t") if mark in line), " ")
    cells = [cell.strip().lower() for cell in line.strip().split(separator)]
    if cells[0] and np.isnan(_number(cells[0])):
        if tuple(cells) not in (COLUMNS[:2], COLUMNS):
            raise _no_head(called, skipped, line)
        return skipped + 1, separator, COLUMNS[: len(cells)]
    if cells != [""] and len(cells) not in (2, 3):
        raise _no_head(called, skipped, line)
    return skipped, separator, COLUMNS[: max(2, len(cells))]


def _no_head(called: str, skipped: int, line: str) -> Problems:
    """That the first line that is no remark neither names the columns nor has as many."""
    said, allowed = line.strip()[:LONGEST], ",".join(COLUMNS)
    return Problems([Problem(f"{called}:{skipped + 1}", "wrong", said, allowed)])


def _blocks(
    path: Path, skipped: int, separator: str, columns: tuple[str, ...], cells: Any
) -> Iterator[np.ndarray]:
    """The table block by block, (rows, columns) float; what is no number is NaN."""
    from pyarrow import csv

    if path.stat().st_size == 0:
        return
    yield from (
        np.column_stack([_numbers(column) for column in batch.columns])
        for batch in csv.open_csv(
            path,
            csv.ReadOptions(
                column_names=list(columns), skip_rows=skipped, block_size=BLOCK, use_threads=False
            ),
            csv.ParseOptions(delimiter=separator),
            csv.ConvertOptions(column_types=dict.fromkeys(columns, cells)),
        )
    )


def _numbers(column: Any) -> np.ndarray:
    """A column as numbers, were it text."""
    found = column.to_numpy(zero_copy_only=False)
    return found if found.dtype.kind == "f" else np.array([_number(cell) for cell in found])


def _number(cell: str | None) -> float:
    """A cell as a number; NaN where it is none."""
    try:
        return float(cell or "")
    except ValueError:
        return np.nan


def _whole(numbers: np.ndarray) -> np.ndarray:
    """Numbers of people as whole numbers; −1 for what is none."""
    whole = (numbers == np.floor(numbers)) & (np.abs(numbers) < 2.0**53)
    return np.where(whole, numbers, -1.0).astype(np.int64)
