"""As much of JSON Schema as the exported schemas use; anything else in them is an error here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

NOTES = {"title", "description", "default", "x-unit", "x-lever", "$defs", "discriminator"}
TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda x: isinstance(x, dict),
    "array": lambda x: isinstance(x, list),
    "string": lambda x: isinstance(x, str),
    "boolean": lambda x: isinstance(x, bool),
    "null": lambda x: x is None,
    "number": lambda x: isinstance(x, (int, float)) and not isinstance(x, bool),
    "integer": lambda x: isinstance(x, int) and not isinstance(x, bool),
}
LIMITS: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "minimum": ("number", lambda x, limit: x >= limit),
    "maximum": ("number", lambda x, limit: x <= limit),
    "exclusiveMinimum": ("number", lambda x, limit: x > limit),
    "minLength": ("string", lambda x, limit: len(x) >= limit),
    "maxLength": ("string", lambda x, limit: len(x) <= limit),
    "pattern": ("string", lambda x, limit: re.search(limit, x) is not None),
    "minItems": ("array", lambda x, limit: len(x) >= limit),
    "maxItems": ("array", lambda x, limit: len(x) <= limit),
    "minProperties": ("object", lambda x, limit: len(x) >= limit),
    "required": ("object", lambda x, limit: set(limit) <= set(x)),
}


def accepts(schema: dict[str, Any], data: Any, whole: dict[str, Any] | None = None) -> bool:
    """Whether a schema accepts some data."""
    whole = whole or schema
    return all(_holds(key, value, schema, data, whole) for key, value in schema.items())


def _holds(key: str, value: Any, schema: dict[str, Any], data: Any, whole: dict[str, Any]) -> bool:
    if key in NOTES:
        return True
    if key in LIMITS:
        kind, holds = LIMITS[key]
        return not TYPES[kind](data) or holds(data, value)
    match key:
        case "$ref":
            return accepts(whole["$defs"][value.removeprefix("#/$defs/")], data, whole)
        case "type":
            return TYPES[value](data)
        case "enum":
            return data in value
        case "const":
            return bool(data == value)
        case "anyOf":
            return any(accepts(one, data, whole) for one in value)
        case "oneOf":
            return sum(accepts(one, data, whole) for one in value) == 1
        case "items":
            return not isinstance(data, list) or all(accepts(value, x, whole) for x in data)
        case "prefixItems":
            pairs = zip(value, data, strict=False) if isinstance(data, list) else ()
            return all(accepts(one, x, whole) for one, x in pairs)
        case "properties" | "patternProperties" | "additionalProperties":
            return not isinstance(data, dict) or all(_inside(key, schema, data, whole))
        case "propertyNames":
            return not isinstance(data, dict) or all(accepts(value, x, whole) for x in data)
    raise NotImplementedError(key)


def _inside(key: str, schema: dict[str, Any], data: Any, whole: dict[str, Any]) -> Iterator[bool]:
    """Whether each property accepts what it is given, for one of the three kinds of property."""
    named, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for name, inside in data.items():
        matching = [one for pattern, one in patterns.items() if re.search(pattern, name)]
        if key == "properties" and name in named:
            yield accepts(named[name], inside, whole)
        if key == "patternProperties":
            yield all(accepts(one, inside, whole) for one in matching)
        if key == "additionalProperties" and name not in named and not matching:
            other = schema[key]
            yield other if isinstance(other, bool) else accepts(other, inside, whole)
