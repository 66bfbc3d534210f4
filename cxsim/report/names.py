"""Names and labels from a case's files, made harmless wherever they are shown.

Files are data from anybody: a label may hold control characters that move a terminal's cursor,
marks that turn the reading direction of what follows, or ten thousand letters.
"""

from __future__ import annotations

import unicodedata

from cxsim.scenario.problems import unstacked

JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
"""Invisible, yet part of how emoji and several scripts are written."""
LONGEST = 60


def clean(text: str) -> str:
    """Text on one line, without control, direction, surrogate or unassigned characters."""
    spaced = unstacked(" ".join(text.split()))
    return "".join(c for c in spaced if c in JOINERS or unicodedata.category(c)[0] != "C")


def short(text: str, longest: int = LONGEST) -> str:
    """Clean text, cut with an ellipsis when longer than `longest` characters."""
    text = clean(text)
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
