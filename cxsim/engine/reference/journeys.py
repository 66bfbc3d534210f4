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
from cxsim.world.numbers import CONTEXT, NOTHING_PROMISED
from cxsim.world.people import CUSTOMER, LEFT
from cxsim.world.world import HELP, JOIN, LEAVE, PURCHASE, REPEAT

from .. import record as books
from ..record import millionths
from ..stages.journeys import MOST_VISITS
from ..stages.recovery import DONE
from ..state import CAME_BACK, IN_LINE, KNOWN, PASSED, SURVEYED
from .being_served import BeingServed
from .memories import Memories
from .under_way import Claim, Journey

if TYPE_CHECKING:
    from .model import Way
    from .teams import Contact


MOVES_THE_RELATIONSHIP = (PURCHASE, JOIN, LEAVE)
"""Kinds of journey whose end may change what binds customer and firm."""


class Journeys(BeingServed, Memories):
    """Somebody who goes on journeys."""

    def live_day(
        self, clock: simpy.Environment, contact: Contact | None = None
    ) -> Generator[simpy.Event, None, None]:
        """Live the visits of a day, one after the other, as the clock of the day goes on.

        With a `contact` it is what is left of the day when a team has served, or has not.
        """
        tomorrow = self.model.today + 1.0
        if self.status == LEFT and self.journey is None:
            self.look_again()
            return
        free_from, visits = float(self.model.today), 0
        if self.journey is not None and self.model.today > self.journey.promised:
            self.wait(self.journey)
        if self.journey is not None and self.journey.marks & IN_LINE:
            if contact is None:
                self.rest(tomorrow)
                return
            if self.come_out(self.journey, contact):
                self.visit(self.journey, contact)
                visits += 1
            if self.journey.ending and self.journey.at < tomorrow:
                free_from = self.journey.at
                if self.conclude(self.journey, tomorrow):
                    return
        while visits < MOST_VISITS:
            journey = self.journey_due(free_from, tomorrow)
            if journey is None:
                break
            if not journey.ending:
                if self.model.team_at[journey.touchpoint] >= 0:
                    self.seek_team(journey, tomorrow, again=contact is not None)
                    break
                yield clock.timeout(max(0.0, journey.at - clock.now))
                self.visit(journey)
                visits += 1
            if journey.ending and journey.at < tomorrow:
                free_from = journey.at
                if self.conclude(journey, tomorrow):
                    return
        if self.journey is not None and self.model.today > self.journey.promised:
            self.wait(self.journey)  # a line may have put the step off
        self.rest(tomorrow)

    def conclude(self, journey: Journey, tomorrow: float) -> bool:
        """End a journey; whether that may change what binds customer and firm."""
        self.promise_ends(journey)
        case = self.release(journey)
        self.journey = None
        settles = self.model.kind[journey.need] in MOVES_THE_RELATIONSHIP
        if settles:
            self.rest(tomorrow)  # what it means for the relationship is settled first
        self.remember(journey, case)
        return settles

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
        if back:
            journey.marks = REPEAT
            if self.story_known(-1, REPEAT, claim.key):
                journey.marks |= KNOWN
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

    def visit(self, journey: Journey, contact: Contact | None = None) -> None:
        """Live one visit: what is met, what is made of it, where it leads."""
        touchpoint = journey.touchpoint
        key = keys.step_key(journey.key, journey.step)
        self.served = None if contact is None else self.attention(contact)
        if self.model.assistant_at[touchpoint] >= 0:
            self.fared = self.fares(journey, key)
        failed = self.meets_failure(touchpoint, key)
        felt = self.perceive(journey, failed, key)
        if contact is not None:
            self.affect_employee(contact, felt)
        journey.live(felt)
        journey.step += 1
        journey.attempts = 0
        journey.contacts += self.model.contact[touchpoint]
        self.experience += self.status == CUSTOMER
        journey.hurdles += journey.repeats + journey.switches + journey.handoffs
        if contact is not None:
            journey.hurdles += contact.handed
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
        if self.model.assistant_at[journey.touchpoint] >= 0:
            self.set_out_for(journey, ways[self.fared], key)
            return int(ways[self.fared].to)
        chosen = ways[choose(self.way_weights(journey), luck) if len(ways) > 1 else 0]
        self.set_out_for(journey, chosen, key)
        return int(chosen.to)

    def set_out_for(self, journey: Journey, way: Way, key: int) -> None:
        """Take a way: when the next step comes, for when it is promised, what it takes."""
        terms, today = self.terms, self.model.today
        journey.marks = (journey.marks & SURVEYED) | way.toil
        if self.story_passed_on(journey.touchpoint, way, key):
            journey.marks |= KNOWN
        if terms.promised[way.number] < NOTHING_PROMISED:
            journey.since = today
            from_now = max(journey.at, float(today)) + terms.promised[way.number]
            journey.promised = math.floor(from_now)
            self.model.books.count(self.archetype, books.PROMISES)
        delay, spread = terms.after[way.number], terms.delay[way.number]
        if spread > 0.0:
            delay = actual_delay(delay, spread, normal(keys.uniform(key, purposes.DELAY)))
        journey.at += delay

    def story_passed_on(self, touchpoint: int, way: Way, key: int) -> bool:
        """Whether what was told at a touchpoint is known where a way leads."""
        if way.briefed:
            handed_over = self.terms.assisting[self.model.assistant_at[touchpoint]][CONTEXT]
            return bool(keys.uniform(key, purposes.CONTEXT) < handed_over)
        return self.story_known(self.model.department[touchpoint], way.toil, key)

    def way_weights(self, journey: Journey) -> list[float]:
        """How likely each way on is after such a journey so far; they need not sum to 1."""
        so_far = journey.total / journey.moments
        effort = float(max(0, journey.contacts - 1))
        helper = self.served if self.model.kind[journey.need] == HELP else None
        weights = []
        for way in self.model.ways[journey.need][journey.touchpoint]:
            share = self.terms.share[way.number]
            if way.satisfaction != 0.0 or way.effort != 0.0:
                share = tilt(share, so_far, effort, way.satisfaction, way.effort)
            if helper is not None and way.to == DONE:
                share = helper.solve(share, self.context(journey))
            weights.append(share)
        return weights

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
            if not self.journey.marks & IN_LINE:
                self.journey.at = max(self.journey.at, tomorrow)
            self.act_day = self.journey.next_look(self.model.case.ask_late)
        elif self.status != LEFT or self.model.case.returns:
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
