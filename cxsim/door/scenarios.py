"""Scenarios as changed by an experiment and a command, and their mistakes where they were made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from cxsim.scenario import Scenario, library, shock_library
from cxsim.scenario.problems import Problem, Problems, shown

from .shelf import CaseFiles
from .words import Mistake, Sayable

AS_IS = library.AS_IS


@dataclass(frozen=True)
class Change:
    """A value for a place of a scenario.

    Parameters
    ----------
    place : str
        Dotted, the scenario's name first.
    value : object
    file : str
        The experiment's file where it is written; empty for a word of the command.
    """

    place: str
    value: Any
    file: str = ""

    @property
    def written(self) -> str:
        """How to call the place."""
        return _in_file(self.place, self.file)


def changes_in(data: dict[str, Any], file: str, prefix: str = "") -> Iterator[Change]:
    """The changes that an experiment's nested data make."""
    for key, value in data.items():
        if isinstance(value, dict) and value and "value" not in value:
            yield from changes_in(value, file, f"{prefix}{key}.")
        else:
            yield Change(f"{prefix}{key}", value, file)


def struck(files: CaseFiles, shocks: list[str]) -> tuple[CaseFiles, list[Sayable]]:
    """A case with some of its shocks switched on and others taken from the library."""
    parts, mended = dict(files.parts), dict(files.mended)
    wrong: list[Sayable] = []
    for data in (parts, mended):
        today = data.get(AS_IS)
        if today is not None:
            data[AS_IS], found = shock_library.with_shocks(today, shocks)
            wrong += [one for one in found if one not in wrong]
    return replace(files, parts=parts, mended=mended), wrong


def mistake_in(change: Change, files: CaseFiles) -> Mistake | None:
    """Why a change leads nowhere; what its last part and its value are worth, validation tells."""
    nodes: list[dict[str, Any]] = [files.parts, files.mended]
    above: list[str] = []
    *parts, last = change.place.split(".")
    for part in parts or [last]:
        there = [node[part] for node in nodes if part in node]
        if not there:
            place = _in_file(".".join([*above, part]), change.file)
            names = tuple(dict.fromkeys(name for node in nodes for name in node))
            return Mistake("unknown", place, names=names, sought=part)
        above.append(part)
        nodes = [node for node in there if isinstance(node, dict)]
        if nodes != there:  # a short form, which will be written out
            break
    return None if parts else Mistake("whole", change.written)


def built(
    files: CaseFiles, changes: Iterable[Change], chosen: Iterable[str]
) -> tuple[dict[str, Scenario], list[Sayable]]:
    """AS-IS and the chosen redesigns by name, and all that is wrong with them.

    Parameters
    ----------
    files : CaseFiles
    changes : iterable of Change
        In order; a later one wins.
    chosen : iterable of str
        Names of the redesigns.
    """
    changes = list(changes)
    parts = _changed(files, changes)
    scenarios: dict[str, Scenario] = {}
    mistakes: list[Sayable] = []
    today_changed_wrongly = False
    for name in (AS_IS, *chosen):
        known = (*files.problems.get(AS_IS, ()), *files.problems.get(name, ()))
        wrong: list[Sayable] = []
        try:
            raw = {one: parts[one] for one in (AS_IS, name) if one in parts}
            scenarios[name] = library.build(files.folder, name, raw)
            continue  # whatever is wrong with the files, the changes mend
        except Problems as found:
            left = found.problems
        for problem in left:
            told = _told(problem, (AS_IS, name), files, changes)
            follows = told is problem and today_changed_wrongly
            if problem not in known and not follows:
                made = told is not problem
                wrong.append(told if made else _blamed(problem, name, files, changes))
                today_changed_wrongly |= name == AS_IS
        unread = any(files.parts[one] is None for one in (AS_IS, name))
        told_anew = {(problem.place, problem.kind) for problem in left} - {
            (one.place, one.kind) for one in known if one in left
        }
        for one in known:
            # What a wrong change may only hide is not mended by it.
            hidden = (unread or wrong) and (one.place, one.kind) not in told_anew
            mistakes += [one] if one in left or hidden else []
        mistakes += wrong
    return scenarios, mistakes


@dataclass(frozen=True)
class Consequence:
    """A mistake at one place that a change of another one brings about.

    Parameters
    ----------
    change : Change
    problem : Problem
        As the files' own place, which the change made wrong.
    """

    change: Change
    problem: Problem

    def sentence(self, language: str = "en") -> str:
        """One sentence in Spanish or English, the change first."""
        value = shown(self.change.value)
        beginning = {"en": "With", "es": "Con"}[language]
        return f"{beginning} {self.change.written}={value}, {self.problem.sentence(language)}"


def _blamed(problem: Problem, name: str, files: CaseFiles, changes: list[Change]) -> Sayable:
    """A mistake that no file and no change has by itself, with the change that brings it about."""
    for change in reversed(changes):
        parts = _changed(files, [other for other in changes if other is not change])
        try:
            raw = {one: parts[one] for one in (AS_IS, name) if one in parts}
            library.build(files.folder, name, raw)
        except Problems as found:
            if problem in found.problems:
                continue
        return Consequence(change, problem)
    return problem


def _changed(files: CaseFiles, changes: Iterable[Change]) -> dict[str, dict[str, Any]]:
    """The data of the files that can be read, changed."""
    parts = {name: deepcopy(part) for name, part in files.parts.items() if part is not None}
    dimensions = library.dimensions(parts.get(AS_IS, {}))
    for change in changes:
        scenario, _, place = change.place.partition(".")
        if scenario in parts:
            library.opened(parts[scenario], files.mended.get(scenario, {}), place)
            library.put(parts[scenario], place, change.value, dimensions)
    return parts


def _told(
    problem: Problem, names: tuple[str, str], files: CaseFiles, changes: list[Change]
) -> Problem:
    """A mistake in a scenario with the place where it was made: a change of it, or its file."""
    for name in names:
        _, sign, inside = problem.place.partition(f"{library.called(files.folder, name)}: ")
        place = f"{name}.{inside}"
        made = [change for change in changes if sign and _related(place, change.place)]
        if made:
            return replace(problem, place=_in_file(place, made[-1].file))
    return problem


def _in_file(place: str, file: str) -> str:
    return f"{file}: {place}" if file else place


def _related(place: str, other: str) -> bool:
    """Whether one of two places lies in the other."""
    return f"{place}.".startswith(f"{other}.") or f"{other}.".startswith(f"{place}.")
