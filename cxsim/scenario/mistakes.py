"""Pydantic's errors in a case's own terms, and something valid to stand in for what is wrong."""

from __future__ import annotations

import re
import typing
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from . import kinds
from .problems import MOST, nearest
from .teams import SPAN, WEEKDAYS
from .values import Mistake as NumberMistake
from .values import Value
from .words import Phrase, phrase

Allowed = Phrase | tuple[str, ...]
MONEY = r"(?:[A-Z]{2,3}\$?|[$€£¥₡₲₱])"
"""How people mark an amount of money."""
DIAS = dict(zip(("lun", "mar", "mie", "jue", "vie", "sab", "dom"), WEEKDAYS, strict=True))
"""How weekdays begin in Spanish, which no likeness of letters would show."""


class Said(NamedTuple):
    """The parts of a `Problem` beside its place."""

    kind: str
    value: object = None
    allowed: Allowed = ()
    near: str | tuple[str, ...] = ()


class Mistake:
    """One error.

    Parameters
    ----------
    model : type
        The section that was read.
    error : dict
        One of pydantic's errors.
    number : NumberMistake, optional
        What is wrong inside a value, where it is one.
    """

    def __init__(
        self, model: type[BaseModel], error: Mapping[str, Any], number: NumberMistake | None = None
    ) -> None:
        self.path, self.kind, self.holder = kinds.walked(model, error["loc"])
        self.type: str = error["type"]
        self.value: Any = error["input"]
        self.context: Mapping[str, Any] = error.get("ctx", {})
        self.number = number
        self.is_key = error["loc"][-1:] == ("[key]",)
        self.is_tag = self.type.startswith("union_tag")
        if self.is_tag:
            self.path.append(self.context["discriminator"].strip("'"))
            self.value = self.context.get("tag")

    @property
    def place(self) -> list[Any]:
        """Keys a person wrote, down to the mistake."""
        return [*self.path, self.number.key] if self.number and self.number.key else self.path

    def said(self) -> Said:
        """What to tell."""
        if self.number is not None:
            return _of_number(self.number)
        if self.type == "extra_forbidden":
            section = kinds.bare(self.holder)[0]
            known = tuple(kinds.fields(section)) if kinds.is_section(section) else ()
            key = str(self.path[-1])
            if self.value is None and key.isdecimal():  # {margin: 0,5}
                return Said("unknown", key, phrase("point"))
            return Said("unknown", key, known)
        if self.type in ("missing", "union_tag_not_found"):
            return Said("missing", None, self._allowed())
        if isinstance(self.value, float) and kinds.bare(self.kind)[0] is int:
            whole = f"{self.value:.0f}" if self.value.is_integer() else ""
            return Said("wrong", Phrase(repr(self.value)), self._allowed(), whole)
        return Said("wrong", self.value, self._allowed(), self._near())

    def _allowed(self) -> Allowed:
        if self.is_tag:
            return self._tags()
        if self.type == "too_short":
            return phrase("list_one" if isinstance(self.value, (list, tuple)) else "mapping_one")
        if self.type == "string_too_short":
            return phrase("some_text")
        if self.type == "string_too_long":
            return phrase("shorter", n=self.context["max_length"])
        return kinds.allowed(self.kind)

    def _tags(self) -> tuple[str, ...]:
        """The tags of a union."""
        name = self.path[-1]
        members = kinds.members_of(kinds.bare(self.kind)[0])
        return tuple(t for m in members for t in typing.get_args(m.model_fields[name].annotation))

    def _near(self) -> str | tuple[str, ...]:
        """What the person may have meant."""
        if not isinstance(self.value, str):
            return ()
        if kinds.bare(self.kind)[0] in (Value, int, float):
            return _near(self.value)
        if self._allowed() in (phrase("span"), phrase("opening")):
            return _near_span(self.value)
        slug, days = kinds.slug(self.value), self._allowed()
        if isinstance(days, tuple) and set(WEEKDAYS) <= set(days):
            return DIAS.get(slug[:3], ())
        return slug if self._allowed() == phrase("identifier") and slug[:1].isalpha() else ()

    def mend(self, raw: Any) -> tuple[Any, ...]:
        """Put something valid in its place, or take it away where nothing is needed; the place."""
        *above, last = self.path or [None]
        node = raw
        for part in above:
            node = _inside(node, part)
        if isinstance(node, dict):
            self._mend(node, last)
        elif isinstance(node, list) and isinstance(last, int):
            node[last : last + 1] = [kinds.stand_in(self.kind, self.value)]
        # What stands beside a form that nobody can guess may be right for the one that was meant.
        return tuple(above if self.is_tag and not self._meant() else self.path)

    def _meant(self) -> str:
        """The tag most like the one given, if any is."""
        return nearest(self.value, self._tags()) if isinstance(self.value, str) else ""

    def _mend(self, node: dict[Any, Any], last: Any) -> None:
        if self.is_tag:
            node[last] = self._meant() or self._tags()[0]
        elif self.is_key:
            node[kinds.stand_in(self.kind, last)] = node.pop(last, None)
        elif kinds.optional(self.holder, last):
            node.pop(last, None)
        else:
            node[last] = kinds.stand_in(self.kind, self.value)


def _inside(node: Any, part: Any) -> Any:
    """What lies at a key or an index of raw data, or None."""
    if isinstance(node, dict):
        return node.get(part)
    return node[part] if isinstance(node, list) and part in range(len(node)) else None


def of(model: type[BaseModel], error: ValidationError) -> list[Mistake]:
    """The mistakes that pydantic found, in its order (not endlessly many)."""
    return [
        Mistake(model, one, number)
        for one in error.errors(include_url=False)[: 2 * MOST]
        if one["type"] != "too_short" or not one["input"]  # else its items' mistakes say it
        for number in one.get("ctx", {}).get("mistakes", (None,))
    ]


def _of_number(number: NumberMistake) -> Said:
    if isinstance(number.allowed, tuple):
        return Said("unknown", number.key, number.allowed)
    return Said("wrong", number.found, number.allowed, _near(number.found))


def _near(text: object) -> str:
    """A number as a case writes it, from one written as people do: 15%, 0,15 or 1,200,000."""
    if not isinstance(text, str) or len(text) > 40:
        return ""
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    text = re.sub(rf"^{MONEY} ?| ?{MONEY}$", "", text)
    if re.fullmatch(r"-?[1-9]\d{0,2}(([,_' ]\d{3})+|(\.\d{3}){2,})", text, re.ASCII):
        return re.sub(r"[^-\d]", "", text)
    text = text.replace(",", ".")
    if match := re.fullmatch(r"(-?\d+(?:\.\d+)?) ?%", text, re.ASCII):
        return f"{float(match[1]) / 100:g}"
    return text if re.fullmatch(r"-?\d{1,18}(\.\d{1,18})?", text, re.ASCII) else ""


def _near_span(text: str) -> str:
    """Two times as a case writes them, from those that people write: 8-20, 8:00 a 20:00."""
    time = r"(\d{1,2})(?:[:.h](\d{2}))?(?: ?h)?"
    match = re.fullmatch(rf"{time} ?(?:[-–—]|to|a|hasta) ?{time}", text[:40].strip(), re.ASCII)
    if match is None:
        return ""
    first, last = (f"{match[at]:0>2}:{match[at + 1] or '00'}" for at in (1, 3))
    found = f"{first}-{last}"
    return found if re.fullmatch(SPAN, found) else ""
