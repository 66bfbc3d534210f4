"""Values of settings as they are typed: what a text, a list or a number may stand for."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from cxsim.scenario import Problems, yaml_text


def _whole(raw: object) -> object:
    return int(raw) if isinstance(raw, float) and raw.is_integer() else raw


Whole = Annotated[int, BeforeValidator(_whole)]


def _text(raw: object) -> object:
    return str(raw) if isinstance(raw, (int, float)) and not isinstance(raw, bool) else raw


Text = Annotated[str, BeforeValidator(_text), Field(min_length=1)]


def _plain(raw: object) -> object:
    """A list or mapping that was typed, read as a scenario file would: accents need no quotes."""
    if not isinstance(raw, str) or raw[:1] not in ("[", "{"):
        return raw
    try:
        return yaml_text.parse(raw, "")
    except Problems:
        raise ValueError from None


def labels_of(raw: object) -> object:
    """Columns in order with their labels, from one, a list, or a mapping of them to labels."""
    if raw is None:
        return None
    raw = _plain(raw)
    pairs = list(raw.items()) if isinstance(raw, dict) else [(one, one) for one in _listed(raw)]
    labels = {str(column).strip(): str(label).strip() for column, label in pairs}
    simple = all(type(part) in (str, int, float) for pair in pairs for part in pair)
    if not simple or len(labels) != len(pairs) or not labels or "" in (*labels, *labels.values()):
        raise ValueError
    return labels


def codes_of(raw: object) -> object:
    """Codes as texts, from one or a list."""
    if raw is None:
        return None
    codes = _listed(_plain(raw))
    if not all(type(one) in (str, int, float) for one in codes):
        raise ValueError
    return [str(one).strip() for one in codes]


def _listed(raw: object) -> list[object]:
    return raw if isinstance(raw, list) else [raw]


def _real(raw: object) -> object:
    return float(raw) if type(raw) is int else raw


Real = Annotated[float, BeforeValidator(_real)]


MOST_SIZES, LARGEST_SIZE = 10, 100.0


def rising(raw: object) -> object:
    """Rising numbers above 0, from one or a list."""
    sizes = [_real(one) for one in _listed(_plain(raw))]
    good = all(isinstance(one, float) and 0.0 < one <= LARGEST_SIZE for one in sizes)
    if not good or not sizes or len(sizes) > MOST_SIZES or sizes != sorted(set(sizes)):  # type: ignore[type-var]
        raise ValueError
    return sizes


def ends_of(raw: object) -> str | None:
    """A scale by its best rating or by both ends, the worst first."""
    if raw is None:
        return None
    text = str(raw).strip()
    if re.fullmatch(r"[2-9]|[1-9]\d{1,2}", text):
        return text
    ends = re.fullmatch(r"(\d{1,3})-(\d{1,3})", text)
    if ends is None or int(ends[1]) >= int(ends[2]):
        raise ValueError
    return text


def over_of(raw: object) -> dict[str, Any]:
    """What is varied, from a list of places or a mapping of them: a list, two ends, or None."""
    raw = _plain(raw)
    if raw is None:
        return {}
    if isinstance(raw, str):
        raw = [raw]
    if isinstance(raw, list):
        raw = dict.fromkeys(raw)
    if not isinstance(raw, dict) or not all(isinstance(place, str) for place in raw):
        raise ValueError
    return {place: _range(given) for place, given in raw.items()}


def _range(given: object) -> object:
    """A list of values, a pair of ends, or None."""
    if isinstance(given, dict):
        if given.keys() != {"low", "high"}:
            raise ValueError
        return given["low"], given["high"]
    return given if given is None or isinstance(given, (list, tuple)) else [given]


def shard_of(raw: object) -> str | None:
    """A share such as 1/8, of at most as many as there may be parts."""
    if raw is None:
        return None
    found = re.fullmatch(r"([1-9]\d{0,4})/([1-9]\d{0,4})", str(raw).strip())
    if found is None or int(found[1]) > int(found[2]):
        raise ValueError
    return found[0]
