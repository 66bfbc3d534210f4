"""What every part of the report is told from: a comparison, one of its redesigns, a voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .tables import Cell, Table
from .voice import Voice

if TYPE_CHECKING:
    from cxsim.scenario import AsIs, Scenario
    from cxsim.study import Comparison


@dataclass(frozen=True)
class Part:
    """A part of what the report says of one redesign.

    Parameters
    ----------
    comparison : Comparison
    scenario : Scenario
        One of its redesigns.
    voice : Voice
    """

    comparison: Comparison
    scenario: Scenario
    voice: Voice

    @property
    def case(self) -> AsIs:
        """Today's case."""
        return self.comparison.as_is.as_is

    @property
    def worlds(self) -> tuple[str, str]:
        """Today and the redesign, by name."""
        return "as_is", self.scenario.name

    def table(
        self,
        key: str,
        head: Iterable[str],
        rows: Iterable[tuple[Cell, ...]],
        folded: bool = False,
    ) -> Table:
        """A table under its title, with its note."""
        title, note = self.voice.say(f"{key}_title"), self.voice.say(f"{key}_note")
        name = f"{self.scenario.name}-{key}"
        return Table(name, title, tuple(head), tuple(rows), note, folded)
