"""What is wrong with a workbook, told by sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cxsim.scenario.problems import harmless, nearest, shown

from .words import SAID, Pair, said


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong.

    Parameters
    ----------
    place : str
        The file, and in it the sheet and the cell.
    kind : str
        A key of `words.SAID`.
    value : object
        What was found there, if that is told.
    parts : mapping
        What else the sentence mentions; a pair is told in the reader's language.
    sought : str
        What to look for among the known names, to tell the nearest.
    known : tuple of pairs
        Names that may stand there, in both languages.
    """

    place: str
    kind: str
    value: Any = None
    parts: Mapping[str, Any] = field(default_factory=dict)
    sought: str = ""
    known: tuple[Pair, ...] = ()

    def __hash__(self) -> int:
        """By where and what."""
        return hash((self.place, self.kind))

    def sentence(self, language: str = "en") -> str:
        """Say it in Spanish or English, on one line, with control characters made harmless."""
        parts = {n: said(p, language) if isinstance(p, tuple) else p for n, p in self.parts.items()}
        what = said(SAID[self.kind], language).format(value=shown(self.value), **parts)
        text = f"{harmless(self.place)[:240]} {what}."
        names = list(dict.fromkeys(said(pair, language) for pair in self.known))
        if near := nearest(self.sought, names):
            return text + said(SAID["nearest"], language).format(names=harmless(near)[:80])
        if names:
            more = ", …" if len(names) > 12 else ""
            listed = ", ".join(harmless(name)[:60] for name in names[:12]) + more
            text += said(SAID["allowed"], language).format(names=listed)
        return text
