"""A survey's answers out of its file: one row a respondent, and what could not be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from cxsim.intake.errors import IntakeError, Sayable, fault
from cxsim.intake.purchases import MAX_DROPPED
from cxsim.intake.sheet import WORKBOOKS, read_sheet
from cxsim.intake.survey.scale import RECOMMEND, Scale
from cxsim.intake.survey.settling import MOST_LOW
from cxsim.intake.survey.weights import worth
from cxsim.intake.table import Columns, read_columns

FEWEST_RESPONDENTS, FEWEST_RATINGS = 100, 30
MOST_SEGMENTS = 40
MOST_LINES = 3
# A number, alone or before its meaning: `5`, `4,5`, `10 - Extremely likely`, `1 (poor)`.
NUMBER = re.compile(r"([-+]?\d{1,6}(?:[.,]\d+)?)(?:\s*[-–—:=(.]\s*[^\d\s].*)?", re.DOTALL)

Mapped = dict[str, str | int]
"""Columns by role."""


@dataclass(frozen=True, eq=False)
class Survey:
    """What the respondents who can be used have answered.

    Attributes
    ----------
    recommend : ndarray of shape (respondents,)
        Likelihood to recommend, 0–10.
    ratings : ndarray of shape (respondents, touchpoints)
        On 0–10; NaN where a touchpoint was not rated.
    bad : ndarray of shape (respondents, touchpoints)
        Whether it was rated at the bottom of the scale.
    overall : ndarray of shape (respondents,) or None
        Overall rating as given; NaN where there is none.
    segment : ndarray of shape (respondents,) of str, or None
        Empty where it is not known.
    touchpoints : tuple of str
        Their labels, in the order of the journey.
    scale : Scale
        Of the ratings in the file.
    rows : int
        Rows of the file.
    left_out : mapping of str to int
        Reason to number of rows.
    weights : ndarray of shape (respondents,) or None
        Of a column; more than 0, their mean 1. None: all count alike.
    """

    recommend: NDArray[np.float64]
    ratings: NDArray[np.float64]
    bad: NDArray[np.bool_]
    overall: NDArray[np.float64] | None
    segment: NDArray[np.str_] | None
    touchpoints: tuple[str, ...]
    scale: Scale
    rows: int
    left_out: Mapping[str, int]
    weights: NDArray[np.float64] | None = None

    def __len__(self) -> int:
        """Respondents."""
        return len(self.recommend)

    @property
    def weight(self) -> NDArray[np.float64]:
        """How much each respondent counts, (respondents,)."""
        return np.ones(len(self)) if self.weights is None else self.weights

    @property
    def rated(self) -> NDArray[np.bool_]:
        """Who rated what, (respondents, touchpoints)."""
        return ~np.isnan(self.ratings)

    @property
    def low(self) -> NDArray[np.int64]:
        """Touchpoints that each respondent rated low, (respondents,), capped."""
        return np.minimum(self.bad.sum(axis=1), MOST_LOW)

    def of(self, chosen: NDArray[np.bool_]) -> "Survey":
        """The same survey of some of its respondents."""
        return Survey(
            self.recommend[chosen],
            self.ratings[chosen],
            self.bad[chosen],
            None if self.overall is None else self.overall[chosen],
            None if self.segment is None else self.segment[chosen],
            self.touchpoints,
            self.scale,
            int(chosen.sum()),
            {},
            None if self.weights is None else self.weights[chosen],
        )


def nps(
    answers: NDArray[np.float64], weight: NDArray[np.float64] | None = None
) -> tuple[float, float]:
    """NPS and its standard error, −100…100; NaN of nobody."""
    if not len(answers):
        return np.nan, np.nan
    counts = worth(np.ones(len(answers)) if weight is None else weight)
    p, d = (float(np.average(who, weights=counts)) for who in (answers >= 9, answers <= 6))
    return 100 * (p - d), 100 * float(np.sqrt((p + d - (p - d) ** 2) / counts.sum()))


def mean_ratings(survey: Survey) -> NDArray[np.float64]:
    """Mean rating of each touchpoint by those who rated it, 0–10."""
    counts = survey.weight[:, None] * survey.rated
    return np.asarray(
        np.nansum(survey.weight[:, None] * survey.ratings, axis=0) / counts.sum(axis=0)
    )


@dataclass(frozen=True, eq=False)
class _Asked:
    """A column's answers as numbers, and which of its cells are none though they should be."""

    values: NDArray[np.float64]
    wrong: NDArray[np.bool_]
    """Neither an answer on the scale, nor empty, nor a code for no answer."""


def read_survey(
    file: Path,
    recommend: str | int,
    touchpoints: Mapping[str | int, str],
    scale: Scale,
    overall: str | int | None = None,
    segment: str | int | None = None,
    weight: str | int | None = None,
    none: tuple[str, ...] = (),
    max_dropped: float = MAX_DROPPED,
    sheet: str | None = None,
) -> Survey:
    """Read a survey, one row a respondent.

    A row with a cell that cannot be read is left out and counted. So is one without an answer to
    the recommendation, or without a single rating: that is no fault of the file.

    Parameters
    ----------
    file : Path
        CSV, delimited text, Parquet or .xlsx.
    recommend : str or int
        Column of the likelihood to recommend, 0–10; by name, or by number from 1.
    touchpoints : mapping of str or int to str
        Columns of the ratings, in the order of the journey, to their labels.
    scale : Scale
        Of the ratings.
    overall, segment : str or int, optional
        Columns of the overall rating and of the kind of customer.
    weight : str or int, optional
        Column of how much a respondent counts: a number, 0 or more; with 0 a row is left out.
    none : tuple of str
        What stands for no answer besides an empty cell, wherever it is no answer on the column's
        own scale: 0 and 6 beside ratings of 1 to 5.
    max_dropped : float, 0 to 1
        Share of the rows that may be left out because of a cell that cannot be read.
    sheet : str, optional
        Of an .xlsx; its first one where none is told.

    Raises
    ------
    IntakeError
        With every fault found.
    """
    if clash := [code for code in none if _means_two_things(code, scale)]:
        raise IntakeError(fault("code_is_answer", code=", ".join(clash), scale=scale))
    parts = {f"touchpoint:{i}": column for i, column in enumerate(touchpoints)}
    wanted: Mapped = {"recommend": recommend, **parts}
    wanted |= {} if overall is None else {"overall": overall}
    wanted |= {} if segment is None else {"segment": segment}
    wanted |= {} if weight is None else {"weight": weight}
    named = [str(column) for column in wanted.values()]
    if again := [name for name in dict.fromkeys(named) if named.count(name) > 1]:
        raise IntakeError([fault("column_again", column=name) for name in again])
    if file.suffix.lower() in WORKBOOKS:
        columns = read_sheet(file, wanted, sheet)
    else:
        columns = read_columns(file, wanted)
    asked = {
        role: _asked(columns.table[role], RECOMMEND if role == "recommend" else scale, none)
        for role in wanted
        if role not in ("segment", "weight")
    }
    if weight is not None:
        asked["weight"] = _weights(columns.table["weight"])
    wrong = np.logical_or.reduce([one.wrong for one in asked.values()])
    _refuse_if_too_many(file, columns, wanted, asked, wrong, max_dropped)
    ratings = np.column_stack([asked[part].values for part in parts])
    unasked = {
        "no_recommendation": ~wrong & np.isnan(asked["recommend"].values),
        "no_rating": ~wrong & np.isnan(ratings).all(axis=1),
    }
    unasked["no_rating"] &= ~unasked["no_recommendation"]
    if weight is not None:
        nobody = unasked["no_recommendation"] | unasked["no_rating"]
        unasked["no_weight"] = ~wrong & ~nobody & (asked["weight"].values == 0)
    used = ~(wrong | np.logical_or.reduce(list(unasked.values())))
    counts = {"ragged": columns.ragged, "bad_cells": int(wrong.sum())}
    counts |= {reason: int(rows.sum()) for reason, rows in unasked.items()}
    survey = Survey(
        asked["recommend"].values[used],
        scale.latent(ratings[used]),
        ratings[used] <= scale.bad,
        None if overall is None else asked["overall"].values[used],
        None if segment is None else _texts(columns.table["segment"], none)[used],
        tuple(touchpoints.values()),
        scale,
        len(used) + columns.ragged,
        {reason: count for reason, count in counts.items() if count},
        None if weight is None else _of_mean_one(asked["weight"].values[used]),
    )
    _refuse_if_too_little(survey, str(segment), [str(column) for column in touchpoints])
    return survey


def _number(text: str) -> float:
    """The number that a cell begins with, or NaN."""
    found = NUMBER.fullmatch(text)
    return float(found[1].replace(",", ".")) if found else np.nan


def _means_two_things(code: str, scale: Scale) -> bool:
    """Whether a code for no answer is an answer wherever it could stand."""
    number = np.array([_number(code)])
    return bool((scale.holds(number) & RECOMMEND.holds(number)).all())


def _asked(column: pa.ChunkedArray, scale: Scale, none: tuple[str, ...]) -> _Asked:
    """A column's answers: each distinct cell is read once."""
    cells = _trimmed(column).combine_chunks().dictionary_encode()
    texts = cells.dictionary.to_pylist()
    numbers = np.array([_number(text) for text in texts], np.float64)
    answers = scale.holds(numbers)
    silent = np.isin(texts, ["", *none]) | np.isin(numbers, [_number(code) for code in none])
    rows = cells.indices.to_numpy()
    wrong = ~answers & ~silent
    return _Asked(np.where(answers, numbers, np.nan)[rows], wrong[rows])


def _weights(column: pa.ChunkedArray) -> _Asked:
    """A column's weights; whatever is no number of 0 or more is wrong, an empty cell too."""
    cells = _trimmed(column).combine_chunks().dictionary_encode()
    numbers = np.array([_real(text) for text in cells.dictionary.to_pylist()], np.float64)
    values = numbers[cells.indices.to_numpy()]
    wrong = ~(np.isfinite(values) & (values >= 0))
    return _Asked(np.where(wrong, np.nan, values), wrong)


def _real(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return np.nan


def _of_mean_one(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    largest = weights.max(initial=0.0)
    shares = weights / largest if largest > 0.0 else weights  # the sum of huge ones overflows
    return shares / shares.mean() if shares.any() else weights


def _texts(column: pa.ChunkedArray, none: tuple[str, ...]) -> NDArray[np.str_]:
    """A column of words, empty where it holds none."""
    texts = np.array(_trimmed(column).to_pylist(), np.str_)
    return np.where(np.isin(texts, none), "", texts)


def _trimmed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_finite(column), column, None)
    return pc.utf8_trim_whitespace(pc.fill_null(pc.cast(column, pa.string()), ""))


def _refuse_if_too_many(
    file: Path,
    columns: Columns,
    wanted: Mapped,
    asked: Mapping[str, _Asked],
    wrong: NDArray[np.bool_],
    max_dropped: float,
) -> None:
    """Refuse rows with cells that cannot be read, beyond what may be left out."""
    rows, bad = len(wrong) + columns.ragged, int(wrong.sum()) + columns.ragged
    if bad <= max_dropped * rows:
        return
    faults: list[Sayable] = [
        fault("too_many", bad=bad, rows=rows, file=file, max_dropped=max_dropped)
    ]
    for role, one in asked.items():
        if one.wrong.any():
            where = np.flatnonzero(one.wrong)[:MOST_LINES]
            lines = ", ".join(str(line) for line in columns.lines[where])
            cells = _trimmed(columns.table[role]).take(pa.array(where)).to_pylist()
            seen = ", ".join(dict.fromkeys(repr(cell) for cell in cells))
            parts = {"column": wanted[role], "count": int(one.wrong.sum()), "lines": lines}
            kind = "bad_weight" if role == "weight" else "bad_rating"
            faults.append(fault(kind, cells=seen, **parts))
    if columns.ragged:
        faults.append(fault("ragged", count=columns.ragged))
    if any(one.wrong.any() for role, one in asked.items() if role != "weight"):
        faults.append(fault("say_none"))
    raise IntakeError(faults)


def _refuse_if_too_little(survey: Survey, segment: str, columns: list[str]) -> None:
    """Refuse a survey from which nothing can be learnt."""
    faults: list[Sayable] = []
    if len(survey) < FEWEST_RESPONDENTS:
        faults.append(
            fault("few_respondents", count=len(survey), rows=survey.rows, least=FEWEST_RESPONDENTS)
        )
    elif np.ptp(survey.recommend) == 0:
        faults.append(fault("all_alike", answer=survey.recommend[0]))
    else:
        for column, count in zip(columns, survey.rated.sum(axis=0), strict=True):
            if count < FEWEST_RATINGS:
                parts = {"column": column, "count": int(count), "least": FEWEST_RATINGS}
                faults.append(fault("few_ratings", **parts))
    if survey.segment is not None and (kinds := len(np.unique(survey.segment))) > MOST_SEGMENTS:
        faults.append(fault("many_segments", column=segment, count=kinds, most=MOST_SEGMENTS))
    if faults:
        raise IntakeError(faults)
