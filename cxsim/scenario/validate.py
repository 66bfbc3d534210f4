"""From raw data to a frozen case, with everything that is wrong told at once."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from .checks import as_problems, lever_problems, problems_of
from .levers import Redesign
from .parts import Raw
from .problems import Problem, Problems
from .schema import AsIs

Model = TypeVar("Model", bound=BaseModel)


def as_is(raw: Raw, file: str) -> AsIs:
    """A checked AS-IS.

    Raises
    ------
    Problems
        With every mistake, each with file and dotted place.
    """
    case = _model(AsIs, raw, file, tuple(_mapping(raw.get("dimensions"))))
    found = as_problems(file, problems_of(case))
    if found:
        raise Problems(found)
    return case


def redesign(raw: Raw, file: str, case: AsIs) -> Redesign:
    """A checked TO-BE of `case`.

    Raises
    ------
    Problems
        With every mistake, each with file and dotted place.
    """
    plan = _model(Redesign, raw, file, tuple(case.dimensions))
    found = as_problems(file, lever_problems(case, plan))
    if found:
        raise Problems(found)
    return plan


def _mapping(raw: object) -> Mapping[str, Any]:
    return raw if isinstance(raw, Mapping) else {}


def _model(model: type[Model], raw: Raw, file: str, dimensions: tuple[str, ...]) -> Model:
    try:
        return model.model_validate(raw, context={"dimensions": dimensions})
    except ValidationError as error:
        raise Problems(_problem(model, raw, file, dict(e)) for e in error.errors()) from None


def _problem(model: type[BaseModel], raw: Raw, file: str, error: dict[str, Any]) -> Problem:
    """One pydantic error as a sentence's parts."""
    path, owner = _place(model, raw, error["loc"])
    place = f"{file}: {'.'.join(map(str, path))}" if path else file
    kind, value = error["type"], error["input"]
    context = error.get("ctx", {})
    if kind == "extra_forbidden":
        return Problem(place, "unknown", None, _fields(owner))
    if kind == "missing":
        return Problem(place, "missing", None, _hint(owner, path[-1] if path else ""))
    if kind == "union_tag_not_found":
        return Problem(f"{place}.{context['discriminator'].strip(chr(39))}", "missing")
    if kind == "union_tag_invalid":
        tag = context["discriminator"].strip("'")
        names = tuple(t.strip(" '") for t in context["expected_tags"].split(","))
        return Problem(f"{place}.{tag}", "wrong", context["tag"], names)
    if kind == "literal_error":
        expected = context["expected"].replace(" or ", ", ")
        return Problem(place, "wrong", value, tuple(t.strip(" '") for t in expected.split(",")))
    return Problem(place, "wrong", _brief(value), _allowed(kind, context, error["msg"]))


def _allowed(kind: str, context: Mapping[str, Any], message: str) -> str:
    """What is allowed, from a pydantic error."""
    if kind == "quantity":
        return message
    if kind == "string_pattern_mismatch":
        return f"text of the form {context['pattern']}"
    for name, sign in (("ge", "≥"), ("gt", ">"), ("le", "≤"), ("lt", "<")):
        if name in context:
            return f"{sign} {context[name]}"
    words = {
        "int": "a whole number",
        "float": "a number",
        "bool": "true or false",
        "dict": "a mapping of names to values",
        "model": "a mapping of keys to values",
        "string": "text",
        "tuple": "a list",
        "too": message[:1].lower() + message[1:],
    }
    return words.get(kind.partition("_")[0], message)


def _brief(value: object) -> object:
    if isinstance(value, Mapping):
        return "{" + ", ".join(map(str, list(value)[:4])) + (", …" if len(value) > 4 else "") + "}"
    return value


def _fields(model: type[BaseModel] | None) -> tuple[str, ...]:
    if model is None:
        return ()
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _hint(model: type[BaseModel] | None, key: object) -> str | tuple[str, ...]:
    """What a missing field should be: its description, or its first line in a Quantity."""
    field = None if model is None else model.model_fields.get(str(key))
    if field is None:
        return ()
    for extra in field.metadata:
        if hasattr(extra, "allowed"):
            return str(extra.allowed)
    return (field.description or "").rstrip(".")


def _place(
    model: type[BaseModel], raw: object, location: tuple[Any, ...]
) -> tuple[list[Any], type[BaseModel] | None]:
    """The dotted path a person wrote (without pydantic's own tags) and the model that holds it."""
    path: list[Any] = []
    kind: Any = model
    owner: type[BaseModel] | None = model
    for part in location:
        kind, chosen = _chosen(kind, part)
        if chosen or (isinstance(part, str) and part == "[key]"):
            continue
        owner = kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
        path.append(part)
        kind = _inside(kind, part)
    return path, owner


def _chosen(kind: Any, part: object) -> tuple[Any, bool]:
    """The member of a union that a tag chooses, and whether `part` was such a tag."""
    kind = _bare(kind)
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        for member in typing.get_args(kind):
            for name in ("kind", "form"):
                field = getattr(member, "model_fields", {}).get(name)
                if field is not None and part in typing.get_args(field.annotation):
                    return member, True
    return kind, False


def _bare(kind: Any) -> Any:
    """A type without its annotations and without None."""
    while typing.get_origin(kind) is typing.Annotated:
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        members = [m for m in typing.get_args(kind) if m is not type(None)]
        if len(members) == 1:
            return _bare(members[0])
    return kind


def _inside(kind: Any, part: object) -> Any:
    """The type of what lies at `part` inside a type."""
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            if part in (name, field.alias):
                return field.annotation
    if typing.get_origin(kind) in (dict, tuple, list):
        arguments = [a for a in typing.get_args(kind) if a is not Ellipsis]
        return arguments[-1]
    return None
