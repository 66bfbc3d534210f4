"""From raw data to a frozen case, with everything that is wrong told at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from . import mistakes
from .checks import lever_problems, problems_of, structure_problems
from .emptied import empty_problems
from .found import Found, Place
from .levers import Redesign
from .maturity import Maturity, assessment_in
from .parts import Raw
from .problems import Problem, Problems
from .schema import AsIs
from .structure import extended, with_assistants
from .ways import way_problems

Model = TypeVar("Model", bound=BaseModel)

ROUNDS = 4
"""How often what is wrong is replaced by something valid, so that the rest can be checked too."""


def as_is(raw: Raw, file: str) -> AsIs:
    """A checked AS-IS.

    Raises
    ------
    Problems
        With every mistake, each with file and dotted place; its `rest` is the AS-IS with something
        valid in place of what is wrong, if that was enough to make one.
    """
    given = raw.get("dimensions")
    names = tuple(given) if isinstance(given, Mapping) else ()
    case, problems, mended = _model(AsIs, raw, file, names, assessment_in(raw))
    if case is not None:
        problems += _said(file, problems_of(case), mended)
    if problems:
        raise Problems(problems, case)
    assert case is not None
    return case


def part(model: type[Model], raw: Raw, file: str) -> Model:
    """A checked part of a case that has a file of its own.

    Raises
    ------
    Problems
        With every mistake that it has by itself.
    """
    made, problems, _ = _model(model, raw, file, (), None)
    if problems:
        raise Problems(problems)
    assert made is not None
    return made


def redesign(raw: Raw, file: str, case: AsIs | None) -> Redesign:
    """A checked TO-BE of `case` (None: today's case has mistakes that hide what it is).

    Raises
    ------
    Problems
        With every mistake, each with file and dotted place.
    """
    names = tuple(case.dimensions) if case else ()
    maturity = case.firm.maturity if case else None
    plan, problems, mended = _model(Redesign, raw, file, names, maturity)
    if plan is not None and case is not None:
        whole = with_assistants(extended(case, plan))
        found = [*structure_problems(case, plan, whole), *lever_problems(whole, plan)]
        # Where ways lead to is known only where today's case names touchpoints that there are.
        known = all(
            to in whole.touchpoints for j in whole.journeys.values() for to in j.touchpoints()
        )
        lost = bool(found) or not known
        ways = () if lost else (*way_problems(whole, plan), *empty_problems(whole, plan))
        problems += _said(file, found or ways, mended)
    if problems:
        raise Problems(problems)
    assert plan is not None
    return plan


def _model(
    model: type[Model],
    raw: Raw,
    file: str,
    dimensions: tuple[str, ...],
    maturity: Maturity | None,
) -> tuple[Model | None, list[Problem], list[Place]]:
    """A section, what is wrong with it, and where something valid was put in for a wrong value."""
    problems: list[Problem] = []
    mended: list[Place] = []
    context = {"dimensions": dimensions, "maturity": maturity}
    for _ in range(ROUNDS):
        try:
            made = model.model_validate(raw, context=context)
        except ValidationError as error:
            found = mistakes.of(model, error)
            problems += [
                Problem(file_place(file, m.place), *m.said())
                for m in found
                if not any(_touch(tuple(m.place), place) for place in mended)
            ]
            raw = raw if mended else deepcopy(raw)
            mended += [mistake.mend(raw) for mistake in found]
        else:
            return made, problems, mended
    return None, problems, mended


def _said(file: str, found: Iterable[Found], mended: list[Place]) -> list[Problem]:
    """Mistakes as `Problem`s of a file, without those that follow from a mended value."""
    return [
        Problem(file_place(file, one.place), one.kind, one.value, one.allowed, one.near)
        for one in found
        if not any(_touch(p, m) for p in (*(one.by or (one.place,)), *one.beside) for m in mended)
    ]


def _touch(one: Place, other: Place) -> bool:
    """Whether a place lies in another, or the other in it."""
    return all(a == b for a, b in zip(one, other, strict=False))


def file_place(file: str, keys: Iterable[Any]) -> str:
    """A place as messages tell it: the file and the dotted keys a person wrote."""
    dotted = ".".join(str(key)[:60] or "''" for key in keys if not isinstance(key, int))
    return f"{file}: {dotted}" if dotted else file
