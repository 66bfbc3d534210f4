"""Types of a case's parts, walked: what lies where, what is allowed there, what could stand in."""

from __future__ import annotations

import math
import re
import types
import typing
from collections.abc import Iterator
from typing import Any
from unicodedata import combining, normalize

from pydantic import BaseModel

from .parts import IDENTIFIER, Hint
from .values import Quantity
from .words import Phrase, phrase, range_phrase


def fields(model: type[BaseModel]) -> dict[str, Any]:
    """Type of each key of a section, as a case writes it."""
    return {
        field.alias or name: typing.Annotated[field.annotation, *field.metadata, field]
        for name, field in model.model_fields.items()
    }


def optional(kind: Any, key: object) -> bool:
    """Whether a key may be left out of what lies in a type."""
    if not is_section(kind := bare(kind)[0]):
        return False
    fields_by_key = {field.alias or name: field for name, field in kind.model_fields.items()}
    return key not in fields_by_key or not fields_by_key[str(key)].is_required()


def bare(kind: Any) -> tuple[Any, list[Any]]:
    """A type without its annotations and without None, and those annotations."""
    notes: list[Any] = []
    while True:
        if typing.get_origin(kind) is typing.Annotated:
            kind, *found = typing.get_args(kind)
            notes += found
        elif len(members := members_of(kind)) == 1 and members[0] is not kind:
            kind = members[0]
        else:
            return kind, list(_flat(notes))


def _flat(notes: list[Any]) -> Iterator[Any]:
    for note in notes:
        yield note
        yield from _flat(getattr(note, "metadata", None) or [])


def members_of(kind: Any) -> list[Any]:
    """Members of a union, without None; the type itself when it is none."""
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return [member for member in typing.get_args(kind) if member is not type(None)]
    return [kind]


def inside(kind: Any, part: object) -> Any:
    """The type of what lies at a key or index inside a type, or None."""
    kind, _ = bare(kind)
    if is_section(kind):
        return fields(kind).get(str(part))
    if typing.get_origin(kind) in (dict, tuple, list):
        inner = typing.get_args(kind)
        if isinstance(part, int) and Ellipsis not in inner and part < len(inner):
            return inner[part]
        return [a for a in inner if a is not Ellipsis][-1]
    return None


def is_section(kind: Any) -> typing.TypeGuard[type[BaseModel]]:
    """Whether a type is a section of a case."""
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def tagged(kind: Any, tag: object) -> Any:
    """The member of a union that a tag names, or None when the type is no such union."""
    for member in members_of(bare(kind)[0]):
        for name in ("kind", "form"):
            field = getattr(member, "model_fields", {}).get(name)
            if field is not None and tag in typing.get_args(field.annotation):
                return member
    return None


def walked(kind: Any, location: tuple[Any, ...]) -> tuple[list[Any], Any, Any]:
    """Follow pydantic's location through a type.

    Returns
    -------
    path : list
        The keys a person wrote, without pydantic's own tags.
    kind : type
        What lies there, or None.
    holder : type
        What holds it.
    """
    path: list[Any] = []
    holder = None
    for part in location:
        member = None if len(members_of(bare(kind)[0])) == 1 else tagged(kind, part)
        if member is not None:
            kind = member
        elif part == "[key]":
            kind = typing.get_args(bare(holder)[0])[0]
        else:
            path.append(part)
            holder, kind = kind, inside(kind, part)
    return path, kind, holder


def allowed(kind: Any) -> Phrase | tuple[str, ...]:
    """What may stand at a place of this type."""
    kind, notes = bare(kind)
    for note in notes:
        if isinstance(note, Quantity):
            return note.allowed
        if isinstance(note, Hint):
            return phrase(note.key)
    origin = typing.get_origin(kind)
    if origin is typing.Literal:
        return tuple(map(str, typing.get_args(kind)))
    if kind in (int, float):
        return _range(kind, notes)
    if kind in (bool, str):
        return phrase("yes_no" if kind is bool else "text")
    sections = [member for member in members_of(kind) if is_section(member)]
    if sections:  # of a union, what any of its members has
        keys = list(dict.fromkeys(key for section in sections for key in fields(section)))
        return phrase("section", keys=", ".join(keys[:8]) + (", …" if len(keys) > 8 else ""))
    return phrase("list" if origin is tuple else "mapping")


def _range(kind: type, notes: list[Any]) -> Phrase:
    """The range of a plain number."""
    low = next((note.ge for note in notes if getattr(note, "ge", None) is not None), -math.inf)
    high = next((note.le for note in notes if getattr(note, "le", None) is not None), math.inf)
    unit = "whole" if kind is int else ""
    for note in notes:
        if getattr(note, "gt", None) is not None:
            return phrase("more_than_at_most", low=f"{note.gt:g}", high=f"{high:g}", unit=unit)
    return range_phrase(low, high, unit)


def stand_in(kind: Any, given: object = None) -> Any:
    """Something valid of this type, as like what was given as can be, for further checks."""
    kind, notes = bare(kind)
    for note in notes:
        if isinstance(note, Quantity):
            return min(max(0.0, note.low), note.high)
        if isinstance(note, Hint):
            like = slug(str(given))
            named = note.key == "identifier" and re.fullmatch(IDENTIFIER, like)
            return like if named else note.example
    origin = typing.get_origin(kind)
    if origin is typing.Literal:
        return typing.get_args(kind)[0]
    if kind in (int, float):
        bounds = [
            b for note in notes for b in (getattr(note, "ge", None), getattr(note, "le", None))
        ]
        return kind(next((b for b in bounds if b is not None), 1))
    if kind is bool:
        return False
    if kind is str:
        return "x"
    if origin in (tuple, dict):
        return _few(origin, typing.get_args(kind), notes)
    if is_section(kind):
        return {k: stand_in(t) for k, t in fields(kind).items() if not optional(kind, k)}
    members = members_of(kind)
    return {} if members == [kind] else stand_in(members[0])


def _few(origin: type, inner: tuple[Any, ...], notes: list[Any]) -> Any:
    """As little as a list or a mapping may hold: nothing, or one item."""
    if not any((getattr(note, "min_length", None) or 0) > 0 for note in notes):
        return {} if origin is dict else []
    items = [stand_in(one) for one in inner if one is not Ellipsis]
    return {items[0]: items[1]} if origin is dict else items


def slug(text: str) -> str:
    """A text as an identifier, as far as that goes; letters lose their accents."""
    bare = "".join(c for c in normalize("NFKD", text[:60].lower()) if not combining(c))
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_")
