"""What is wrong with the settings of a command, and what may have been meant."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import ValidationError

from cxsim.scenario.problems import nearest

from .command import VERBS, Columns, Command, Dask, Setting, Settings, range_of, verb_settings
from .speech import is_spoken
from .words import Mistake

TONGUES = {"esp": "es", "spa": "es", "eng": "en", "ing": "en"}
"""How people begin the name of a language."""


def checked(raw: dict[str, Any], called: dict[str, str]) -> Command | list[Mistake]:
    """The command that the composed settings state, or all that is wrong with them.

    Parameters
    ----------
    raw : dict
        Composed settings, nested.
    called : dict of str to str
        For places that were not typed but stand in a file, how to call them.
    """
    try:
        return Command.model_validate(raw)
    except ValidationError as error:
        return [_mistake(raw, dict(one), called) for one in error.errors()]


def _mistake(raw: dict[str, Any], error: dict[str, Any], called: dict[str, str]) -> Mistake:
    path = [str(part) for part in error["loc"]]
    if path[0] == "do":
        del path[1:2]  # the verb, which is how pydantic tells which settings it means
        del path[3 if path[1:2] == ["columns"] else 2 :]  # inside one setting
    elif path[0] == "execution":
        del path[1:2]  # its kind, likewise
    elif path[0] in raw:
        del path[1:]  # inside one setting only the members of a union can follow
    place = ".".join(path)
    name = called.get(place, place)
    model, last = _owner(raw, path)
    if error["type"] == "missing":
        return Mistake("missing", name, allowed=_allowed(model, last))
    if error["type"] == "extra_forbidden":
        return Mistake("unknown", name, names=tuple(model.model_fields), sought=last)
    if error["type"].startswith("union_tag"):
        return Mistake("unknown", f"{name}={raw['do']!r}", names=VERBS, sought=str(raw["do"]))
    value = error["input"] if path[0] in ("do", "execution") else raw[path[0]]
    meant = _meant(model, last, value) if isinstance(value, str) else ""
    return Mistake("wrong", name, value, (meant,), meant, _allowed(model, last))


def _meant(model: type[Settings], name: str, value: str) -> str:
    """What a text that is not allowed may stand for."""
    if name == "language":
        tongue, _, country = value.strip().lower().replace("-", "_").partition("_")
        tongue = TONGUES.get(tongue[:3], tongue)
        full = f"{tongue}_{country.upper()}"
        return next((one for one in (full, tongue) if is_spoken(one)), "")
    return nearest(value, map(str, get_args(model.model_fields[name].annotation)))


def _owner(raw: dict[str, Any], path: list[str]) -> tuple[type[Settings], str]:
    if path[0] == "execution" and len(path) > 1:
        return Dask, path[1]
    if path[0] != "do" or len(path) == 1:
        return Command, path[0]
    if path[1] == "columns" and len(path) > 2:
        return Columns, path[2]
    return verb_settings(raw["do"]["verb"]), path[1]


def _allowed(model: type[Settings], name: str) -> tuple[tuple[str, str], ...]:
    """What a setting allows, in both languages."""
    field = model.model_fields.get(name)
    if field is None:
        return ()
    if span := range_of(field):
        return ("en", f"a whole number, {span}"), ("es", f"un número entero, {span}")
    setting = next((note for note in field.metadata if isinstance(note, Setting)), None)
    if setting is None or setting.allowed is None:
        return ()
    return ("en", setting.allowed[0]), ("es", setting.allowed[1])
