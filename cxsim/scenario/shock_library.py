"""Shocks for any case, by name: those of `conf/shocks`, the user's own first."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

from cxsim import places

from . import validate, yaml_text
from .outside_checks import shock_problems
from .parts import Raw
from .problems import Problem, Problems
from .schema import AsIs
from .shocks import Shock

FOLDER = "shocks"


def files() -> dict[str, Path]:
    """File of each shock of the library by name; a user's own hides a shipped one."""
    found: dict[str, Path] = {}
    for home in (*places.overlays(), places.root()):
        for file in sorted((home / "conf" / FOLDER).glob("*.yaml")):
            found.setdefault(file.stem, file)
    return dict(sorted(found.items()))


def read(name: str) -> Raw:
    """A shock of the library as data, with every default written out.

    Raises
    ------
    Problems
        With all that is wrong with its file, wherever it would be used.
    """
    called = f"conf/{FOLDER}/{name}.yaml"
    shock = validate.part(Shock, yaml_text.read(files()[name], called), called)
    found: Raw = shock.model_dump(mode="json", by_alias=True, exclude_none=True)
    return found


def fitting(raw: Raw) -> list[str]:
    """Shocks of the library that find something to move in a case, beside the case's own.

    Parameters
    ----------
    raw : mapping
        Data of an AS-IS.

    Returns
    -------
    list of str
        None where the case has mistakes, which are told elsewhere.
    """
    try:
        case = validate.as_is(raw, "as_is.yaml")
    except Problems:
        return []
    return [
        name
        for name in files()
        if name not in case.shocks and not any(shock_problems(_struck_by(case, name)))
    ]


def _struck_by(case: AsIs, name: str) -> AsIs:
    """A case with one shock of the library, and no other."""
    shock = validate.part(Shock, read(name), f"conf/{FOLDER}/{name}.yaml")
    return case.model_copy(update={"shocks": {name: shock}})


def with_shocks(raw: Raw, names: Sequence[str]) -> tuple[Raw, list[Problem]]:
    """Today's journey as data, struck by shocks of its own or of the library.

    Parameters
    ----------
    raw : mapping
        Data of an AS-IS; it is left as it is.
    names : sequence of str
        A shock of the case is switched on, another one is taken from the library.

    Returns
    -------
    raw, problems
        A name that is neither, or a file of the library that is wrong, is a problem.
    """
    if not names:
        return raw, []
    raw = deepcopy(raw)
    problems: list[Problem] = []
    own = raw.get("shocks")
    shocks: Raw = own if isinstance(own, dict) else {}
    library = files()
    for name in names:
        if isinstance(shocks.get(name), dict):
            shocks[name] = shocks[name] | {"enabled": True}
        elif name in library:
            try:
                shocks[name] = read(name)
            except Problems as found:
                problems += found.problems
        else:
            known = tuple(dict.fromkeys([*shocks, *library]))
            problems.append(Problem(f"shocks={name}", "unknown", name, known))
    return raw | {"shocks": shocks}, problems
