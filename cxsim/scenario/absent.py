"""Why a place that a lever names is not there: a case lacks that part, or that form of it."""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from . import kinds
from .found import Found, Place
from .problems import shown
from .schema import AsIs
from .values import Quantity
from .words import phrase

TAGS = ("form", "kind")
"""Keys that say of which form a part is."""


def absent(where: Place, case: AsIs, target: str) -> Found | None:
    """That a case could have what a lever names, and why it has not; None where none could.

    Parameters
    ----------
    where : Place
        Of the lever's target, where it is told.
    case : AsIs
        Today's, extended by what the redesign adds.
    target : str
        A dotted place of no value of it.
    """
    node: Any = case
    kind: Any = AsIs
    parts = target.split(".")
    for number, part in enumerate(parts):
        above, rest = ".".join(parts[:number]), parts[number + 1 :]
        if isinstance(node, BaseModel):
            own = kinds.fields(type(node))
            if part not in own:
                return _of_form(where, target, above, node, kind, [part, *rest])
            kind, node = own[part], getattr(node, part, None)
            if node is None:
                stated = ".".join(parts[: number + 1])
                return _unstated(where, target, stated) if _moves(kind, rest) else None
        elif isinstance(node, Mapping) and part in node:
            kind, node = kinds.inside(kind, part), node[part]
        else:
            return None
    return None


def _unstated(where: Place, target: str, part: str) -> Found:
    said = phrase("names_unstated", target=shown(target, 300), part=part)
    return Found(where, "absent", said, phrase("stated_part", part=part))


def _of_form(
    where: Place, target: str, above: str, node: BaseModel, kind: Any, rest: list[str]
) -> Found | None:
    """That what lies above a place is of a form without it, and the forms that have it."""
    key = next((tag for tag in TAGS if tag in kinds.fields(type(node))), "")
    forms = [
        str(typing.get_args(member.model_fields[key].annotation)[0])
        for member in kinds.members_of(kinds.bare(kind)[0])
        if key and kinds.is_section(member) and _moves(member, rest)
    ]
    if not forms:
        return None
    about = {"part": above, "tag": key}
    own = getattr(node, key)
    said = phrase("names_form", target=shown(target, 300), form=own, last=rest[0], **about)
    return Found(where, "absent", said, phrase("of_form", forms=", ".join(forms), **about))


def _moves(kind: Any, rest: Sequence[str]) -> bool:
    """Whether levers may move what lies so far inside a type."""
    for part in rest:
        kind = None if kind is None else kinds.inside(kind, part)
    if kind is None:
        return False
    inner, notes = kinds.bare(kind)
    if kinds.is_section(inner):
        return any(_moves(kind, (key,)) for key in kinds.fields(inner))
    return any(isinstance(note, Quantity) and note.lever for note in notes)
