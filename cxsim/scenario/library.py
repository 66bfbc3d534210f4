"""Where cases lie: the shipped ones, and the user's own `./scenarios` over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from cxsim import places

from . import validate, yaml_text
from .parts import Raw
from .problems import Problem, Problems, nearest
from .schema import Scenario

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


def names(folder: Path) -> list[str]:
    """AS-IS and every TO-BE in a case's folder, in order of name."""
    return [AS_IS, *sorted(file.stem for file in folder.glob("to_be_*.yaml"))]


def load(scenario: str | Path, overrides: tuple[str, ...] | list[str] = ()) -> Scenario:
    """Read one scenario and check it.

    Parameters
    ----------
    scenario : str or Path
        `case/name` (such as `telecom/as_is`), or the path of a scenario file.
    overrides : sequence of str
        `place=value` changes of that file; in a TO-BE, places that begin with `as_is.` change
        today's journey.

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
    raw = {n: yaml_text.read(folder / f"{n}.yaml", called(folder, n)) for n in {AS_IS, name}}
    changed = {n: deepcopy(data) for n, data in raw.items()}
    for override in overrides:
        place, value = parsed(override)
        first, _, rest = place.partition(".")
        target, place = (first, rest) if first in changed and rest else (name, place)
        put(changed[target], place, value, dimensions(changed[AS_IS]))
    return build(folder, name, changed)


def build(folder: Path, name: str, raw: Mapping[str, Raw]) -> Scenario:
    """A checked scenario from the raw data of its file and of its AS-IS."""
    today = validate.as_is(raw[AS_IS], called(folder, AS_IS))
    history = getattr(today.relationship, "history", None)
    if history and not (folder / history).is_file():
        place = f"{called(folder, AS_IS)}: relationship.history"
        raise Problems([Problem(place, "wrong", history, "a file that lies beside as_is.yaml")])
    plan = None
    if name != AS_IS:
        plan = validate.redesign(raw[name], called(folder, name), today)
    return Scenario(folder.name, name, today, plan, folder)


def find(scenario: str | Path) -> tuple[Path, str]:
    """Folder and name of a scenario given as `case/name` or as a file's path.

    Raises
    ------
    Problems
        When there is none; the nearest name is told.
    """
    path = Path(scenario)
    if path.suffix in (".yaml", ".yml"):
        if not path.is_file():
            raise Problems([Problem(str(path), "file", "there is no such file")])
        return path.resolve().parent, path.stem
    case, _, name = str(scenario).partition("/")
    known = cases()
    if case not in known:
        raise Problems([Problem(f"case {case}", "unknown", None, _near(case, tuple(known)))])
    name = name or AS_IS
    there = names(known[case])
    if name not in there:
        raise Problems([Problem(f"{case}/{name}", "unknown", None, _near(name, tuple(there)))])
    return known[case], name


def _near(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    close = nearest(name, known)
    return (close,) if close else known


def called(folder: Path, name: str) -> str:
    """How messages name a scenario file."""
    return f"scenarios/{folder.name}/{name}.yaml"


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
    place, sign, text = override.partition("=")
    if not sign or not place:
        raise Problems([Problem(override, "wrong", override, "place=value")])
    return place, yaml_text.parse(text, override)


def put(raw: Raw, place: str, value: Any, names: tuple[str, ...]) -> None:
    """Set a dotted place of raw data; one number for all dimensions is first spread over them."""
    *above, last = place.split(".")
    node = raw
    for part in above:
        child = node.get(part)
        if not isinstance(child, dict) or "value" in child:
            child = {} if child is None else dict.fromkeys(names, child)
            node[part] = child
        node = child
    node[last] = value


def every(folder: Path) -> Iterator[Scenario]:
    """AS-IS and every TO-BE of a case's folder."""
    for name in names(folder):
        yield load(folder / f"{name}.yaml")
