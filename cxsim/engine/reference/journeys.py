"""Needs fire, visits are lived, journeys end."""

from __future__ import annotations

import math
from collections.abc import Generator
from typing import TYPE_CHECKING

import simpy

from cxsim.behaviour.choice import tilt
from cxsim.behaviour.trust import reminded
from cxsim.behaviour.waiting import actual_delay
from cxsim.draws import keys, purposes
from cxsim.draws.variates import exponential, normal
from cxsim.world.numbers import NOTHING_PROMISED
from cxsim.world.people import CUSTOMER, LEFT
from cxsim.world.world import JOIN, LEAVE, PURCHASE, REPEAT

from .. import record as books
from ..record import millionths
from ..stages.journeys import MOST_VISITS
from ..state import CAME_BACK, PASSED, SURVEYED
from .memories import Memories
from .under_way import Claim, Journey
from .visits import Visits

if TYPE_CHECKING:
    from .model import Way


MOVES_THE_RELATIONSHIP = (PURCHASE, JOIN, LEAVE)
"""Kinds of journey whose end may change what binds customer and firm."""


class Journeys(Visits, Memories):
    """Somebody who goes on journeys."""

    def live_day(self, clock: simpy.Environment) -> Generator[simpy.Event, None, None]:
        """Live the visits of a day, one after the other, as the clock of the day goes on."""
        tomorrow = self.model.today + 1.0
        free_from, visits = float(self.model.today), 0
        if self.journey is not None and self.model.today > self.journey.promised:
            self.wait(self.journey)
        while visits < MOST_VISITS:
            journey = self.journey_due(free_from, tomorrow)
            if journey is None:
                break
            if not journey.ending:
                yield clock.timeout(max(0.0, journey.at - clock.now))
                self.visit(journey)
                visits += 1
            if journey.ending and journey.at < tomorrow:
                free_from = journey.at
                self.promise_ends(journey)
                case = self.release(journey)
                self.journey = None
                if self.model.kind[journey.need] in MOVES_THE_RELATIONSHIP:
                    self.rest(tomorrow)  # what it means for the relationship is settled first
                    self.remember(journey, case)
                    return
                self.remember(journey, case)
        self.rest(tomorrow)

    def journey_due(self, free_from: float, tomorrow: float) -> Journey | None:
        """The journey with a step due today, if any; a need that has fired opens its own."""
        journey = self.journey
        if journey is None:
            if self.status != CUSTOMER or self.next_turn() >= tomorrow:
                return None
            need = self.soonest_need()
            if self.claim is not None and self.claim.at <= self.next_need[need]:
                journey = self.begin_again(self.claim, free_from)
            else:
                journey = self.begin(need, max(self.next_need[need], free_from))
                self.wind(journey)
        return journey if journey.at < tomorrow else None

    def soonest_need(self) -> int:
        """The need that fires next, or that fired first of those that wait."""
        return min(range(len(self.next_need)), key=self.next_need.__getitem__)

    def begin(self, need: int, when: float) -> Journey:
        """Begin a journey at its entry, chosen by the archetype's channel preference."""
        occurrence = self.fired[need]
        self.fired[need] += 1
        return self.set_out(keys.journey_key(self.key, need, occurrence), need, occurrence, when)

    def begin_again(self, claim: Claim, free_from: float) -> Journey:
        """Seek help because of a failure, or once more."""
        self.claims += 1
        journey = self.set_out(claim.key, claim.need, -self.claims, max(claim.at, free_from))
        journey.because = claim.because
        back = claim.because & CAME_BACK
        journey.marks = REPEAT if back else 0
        what = books.CAME_BACK if back else books.CAUSED
        self.model.books.count(self.archetype, what)
        return journey

    def set_out(self, key: int, need: int, occurrence: int, when: float) -> Journey:
        """Be at the entry of a journey; customers meet the firm's promise again."""
        if self.status == CUSTOMER:
            self.be_reminded()
        entries = self.model.entries[need]
        luck = keys.uniform(key, purposes.ENTRY)
        entry = choose(self.entry_weights(need), luck) if len(entries) > 1 else 0
        self.journey = Journey(key, need, occurrence, entries[entry][1], when)
        return self.journey

    def be_reminded(self) -> None:
        """Believe the firm's promise as far as one trusts the firm."""
        terms, rate = self.terms, self.terms.rules.promise_rate
        for d, promised in enumerate(self.model.advertised):
            if promised:
                self.will[d] = reminded(self.will[d], terms.promise[d], self.trust, rate)

    def entry_weights(self, need: int) -> list[float]:
        """How likely each entry of a journey is, by its channel; they need not sum to 1."""
        entry, channels = self.terms.entry, self.terms.channels
        return [entry[e] * channels[channel] for e, _, channel in self.model.entries[need]]

    def wind(self, journey: Journey) -> None:
        """Set a need's clock for its next firing, from the one that began this journey."""
        amount = exponential(keys.uniform(journey.key, purposes.NEED_GAP))
        fired = self.next_need[journey.need]
        self.next_need[journey.need] = self.next_firing(journey.need, fired, amount)

    def wait(self, journey: Journey) -> None:
        """The promised day is over: it passes, once, and a survey may not wait for the end."""
        today = self.model.today
        if not journey.marks & PASSED:
            self.promise_passes(journey)
        overdue = today - journey.promised >= self.model.case.ask_late
        if overdue and journey.at >= today + 1.0 and not journey.marks & SURVEYED:
            journey.marks |= SURVEYED
            self.be_asked_meanwhile(journey)

    def visit(self, journey: Journey) -> None:
        """Live one visit: what is met, what is made of it, where it leads."""
        touchpoint = journey.touchpoint
        key = keys.step_key(journey.key, journey.step)
        failed = self.meets_failure(touchpoint, key)
        felt = self.perceive(journey, failed, key)
        journey.live(felt)
        journey.step += 1
        journey.contacts += self.model.contact[touchpoint]
        self.experience += self.status == CUSTOMER
        journey.hurdles += journey.repeats + journey.switches
        if failed:
            self.suffer(journey, felt)
        self.promise_ends(journey)
        to = self.way_on(journey, key)
        self.pay_for(journey, felt, failed, to)
        if to >= 0:
            journey.touchpoint = to
        else:
            journey.ending = to

    def way_on(self, journey: Journey, key: int) -> int:
        """Where the visit leads: a touchpoint, or the end of the journey (negative)."""
        luck = keys.uniform(key, purposes.BRANCH)
        ways = self.model.ways[journey.need][journey.touchpoint]
        chosen = ways[choose(self.way_weights(journey), luck) if len(ways) > 1 else 0]
        self.set_out_for(journey, chosen, key)
        return int(chosen.to)

    def set_out_for(self, journey: Journey, way: Way, key: int) -> None:
        """Take a way: when the next step comes, for when it is promised, what it takes."""
        terms, today = self.terms, self.model.today
        journey.marks = (journey.marks & SURVEYED) | way.toil
        if terms.promised[way.number] < NOTHING_PROMISED:
            journey.since = today
            from_now = max(journey.at, float(today)) + terms.promised[way.number]
            journey.promised = math.floor(from_now)
            self.model.books.count(self.archetype, books.PROMISES)
        delay, spread = terms.after[way.number], terms.delay[way.number]
        if spread > 0.0:
            delay = actual_delay(delay, spread, normal(keys.uniform(key, purposes.DELAY)))
        journey.at += delay

    def way_weights(self, journey: Journey) -> list[float]:
        """How likely each way on is after such a journey so far; they need not sum to 1."""
        so_far = journey.total / journey.moments
        effort = float(max(0, journey.contacts - 1))
        return [
            tilt(self.terms.share[way.number], so_far, effort, way.satisfaction, way.effort)
            if way.satisfaction != 0.0 or way.effort != 0.0
            else self.terms.share[way.number]
            for way in self.model.ways[journey.need][journey.touchpoint]
        ]

    def pay_for(self, journey: Journey, felt: float, failed: bool, to: int) -> None:
        """Book the visit: its cost, its satisfaction, its failure."""
        model, written = self.model, self.model.books
        if model.today < 0:
            return
        touchpoint, step = journey.touchpoint, journey.step - 1
        cost = self.terms.cost[touchpoint]
        paid, worth = millionths(cost), millionths(cost * model.worth_of(model.today))
        self.cost += paid
        self.value -= worth
        self.visits += 1
        self.path = keys.fold(self.path, (journey.need << 32) + (touchpoint << 16) + to + 8)
        written.touch(self.archetype, touchpoint, felt, failed, paid)
        written.count(self.archetype, books.VISITS)
        written.count(self.archetype, books.CONTACT_COST, paid)
        written.count(self.archetype, books.VALUE, -worth)
        if step == 0:
            written.count(self.archetype, books.JOURNEYS)
        place = (journey.need, journey.occurrence, step, touchpoint)
        written.note(self.number, books.VISIT, *place, to, failed, felt)

    def rest(self, tomorrow: float) -> None:
        """Until the next step is due, or the next need fires."""
        if self.journey is not None:
            self.journey.at = max(self.journey.at, tomorrow)
            self.act_day = self.journey.next_look(self.model.case.ask_late)
        elif self.status != LEFT:
            self.act_day = max(tomorrow, self.next_turn())


def choose(weights: list[float], luck: float) -> int:
    """The first way whose weights add up to more than the draw."""
    total = 0.0
    for weight in weights:
        total += weight
    so_far, last = 0.0, 0
    for way, weight in enumerate(weights):
        if weight > 0.0:
            last = way
            so_far += weight
            if luck * total < so_far:
                return way
    return last
