"""What is wrong with what a person wrote, said so that they can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import combining

from cxsim import places

from .words import Phrase, said

MOST_MARKS = 4
"""Combining marks on one letter."""
MOST = 200
"""Mistakes told at once; a file with more of them is another kind of file."""


@dataclass(frozen=True)
class Problem:
    """One mistake.

    Parameters
    ----------
    place : str
        Where: a file and a dotted place in it, or an override of the command.
    kind : str
        A key of `words.WORDS`: unknown, missing, wrong, file …
    value : object
        The value found there, if any; of something unknown, its name.
    allowed : Phrase, str or tuple of str
        What is allowed: a phrase, or names.
    near : str or tuple of str
        The right thing, if it is known, or names among which the nearest is sought; the names
        allowed where none are given.
    """

    place: str
    kind: str
    value: Any = None
    allowed: Phrase | str | tuple[str, ...] = ()
    near: str | tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By where and what; a value may be a list or a mapping."""
        return hash((self.place, self.kind))

    def sentence(self, language: str = "en") -> str:
        """Say it in Spanish or English, on one line, with control characters made harmless."""
        what = said(self.kind, language).format(value=self._value(language))
        text = f"{_cut(harmless(self.place), 240)} {what}."
        if near := self._nearest():
            text += " " + said("nearest", language).format(names=_cut(harmless(near), 80))
        if names := self._allowed(language):
            text += " " + said("allowed", language).format(names=names)
        return text

    def _value(self, language: str) -> str:
        if isinstance(self.value, Phrase):
            return self.value.said(language)
        if self.kind == "file":
            return _cut(harmless(str(self.value)), 160)
        return shown(self.value)

    def _nearest(self) -> str:
        if isinstance(self.near, str):
            return self.near
        if self.kind == "missing":
            return ""
        known = self.near or (self.allowed if isinstance(self.allowed, tuple) else ())
        sought = self.place.rpartition(".")[2] if self.value is None else str(self.value)
        return nearest(sought, known)

    def _allowed(self, language: str) -> str:
        if isinstance(self.allowed, Phrase):
            return self.allowed.said(language)
        if isinstance(self.allowed, str):
            return harmless(self.allowed)
        more = ", …" if len(self.allowed) > 12 else ""
        return ", ".join(_cut(harmless(name), 60) for name in self.allowed[:12]) + more


class Problems(Exception):
    """Everything that is wrong, at once.

    Parameters
    ----------
    problems : iterable of Problem
        In the order in which a person would meet them.
    rest : object
        What could still be made sense of, for further checks.
    """

    def __init__(self, problems: Iterable[Problem], rest: object = None) -> None:
        found = list(dict.fromkeys(problems))
        more = [Problem("…", "more")] if len(found) > MOST else []
        self.problems = (*found[:MOST], *more)
        self.rest = rest
        super().__init__(self.problems)

    def __str__(self) -> str:
        return self.text()

    def text(self, language: str = "en") -> str:
        """All sentences, one a line."""
        return "\n".join(problem.sentence(language) for problem in self.problems)


def seen(file: Path) -> str:
    """How messages name a file: from the working folder or the project's, if it lies in one."""
    for home in (Path.cwd(), places.root()):
        if file.is_relative_to(home):
            return file.relative_to(home).as_posix()
    return file.as_posix()


def nearest(name: str, names: Iterable[str]) -> str:
    """The known name most like `name`, or an empty text when none is like it."""
    known, sought = list(names), name[:100]
    if close := difflib.get_close_matches(sought, known, 1):
        return close[0]
    small = {one.lower(): one for one in known}
    close = difflib.get_close_matches(sought.lower(), small, 1)
    return small[close[0]] if close else ""


def shown(value: object, longest: int = 80) -> str:
    """A value as a case would write it, as harmless text: quoted if text, cut if long."""
    return _cut(harmless(_written(value)), longest)


def _written(value: object) -> str:
    if isinstance(value, str):
        return repr(value[:1000])
    if isinstance(value, Mapping):
        return "{" + _few([_pair(key, value[key]) for key in list(value)[:5]]) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + _few([_written(item) for item in value[:5]]) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _pair(key: object, value: object) -> str:
    return f"{key}: {'…' if isinstance(value, (Mapping, list)) else _written(value)}"


def _few(items: list[str]) -> str:
    return ", ".join(items[:4]) + (", …" if len(items) > 4 else "")


def harmless(text: str) -> str:
    """Text on one line without anything that steers a terminal or hides its own direction."""
    text = unstacked(text)
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def unstacked(text: str) -> str:
    """Text whose letters carry no more marks than any script needs: towers hide other lines."""
    if text.isascii():
        return text
    kept, marks = [], 0
    for c in text:
        marks = marks + 1 if combining(c) else 0
        if marks <= MOST_MARKS:
            kept.append(c)
    return "".join(kept)


def _cut(text: str, longest: int) -> str:
    """Text of at most so many characters, its middle left out."""
    if len(text) <= longest:
        return text
    head = longest * 2 // 3
    return f"{text[:head]}…{text[len(text) - (longest - head - 1) :]}"
