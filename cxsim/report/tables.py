"""A table of the page: text that is written already, ready to be laid out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

Cell = Markup | str


@dataclass(frozen=True)
class Table:
    """Rows under named columns; the first cell of each row names it.

    Parameters
    ----------
    key : str
        For its id; one of its own on the page.
    title : str
        Its caption.
    head : tuple of str
    rows : tuple of tuples of str or Markup
    note : str or Markup
        How to read it.
    folded : bool
        Whether it waits to be opened.
    """

    key: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Cell = ""
    folded: bool = False


def moved(write: Callable[[float], str], before: float, after: float) -> str:
    """A figure in both worlds, once where it reads the same: "6.4 → 7.1"."""
    today, then = write(before), write(after)
    return today if today == then else f"{today} → {then}"
