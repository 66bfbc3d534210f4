"""Who stays how long: customers of day 0 by archetype, and newcomers by the quarter they came."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np

from cxsim.scenario.relationship import NonContractual

from .part import Part
from .tables import Cell, Table, moved

MARKS = (3, 6, 12, 18, 24, 36, 48, 60)
"""Months since day 0, or since joining, at which survival is told."""
MOST = 6
"""Marks told at most."""


class Stays(Part):
    """Tables of survival in both worlds."""

    @cached_property
    def counts(self) -> dict[tuple[str, int, str], np.ndarray]:
        """Seen and still there by month, (months + 1, 2), by world, cohort and archetype."""
        found: dict[tuple[str, int, str], np.ndarray] = {}
        frame = self.comparison.details.cohorts
        if len(frame):
            mine = frame[frame["scenario"].isin(self.worlds)].sort_values("month")
            for key, own in mine.groupby(["scenario", "cohort", "archetype"], sort=False):
                found[key] = own[["seen", "there"]].to_numpy(float)  # type: ignore[index]
        return found

    @cached_property
    def marks(self) -> list[int]:
        """Months at which survival is told."""
        last = max((len(months) for months in self.counts.values()), default=1) - 1
        marks = [month for month in MARKS if month <= last] or [last]
        return marks if len(marks) <= MOST else [*marks[: MOST - 1], marks[-1]]

    def tables(self) -> list[Table]:
        """Both tables; none where no lives were written down."""
        return [self._survival(), self._cohorts()] if self.counts else []

    def _survival(self) -> Table:
        """Customers of day 0 who are still customers, by archetype."""
        kinds = self.case.archetypes
        everybody: tuple[Cell, ...] = (self.voice.say("everybody"), *self._cells(0, list(kinds)))
        rows = [everybody]
        for name, archetype in kinds.items():
            rows.append((self.voice.named(archetype.label, name), *self._cells(0, [name])))
        head = (self.voice.say("archetype"), *self._after())
        table = self.table("survival", head, rows)
        if isinstance(self.case.relationship, NonContractual):
            return replace(table, note=self.voice.say("survival_note_purchases"))
        return table

    def _cohorts(self) -> Table:
        """Newcomers by quarter of joining, those of day 0 first."""
        say, kinds = self.voice.say, list(self.case.archetypes)
        rows: list[tuple[Cell, ...]] = []
        for cohort in sorted({cohort for _, cohort, _ in self.counts}):
            whole = [self._of(world, cohort, kinds) for world in self.worlds]
            size = [float(counts[0, 0]) * self.comparison.scale for counts in whole]
            if not max(size):
                continue
            name = say("quarter", first=3 * cohort - 2, last=3 * cohort) if cohort else ""
            count = moved(self.voice.numbers.count, *size)
            rows.append((name or say("of_day_0"), count, *self._cells(cohort, kinds)))
        head = (say("came"), say("customers_count"), *self._after())
        return self.table("cohorts", head, rows, folded=True)

    def _after(self) -> list[str]:
        return [self.voice.say("after_months", months=month) for month in self.marks]

    def _of(self, world: str, cohort: int, kinds: list[str]) -> np.ndarray:
        """Seen and still there by month, of some archetypes together, (months + 1, 2)."""
        return np.sum([self.counts[world, cohort, kind] for kind in kinds], axis=0)

    def _cells(self, cohort: int, kinds: list[str]) -> list[str]:
        """Share still there at each mark; nothing where not the whole cohort is seen so long."""
        worlds = [self._of(world, cohort, kinds) for world in self.worlds]
        return [
            moved(
                lambda share: self.voice.numbers.percent(share, 1),
                *(float(counts[month, 1] / counts[month, 0]) for counts in worlds),
            )
            if all(counts[month, 0] == counts[0, 0] > 0 for counts in worlds)
            else ""
            for month in self.marks
        ]
