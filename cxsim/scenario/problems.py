"""What is wrong with what a person wrote, said so that they can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

WORDS: dict[str, dict[str, str]] = {
    "unknown": {
        "en": "is not known here",
        "es": "no se conoce aquí",
    },
    "missing": {
        "en": "is missing",
        "es": "falta",
    },
    "wrong": {
        "en": "is {value}, which is not allowed",
        "es": "es {value}, y no se admite",
    },
    "file": {
        "en": "cannot be read: {value}",
        "es": "no se puede leer: {value}",
    },
    "nearest": {"en": "Nearest: {names}.", "es": "Lo más parecido: {names}."},
    "allowed": {"en": "Allowed: {names}.", "es": "Se admite: {names}."},
}


@dataclass(frozen=True)
class Problem:
    """One mistake.

    Parameters
    ----------
    place : str
        Where: a file and a dotted place in it, or an override of the command.
    kind : str
        A key of `WORDS`: unknown, missing, wrong or file.
    value : object
        The value found there, if any.
    allowed : str or tuple of str
        What is allowed: one phrase, or names (the nearest one is then told).
    """

    place: str
    kind: str
    value: Any = None
    allowed: str | tuple[str, ...] = ()

    def sentence(self, language: str = "en") -> str:
        """Say it in Spanish or English, on one line, with control characters made harmless."""
        text = f"{self.place} {WORDS[self.kind][language].format(value=shown(self.value))}."
        if isinstance(self.allowed, str):
            return f"{text} {WORDS['allowed'][language].format(names=self.allowed)}"
        if not self.allowed:
            return text
        sought = self.place.rpartition(".")[2] if self.kind == "unknown" else str(self.value)
        near = nearest(sought, self.allowed)
        kind, names = ("nearest", near) if near else ("allowed", ", ".join(self.allowed[:12]))
        return f"{text} {WORDS[kind][language].format(names=names)}"


class Problems(Exception):
    """Everything that is wrong, at once.

    Parameters
    ----------
    problems : iterable of Problem
        In the order in which a person would meet them.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__(self.text())

    def text(self, language: str = "en") -> str:
        """All sentences, one a line."""
        return "\n".join(problem.sentence(language) for problem in self.problems)


def nearest(name: str, names: Iterable[str]) -> str:
    """The known name most like `name`, or an empty text when none is like it."""
    known = list(names)
    close = difflib.get_close_matches(name, known, 1) or difflib.get_close_matches(
        name.lower(), known, 1
    )
    return close[0] if close else ""


def shown(value: object, longest: int = 80) -> str:
    """A value as harmless text: quoted if text, cut if long, control characters escaped."""
    text = repr(value) if isinstance(value, str) else str(value)
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return text if len(text) <= longest else text[: longest - 1] + "…"
