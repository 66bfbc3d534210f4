"""What a customer makes of waiting for a step that was promised (rule 35)."""

from __future__ import annotations

from dataclasses import replace

from cxsim.behaviour.memory import episode_memory
from cxsim.behaviour.perception import kano_value
from cxsim.behaviour.waiting import waiting_cost
from cxsim.world.world import WAITING

from .. import record as books
from ..state import LATER, PASSED
from .person import Person
from .under_way import Journey


class Waiting(Person):
    """Somebody who waits for what was promised."""

    def promise_passes(self, journey: Journey) -> None:
        """The promised day is over, and the step has not come."""
        journey.marks |= PASSED
        self.find_word(kept=False)
        self.model.books.count(self.archetype, books.PROMISES_BROKEN)
        if not self.minds_waiting:
            return
        journey.live(self.waiting_moment(self.waited(journey)))
        to = journey.ending or journey.touchpoint
        place = (journey.need, journey.occurrence, journey.step - 1, -1, to)
        self.model.books.note(self.number, books.WAIT, *place, felt=journey.last)

    def promise_ends(self, journey: Journey) -> None:
        """The pending step has come: by its promised day, if it had one and has kept it."""
        if self.model.today <= journey.promised < LATER:
            self.find_word(kept=True)
            self.model.books.count(self.archetype, books.PROMISES_KEPT)
        journey.promised = LATER

    @property
    def minds_waiting(self) -> bool:
        """Whether waiting costs anything; where it does not, nobody lives a moment of it."""
        return bool(self.terms.rules.wait_elapsed > 0.0 or self.terms.rules.wait_late > 0.0)

    def waited(self, journey: Journey) -> float:
        """Quality that waiting for the promised step has cost by today (rule 35)."""
        if journey.promised == LATER:
            return 0.0
        today, rules = self.model.today, self.terms.rules
        elapsed, late = float(today - journey.since), float(max(0, today - journey.promised))
        return waiting_cost(elapsed, late, rules.wait_elapsed, rules.wait_late)

    def waiting_moment(self, cost: float) -> float:
        """Satisfaction with a wait that costs so much (rules 5 and 1): all else is as expected."""
        model, rules = self.model, self.terms.rules
        left = max(0.0, rules.reference_quality - cost)
        value = expected = 0.0
        for d, weight in enumerate(model.weight[self.archetype]):
            kano, standard, will = model.kano[self.archetype][d], model.standard[d], self.will[d]
            met = left if model.feels[WAITING][d] else will
            value += weight * kano_value(met, kano, standard)
            expected += weight * kano_value(will, kano, standard)
        return self.satisfied(value, expected)

    def memory_so_far(self, journey: Journey) -> float:
        """What is remembered of a journey under way, a wait for what was promised included."""
        rules, waits = self.terms.rules, journey.promised < LATER
        if waits and self.model.today > journey.since and self.minds_waiting:
            journey = replace(journey)
            journey.live(self.waiting_moment(self.waited(journey)))
        return episode_memory(*journey.memory_parts, rules.w_peak, rules.w_end)
