"""What must hold between the parts of who talks with whom."""

from __future__ import annotations

from collections.abc import Iterator

from .found import Found
from .ties import Ties
from .words import phrase


def tie_problems(ties: Ties) -> Iterator[Found]:
    """An odd number of friends, a list of ties without its file, or a file that nobody reads."""
    if ties.friends % 2:
        yield Found(("ties", "friends"), "wrong", ties.friends, phrase("even"))
    if ties.kind == "edges" and ties.file is None:
        yield Found(("ties", "file"), "missing", None, phrase("beside"))
    if ties.kind != "edges" and ties.file is not None:
        yield Found(("ties", "file"), "unread_file", ties.file, phrase("kind_edges"))


def untied(ties: Ties, place: str) -> bool:
    """Whether nothing reads how stories are told: nobody hears, or all hear them first-hand."""
    if ties.kind == "complete":
        return ties.friends == 0 or place.endswith("retold")
    if ties.kind == "edges":
        return False
    return ties.kind == "none" or (ties.friends == 0 and ties.weak.value == 0)
