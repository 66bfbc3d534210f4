"""What a run writes down: the kernel's own `Record`, entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cxsim.world.world import Built

from ..record import EVENT, Record, millionths, month_of
from ..run import empty_for

if TYPE_CHECKING:
    from .teams import Team


class Books:
    """The record of a run, in which days before day 0 leave nothing."""

    def __init__(self, built: Built, recorded: int) -> None:
        self.record = empty_for(built, recorded)
        self.recorded = recorded
        self.events: list[tuple[object, ...]] = []
        self.today = -1

    def count(self, archetype: int, what: int, amount: int = 1) -> None:
        """Add to a count of the day."""
        if self.today >= 0:
            self.record.daily[self.today, archetype, what] += amount

    def touch(self, archetype: int, touchpoint: int, felt: float, failed: bool, paid: int) -> None:
        """Add a visit to the counts of its touchpoint."""
        touched = self.record.touched[month_of(self.today), archetype, touchpoint]
        touched += (1, millionths(felt), int(failed), paid)

    def survey(self, channel: int, what: int, amount: int = 1) -> None:
        """Add to the counts of a survey."""
        self.record.surveys[month_of(self.today), channel, what] += amount

    def note(
        self,
        person: int,
        kind: int,
        need: int = -1,
        occurrence: int = 0,
        step: int = 0,
        touchpoint: int = -1,
        to: int = 0,
        failed: bool = False,
        felt: float = 0.0,
    ) -> None:
        """Write an event down, if this person's are."""
        if self.today >= 0 and person < self.recorded:
            event = (self.today, person, kind, failed, need, occurrence, step, touchpoint, to, felt)
            self.events.append(event)

    def close_shop(self, team: Team) -> None:
        """Write down a team's day."""
        if self.today < 0:
            return
        self.record.team_days[self.today, team.number] = team.day
        self.record.team_hours[month_of(self.today), team.number] += np.array(team.hours, np.int64)

    def closed(self) -> Record:
        """The record, with its events as an array."""
        events = np.array(self.events or [(0,) * len(EVENT.names or ())], EVENT)
        record = self.record.replaced(events=events.view(np.recarray))
        record.written[0] = len(self.events)
        return record
