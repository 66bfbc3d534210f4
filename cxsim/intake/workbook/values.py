"""A value of a case from what a person put in a cell, and back."""

from __future__ import annotations

import re
import typing
from typing import Any

from cxsim.scenario import kinds
from cxsim.scenario.parts import Hint
from cxsim.scenario.values import Value
from cxsim.scenario.yaml_text import STEERING

from .layout import TO_BE, is_label, leaf
from .opening import Content
from .words import CHOICES, meant

LONGEST_NAME = 60
SPLIT = re.compile(r"[\n;,]+")
AMBIGUOUS = re.compile(r"[-+]?[1-9]\d{0,2}([.,])\d{3}")
"""1,234 or 1.234: a thousand to some, one and a bit to others."""
GROUPED = re.compile(r"[-+]?\d{1,3}(?:(?P<mark>[.,' ])\d{3})(?:(?P=mark)\d{3})*(?:[.,]\d+)?")
PLAIN = re.compile(r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)")


class Odd(Exception):
    """What a cell has cannot stand there.

    Parameters
    ----------
    kind : str
        A key of `words.SAID`.
    parts : dict
        What its sentence mentions.
    choices : tuple of str
        What may stand there, where these are few.
    """

    def __init__(self, kind: str, choices: tuple[str, ...] = (), **parts: Any) -> None:
        super().__init__(kind)
        self.kind, self.choices, self.parts = kind, choices, parts


def read(content: Content, kind: Any) -> Any:
    """The value of a cell at a place of a type; as it stands where the schema can tell better.

    Raises
    ------
    Odd
        When it can be told here what is wrong with it.
    """
    if content.kind in ("formula", "error"):
        raise Odd(content.kind)
    bare, notes = kinds.bare(leaf(kind)) if kind is not None else (None, [])
    hint = next((note.key for note in notes if isinstance(note, Hint)), "")
    if typing.get_origin(bare) is typing.Literal:
        return choice(content, tuple(map(str, typing.get_args(bare))))
    if bare is bool:
        if isinstance(content.value, bool):
            return content.value
        return choice(content, ("true", "false")) == "true"
    if bare in (Value, int, float):
        if content.kind == "date":
            raise Odd("date")
        return number(content.value)
    if bare is None or not (bare is str or is_label(kind) or typing.get_origin(bare) is tuple):
        return content.value
    said = text(content)
    if typing.get_origin(bare) is tuple:
        parts = [part.strip() for part in SPLIT.split(said) if part.strip()]
        return parts if hint else [kinds.slug(part) for part in parts]
    return name(content) if hint == "identifier" else said


def text(content: Content) -> str:
    """Text as a case may hold it, without spaces around it."""
    if content.kind in ("formula", "error"):
        raise Odd(content.kind)
    said = str(content.value).strip()
    said = said.removesuffix(" 00:00:00") if content.kind == "date" else said
    if STEERING.search(said.replace("\n", " ").replace("\t", " ")) or "${" in said:
        raise Odd("strange")
    return said


def name(content: Content, prefix: str = "") -> str:
    """A name of a–z, 0–9 and _ out of one that a person wrote."""
    said = text(content)
    slug = kinds.slug(said)
    slug = slug if slug.startswith(prefix) else prefix + slug
    if len(said) > LONGEST_NAME or len(slug) > LONGEST_NAME or not slug[:1].isalpha():
        raise Odd("bad_name")
    if prefix == TO_BE and slug == prefix:
        raise Odd("bad_name")
    return slug


def choice(content: Content, choices: tuple[str, ...]) -> str:
    """Which of the schema's words one of a list means."""
    found = meant(str(content.value), choices, CHOICES)
    if found is None:
        raise Odd("choice", choices)
    return found


def number(value: Any) -> Any:
    """A number, also one typed as text: 0,15, 15 %, 1.234,50; other text as it stands."""
    if not isinstance(value, str):
        return value
    said = value.replace("\u00a0", " ").replace("\u202f", " ").replace("−", "-").strip()
    percent = said.endswith("%")
    said = said.removesuffix("%").strip()
    if AMBIGUOUS.fullmatch(said):
        mark = next(c for c in said if c in ".,")
        raise Odd("which_number", one=said.replace(mark, "."), other=said.replace(mark, ""))
    if (grouped := GROUPED.fullmatch(said)) is not None:
        said = said.replace(grouped["mark"], "")
    elif not PLAIN.fullmatch(said):
        return value.strip()
    found = float(said.replace(",", "."))
    if percent:
        return float(f"{found / 100:.15g}")
    return int(found) if found.is_integer() else found
