"""Where cases lie: the shipped ones, and the user's own `./scenarios` over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from cxsim import places

from . import kinds, shock_library, validate, yaml_text
from .context_checks import file_problems
from .journeys import Branch
from .parts import IDENTIFIER, Raw
from .problems import Problem, Problems, nearest, seen, shown
from .schema import AsIs, Scenario
from .values import RANGED
from .words import phrase

AS_IS = "as_is"


def folders() -> list[Path]:
    """Folders of cases, the user's own first."""
    homes = (*places.overlays(), places.root())
    return [home / "scenarios" for home in homes if (home / "scenarios").is_dir()]


def cases() -> dict[str, Path]:
    """Folder of each case by name; a user's case hides a shipped one of the same name."""
    found: dict[str, Path] = {}
    for folder in folders():
        for file in sorted(folder.glob("*/as_is.yaml")):
            found.setdefault(file.parent.name, file.parent)
    return dict(sorted(found.items()))


def without_today(case: str) -> Problem | None:
    """That a folder is there for a case, but no AS-IS in it that can be read."""
    for folder in folders():
        for one in folder.glob("*"):
            if one.name == case and one.is_dir():
                beside = [file.name for file in sorted(one.glob("*.y*ml"))]
                near = nearest(f"{AS_IS}.yaml", beside)
                return Problem(called(one, AS_IS), "file", phrase("no_file"), (), near)
    return None


def names(folder: Path) -> list[str]:
    """AS-IS and every TO-BE in a case's folder, in order of name."""
    redesigns = sorted(file.stem for file in folder.glob("to_be_*.yaml"))
    return [AS_IS, *(name for name in redesigns if re.fullmatch(IDENTIFIER, name))]


def misnamed(folder: Path) -> list[Problem]:
    """Files of a case's folder meant as a TO-BE, by the look of them, that no command can name."""
    known = names(folder)
    found = []
    for file in sorted(folder.iterdir()):
        meant = re.match(r"to_?be_?", kinds.slug(file.stem))
        strange = file.suffix != ".yaml" or file.stem not in known
        if meant and strange and file.suffix in (".yaml", ".yml") and file.name[0] != ".":
            near = f"to_be_{kinds.slug(file.stem)[meant.end() :] or 'x'}"
            while near in known:
                near += "_2"
            allowed = phrase("redesign_file")
            found.append(Problem(seen(file), "misnamed", None, allowed, f"{near}.yaml"))
    return found


def load(
    scenario: str | Path, overrides: str | Sequence[str] = (), shocks: Sequence[str] = ()
) -> Scenario:
    """Read one scenario and check it.

    Parameters
    ----------
    scenario : str or Path
        `case/name` (such as `telecom/as_is`), or the path of a scenario file.
    overrides : sequence of str, or one
        `place=value` changes of that file; in a TO-BE, places that begin with `as_is.` change
        today's journey.
    shocks : sequence of str
        Names of what is to strike: shocks of the case, which are switched on, or of the library
        in `conf/shocks`. Overrides act on them.

    Returns
    -------
    Scenario
        Frozen; nothing in the file was run.

    Raises
    ------
    Problems
        With everything that is wrong.
    """
    folder, name = find(scenario)
    raw, problems = _read(folder, dict.fromkeys((AS_IS, name)))
    if AS_IS in raw:
        raw[AS_IS], wrong = shock_library.with_shocks(raw[AS_IS], shocks)
        problems += wrong
    names = dimensions(raw.get(AS_IS, {}))
    for override in [overrides] if isinstance(overrides, str) else overrides:
        try:
            place, value = parsed(override)
        except Problems as found:
            problems += found.problems
            continue
        first, _, rest = place.partition(".")
        target, place = (first, rest) if rest and first in (AS_IS, name) else (name, place)
        put(raw.get(target, {}), place, value, names)
    return build(folder, name, raw, problems)


def _read(folder: Path, files: Iterable[str]) -> tuple[dict[str, Raw], list[Problem]]:
    """The raw data of the files that can be read, and what is wrong with the others."""
    raw: dict[str, Raw] = {}
    problems: list[Problem] = []
    for name in files:
        try:
            raw[name] = yaml_text.read(folder / f"{name}.yaml", called(folder, name))
        except Problems as found:
            problems += found.problems
    return raw, problems


def build(
    folder: Path, name: str, raw: Mapping[str, Raw], problems: Iterable[Problem] = ()
) -> Scenario:
    """A checked scenario from the raw data of its file and of its AS-IS.

    Parameters
    ----------
    folder : Path
    name : str
    raw : mapping
        Data by scenario name; a file that could not be read is not in it.
    problems : iterable of Problem
        What is known to be wrong already, to be told with the rest.

    Raises
    ------
    Problems
        With everything that is wrong with both.
    """
    found = list(problems)
    today, plan = None, None
    if AS_IS in raw:
        try:
            today = validate.as_is(raw[AS_IS], called(folder, AS_IS))
        except Problems as wrong:
            found += wrong.problems
            today = wrong.rest if isinstance(wrong.rest, AsIs) else None
    if name != AS_IS and name in raw:
        try:
            plan = validate.redesign(raw[name], called(folder, name), today)
        except Problems as wrong:
            found += wrong.problems
    told = {problem.place for problem in found}  # what stands in for a wrong name is no file's
    if today is not None:
        files = file_problems(today, folder, called(folder, AS_IS))
        found += (problem for problem in files if problem.place not in told)
    beside = {
        "relationship.history": getattr(today and today.relationship, "history", None),
        "ties.file": today and today.ties.file,
    }
    for place, file in beside.items():
        place = f"{called(folder, AS_IS)}: {place}"
        if file and place not in told and not (folder / file).is_file():
            found.append(Problem(place, "wrong", file, phrase("beside")))
    if found or today is None:
        raise Problems(found)
    return Scenario(folder.name, name, today, plan, folder)


def variant(
    folder: Path | None, case: str, worlds: Mapping[str, Raw], changes: Mapping[str, Any]
) -> tuple[Scenario, ...]:
    """Scenarios of one case from their data, with other values at some places.

    Parameters
    ----------
    folder : Path or None
        Where the case's data files lie.
    case : str
    worlds : mapping
        Data by scenario name, today's journey first; left as it is.
    changes : mapping
        Values by dotted place, the scenario's name first; redesigns inherit those of today.

    Raises
    ------
    Problems
        With everything that is wrong.
    """
    raw = {name: deepcopy(data) for name, data in worlds.items()}
    names = dimensions(raw[AS_IS])
    for place, value in changes.items():
        world, _, inside = place.partition(".")
        put(raw[world], inside, value, names)
    today = validate.as_is(raw.pop(AS_IS), AS_IS)
    plans = [Scenario(case, AS_IS, today, None, folder)]
    for name, data in raw.items():
        plans.append(Scenario(case, name, today, validate.redesign(data, name, today), folder))
    return tuple(plans)


def data_of(scenario: Scenario, whole: bool = False) -> Raw:
    """The data of a scenario's own file with every default written out, plain enough for JSON.

    Parameters
    ----------
    scenario : Scenario
    whole : bool
        With what the file leaves to the firm's self-assessment, too. Without it that is set anew
        when the data are read, by the levels that they have then.
    """
    return written(scenario.as_is if scenario.redesign is None else scenario.redesign, whole)


def written(section: BaseModel, whole: bool = False) -> Raw:
    """The data of a section, as `data_of` writes those of a scenario."""
    return section.model_dump(mode="json", by_alias=True, context={"whole": whole})


def opened(raw: Raw, whole: Raw, place: str) -> None:
    """Write out what a place lies in, where raw data leave that to the firm's self-assessment.

    So that `levers.x.execution.high` can be set where the file says nothing of execution.
    """
    node: Any = raw
    full: Any = whole
    for part in place.split(".")[:-1]:
        if not isinstance(node, dict) or not isinstance(full, dict):
            return
        if part not in node and part in full:
            node[part] = deepcopy(full[part])
        node, full = node.get(part), full.get(part)


def find(scenario: str | Path) -> tuple[Path, str]:
    """Folder and name of a scenario given as `case/name` or as a file's path.

    Raises
    ------
    Problems
        When there is none; the nearest name is told.
    """
    if not isinstance(scenario, (str, Path)):
        raise Problems([Problem("scenario", "wrong", scenario, phrase("scenario"))])
    path = Path(scenario)
    case, _, name = str(scenario).partition("/")
    known = cases()
    is_path = path.is_absolute() or places.is_there(path)
    if path.suffix == ".yaml" or (is_path and case not in known):
        return _file(path)
    if case not in known:
        raise Problems([_unknown_case(str(scenario), case, known)])
    name = name or AS_IS
    there = tuple(names(known[case]))
    if name not in there:
        raise Problems([Problem(f"{case}/{name}", "unknown", name, there)])
    return known[case], name


def _unknown_case(scenario: str, case: str, known: dict[str, Path]) -> Problem:
    """That there is no such case, with the scenario that may be meant."""
    if unfinished := without_today(case):
        return unfinished
    every = [f"{one}/{name}" for one, folder in known.items() for name in names(folder)]
    alone = next((one for one in every if one.endswith(f"/{case}")), "")
    near = nearest(case, known) or alone or nearest(scenario, every)
    return Problem(f"case {case or shown(case)}", "unknown", case, tuple(known), near)


def _file(path: Path) -> tuple[Path, str]:
    """Folder and name of a scenario file."""
    if path.suffix != ".yaml" or not places.is_there(path) or path.is_dir():
        inside = path / f"{AS_IS}.yaml"
        near = str(inside) if places.is_there(inside) else ""
        if not near and places.is_there(path.parent):
            beside = {file.name: file for file in path.parent.glob("*.yaml") if file.is_file()}
            near = nearest(f"{path.stem}.yaml", beside)
        why = phrase("no_plain_file" if places.is_there(path) else "no_file")
        raise Problems([Problem(str(path), "file", why, phrase("scenario"), near)])
    if not re.fullmatch(IDENTIFIER, path.stem):
        near = kinds.slug(path.stem)
        raise Problems([Problem(str(path), "wrong", path.stem, phrase("identifier"), near)])
    return path.parent.resolve(), path.stem  # a link stands where it was put


def called(folder: Path, name: str) -> str:
    """How messages name a scenario file: from the working folder, if it lies in it."""
    return seen(folder / f"{name}.yaml")


def dimensions(raw: Raw) -> tuple[str, ...]:
    """Names of the quality dimensions of a raw AS-IS."""
    given = raw.get("dimensions")
    return tuple(given) if isinstance(given, dict) else ()


def parsed(override: str) -> tuple[str, Any]:
    """Place and value of a `place=value` override.

    Raises
    ------
    Problems
        When it is not of that form.
    """
    place, sign, text = override.partition("=") if isinstance(override, str) else ("", "", "")
    if not sign or not place:
        raise Problems([Problem("override", "wrong", override, phrase("assignment"))])
    return place, yaml_text.parse(text, override)


def put(raw: Raw, place: str, value: Any, names: tuple[str, ...]) -> None:
    """Set a dotted place of raw data.

    A short form on the way is first written out: one number for all dimensions, a number for a
    branch's share, a number for a value with a range.
    """
    parts = place.split(".")
    node: Any = raw
    for part, following in pairwise(parts):
        child = _written_out(node.get(part), following, names)
        node[part] = child
        node = child
    node[parts[-1]] = value


def _written_out(child: Any, following: str, names: tuple[str, ...]) -> dict[str, Any]:
    """A part of raw data as the mapping in which `following` is to be set."""
    short = child is not None and (not isinstance(child, dict) or "value" in child)
    if short and following in names:
        return {name: deepcopy(child) for name in names}
    if short and following in Branch.model_fields:
        return {"share": child}
    if isinstance(child, dict):
        return child
    return {"value": child} if short and following in RANGED else {}


def every(folder: Path) -> Iterator[Scenario]:
    """AS-IS and every TO-BE of a case's folder."""
    for name in names(folder):
        yield load(folder / f"{name}.yaml")
