"""The firm, its customers and its days: the order of a day, as a person would tell it."""

from __future__ import annotations

from typing import Any, NamedTuple

import mesa
import numpy as np
import simpy

from cxsim.behaviour.survey import nps_class
from cxsim.scenario.schema import MONTH
from cxsim.world.people import CUSTOMER, PERSON, PROSPECT, ROWS
from cxsim.world.triggers import NEVER, WAITS, strength, too_many
from cxsim.world.world import NON_CONTRACTUAL, Built

from ..record import millionths, month_of
from ..staffed.tables import ABANDONED, ANSWERED, SENT_AWAY, WAITED
from ..state import (
    ALL_SAY,
    CLAIM_ROWS,
    FREE,
    LATER,
    LIKED,
    SHOULD,
    UNDER_WAY,
    UNDER_WAY_ROWS,
    USED,
    WILL,
    State,
    with_places,
)
from .books import Books
from .customer import Customer
from .floor import Floor
from .listening import Ear
from .registers import take_up_teams, write_teams
from .reviews import Site
from .teams import Contact, Team
from .terms import Terms, move_levers
from .under_way import Claim, Journey

TRIP = tuple(name for name in UNDER_WAY.names or () if name != "journey_key")
"""What a journey under way carries, beside its key."""
KEPT_ELSEWHERE = ("need", *ROWS)
"""What the arrays keep of a person and a life here does not: its journey and claim are its own."""


class Way(NamedTuple):
    """A way on from a step of a journey, and what makes it likelier."""

    number: int
    to: int
    satisfaction: float
    effort: float
    toil: int
    briefed: int
    """Whether an assistant hands over to a person."""


class Clock(NamedTuple):
    """A need's clock that levers speed up or slow down."""

    rate: float
    change: float
    intensity: np.ndarray


class Model(mesa.Model):  # type: ignore[misc]
    """A world from a day on.

    Parameters
    ----------
    built : Built
        The world; its numbers move with its levers, as in the kernel.
    state : State
        Where everybody is in life; it is left as it is.
    today : int
        The day that comes next.
    recorded : int
        People whose events are written down: those with a smaller number.
    person : type of Customer
        A subclass of `Customer` tries another behaviour.
    only : int or None
        Number of the one person who lives here; None: everybody does.
    """

    def __init__(
        self,
        built: Built,
        state: State,
        today: int,
        recorded: int = 0,
        person: type[Customer] = Customer,
        only: int | None = None,
    ) -> None:
        super().__init__(seed=0)  # Mesa's own luck is not used: every draw is keyed
        self.world, self.case, self.today = built.world, built.world.case[0], today
        self.books = Books(built, recorded)
        self.lay_out()
        state = with_places(state, built)
        self.register = state
        self.site = Site(self, state)
        self.ear = Ear(self, state)
        self.common: list[int] = state.common.tolist()
        """What all share where everybody is tied to everybody (`State.common`)."""
        self.coming: list[Contact] = []
        """Simulated customers who want to be served by a team today."""
        self.carried: list[Contact] = []
        """Who stays in a line over midnight."""
        self.teams = [Team(self, t, row) for t, row in enumerate(state.employees)]
        who = range(state.people.size) if only is None else [only]
        people = zip(who, _traits(state.people[list(who)]), strict=True)
        self.people = [person(self, i, traits) for i, traits in people]
        self.prospects = [one for one in self.people if one.number >= self.case.customers]
        take_up_teams(self, state)
        for customer in self.people:
            self.take_up(customer, customer.number, state)

    def lay_out(self) -> None:
        """Read the world into plain lists."""
        world = self.world
        self.segment = world.segment.tolist()
        self.terms = [Terms(world, segment) for segment in range(world.rules.size)]
        self.kind = world.journeys.kind.tolist()
        self.clocked = world.journeys.clocked.tolist()
        self.salience = world.journeys.salience.tolist()
        self.least = world.journeys.least.tolist()
        self.contact = world.places.contact.tolist()
        self.channel = world.places.channel.tolist()
        self.team_at = world.places.team.tolist()
        self.department = world.places.department.tolist()
        self.assistant_at = world.places.assistant.tolist()
        self.loss, self.opens = world.places.loss.tolist(), world.places.opens.tolist()
        self.campaigns = list(world.campaigns)
        self.relational = world.channels.shape[1]
        self.weight, self.kano = world.weight.tolist(), world.kano.tolist()
        self.affect = world.affect.tolist()
        self.purchase_rate = world.purchase_rate.tolist()
        self.purchase_level = world.purchase_level.tolist()
        self.feels = world.feels.tolist()
        self.standard, self.reference = world.specification.tolist(), world.reference.tolist()
        self.first_will, self.first_should = world.first_will.tolist(), world.first_should.tolist()
        self.advertised, self.previous = world.advertised.tolist(), world.previous.tolist()
        self.entries = [
            [
                (e, int(world.entry_to[e]), int(world.places[world.entry_to[e]].channel))
                for e in range(need.first_entry, need.first_entry + need.entries)
            ]
            for need in world.journeys
        ]
        self.ways = [
            [
                [Way(e, *world.edges[e].item()) for e in range(step.first, step.first + step.count)]
                for step in steps
            ]
            for steps in world.steps
        ]

    def take_up(self, customer: Customer, i: int, state: State) -> None:
        """Take up a life where it is."""
        customer.will = state.expected[i, WILL].tolist()
        customer.should = state.expected[i, SHOULD].tolist()
        customer.next_need, customer.fired = state.next_need[i].tolist(), state.fired[i].tolist()
        customer.act_day, customer.bill_day, customer.survey_day = state.calendar[:, i].tolist()
        customer.mail = state.inbox[i].tolist()
        first, last = self.world.tie_first[i : i + 2]
        friends = self.world.tie_to[first:last].tolist()
        strengths = self.world.tie_strength[first:last].tolist()
        customer.ties = [(self.friend(n), s) for n, s in zip(friends, strengths, strict=True)]
        customer.known = sum(strengths)
        customer.friends = int(state.friends[i])
        customer.consideration = float(state.consideration[i])
        customer.heard_day, customer.to_adopt = int(state.heard_day[i]), float(state.to_adopt[i])
        if self.case.arousal:
            customer.to_look = float(state.to_look[i])
            customer.looks_until = float(state.looks_until[i])
            customer.looks = int(state.looks[i])
        if self.case.listens:
            customer.to_call, customer.called = int(state.to_call[i]), int(state.called[i])
        if state.people.need[i] >= 0:
            kept = state.under_way[state.people.journey_row[i]]
            trip = {name: kept[name].item() for name in TRIP}
            customer.journey = Journey(int(kept.journey_key), int(state.people.need[i]), **trip)
        if state.people.claim_row[i] > 0:
            kept = state.claims[state.people.claim_row[i]]
            key, need, because = int(kept.journey_key), int(kept.need), int(kept.because)
            at, since, lost, hard = (
                float(kept[name]) for name in ("at", "since", "lost", "hardness")
            )
            fresh = bool(kept.fresh)
            customer.claim = Claim(key, need, at, because, since, lost, hard, fresh)

    def friend(self, number: int) -> Customer:
        """The person of a number, to whom somebody is tied."""
        return self.people[number]

    # ---- a day ----

    def step(self) -> None:
        """One day, in the order that is part of the model."""
        self.books.today = self.today
        self.watch()
        self.ear.carry_out()
        if move_levers(self.world, self.today):
            for terms in self.terms:
                terms.read()
        self.ear.review()
        self.open_site()
        self.open_shop()
        for customer in self.people:
            customer.hear()
        self.common[ALL_SAY:LIKED] = [0, 0, 0]
        if any(one.start <= self.today < one.start + one.days for one in self.campaigns):
            for customer in self.people:
                customer.be_contacted()
        for customer in self.people:
            customer.be_called_back()
        self.consider()
        self.walk()
        self.run_lines()
        for customer in self.due("bill_day"):
            customer.renew_or_leave()
        for customer in self.due("survey_day"):
            customer.be_asked()
        self.close_shop()
        self.take_census()
        self.today += 1

    def watch(self) -> None:
        """Set off the levers that wait for what the run counts."""
        today = self.today
        for number, lever in enumerate(self.world.levers):
            if lever.at < 0 or today < 0:
                continue
            seen = self.world.seen[number]
            seen[today] = self.counted_so_far(number)
            total, bad = (seen[today] - seen[max(0, today - lever.over)]).tolist()
            if today >= lever.first and too_many(bad, total, lever.above):
                # Set off again on the day on which it would end, it goes on.
                if today > lever.until or lever.start == NEVER:
                    lever.start = today
                lever.until = today + lever.lasts
            in_force = today < lever.until
            reached = strength(today, int(lever.start), int(lever.ramp))
            left = reached * float(self.world.kept[number, today])
            self.world.forces[number, today] = left if in_force else 0.0

    def counted_so_far(self, lever: int) -> tuple[int, int]:
        """What a lever waits for: visits and failures, or stays in line and their microseconds."""
        awaited, record = self.world.levers[lever], self.books.record
        if awaited.counts == WAITS:
            days = record.team_days[: self.today, awaited.at].sum(axis=0).tolist()
            return days[ANSWERED] + days[ABANDONED] + days[SENT_AWAY], days[WAITED]
        counted = record.touched[:, :, awaited.at].sum(axis=(0, 1)).tolist()
        return counted[0], counted[2]

    def consider(self) -> None:
        """Prospects consider becoming customers (rule 36)."""
        if self.today < 0:
            return
        monthly = self.terms[0].rules.advertising_monthly
        self.books.record.advertising[self.today] = monthly / MONTH
        for terms in self.terms:
            terms.attract()
        considering = self.people if self.case.returns else self.prospects
        for prospect in considering:
            if self.today == 0 and prospect.number >= self.case.customers:
                prospect.consider_again(self.today)
                if self.case.arousal:
                    prospect.begin_to_look()
            prospect.consider()
        through = [one for one in considering if one.to_adopt <= 0.0]
        for prospect in through:  # before any of them joins: others' referrers depend on it
            prospect.trace()
        for prospect in through:
            prospect.adopt()

    def walk(self) -> None:
        """Customers due today walk their journeys, by the clock of the day."""
        clock = simpy.Environment(initial_time=self.today)
        for customer in self.people:
            if customer.act_day < self.today + 1:
                clock.process(customer.live_day(clock))
        clock.run()

    def open_site(self) -> None:
        """What all reviews until yesterday come to is shown."""
        if self.site.recent:
            self.site.count_up()
            self.site.show()

    def open_shop(self) -> None:
        """Everybody of the teams comes to work, or does not."""
        for team in self.teams:
            team.come_to_work()

    def close_shop(self) -> None:
        """Everybody goes home; some will not come back."""
        for team in self.teams:
            team.go_home()
            self.books.close_shop(team)

    def run_lines(self) -> None:
        """Let those who want to be served today wait and be served, and walk on."""
        if not self.teams:
            return
        floor, coming = Floor(self, self.carried), sorted(self.coming, key=in_time)
        self.carried, self.coming = floor.run(coming), []
        for contact in coming:
            self.teams[contact.first_team].remember(contact)
        clock = simpy.Environment(initial_time=self.today)
        for contact in floor.resolved:
            clock.process(self.people[contact.person].live_day(clock, contact))
        clock.run()

    def due(self, day: str) -> list[Customer]:
        """Customers whose bill or survey falls due."""
        return [
            customer
            for customer in self.people
            if getattr(customer, day) < self.today + 1 and customer.status == CUSTOMER
        ]

    def take_census(self) -> None:
        """At a month's end count everybody as they truly are; counting changes nothing."""
        if self.today < 0:
            return
        month, last = month_of(self.today), self.today == self.case.horizon - 1
        if month_of(self.today + 1) == month and not last:
            return
        for customer in self.people:
            counted = self.books.record.census[month, customer.archetype]
            counted[1] += customer.cohort == 1 and customer.retained()
            if customer.status != CUSTOMER:
                continue
            given, felt = customer.true_rating(month), customer.satisfaction
            promoter, detractor = nps_class(given) == 1, nps_class(given) == -1
            counted += (1, 0, promoter, detractor, millionths(felt), millionths(felt * felt))
            if last:
                self.books.record.answers[customer.number] = given

    # ---- what agents ask of the world ----

    def stays(self, number: int) -> bool:
        """Whether somebody was a customer this morning."""
        one = self.people[number]
        here = one.status == CUSTOMER and one.joined < self.today
        return here or one.gone == self.today

    def worth_of(self, day: int) -> float:
        """Value now of money of a day."""
        return float(self.world.discount[day])

    def changing(self, person: int, need: int) -> Clock | None:
        """The clock of a need that levers change, for someone; None where its rate never does."""
        world = self.world
        row = world.clock_row[self.segment[person], need]
        if row < 0:
            return None
        return Clock(
            float(world.clock_rate[row]), float(world.clock_change[row]), world.intensity[row]
        )

    # ---- beginnings ----

    def begin(self) -> None:
        """Set everybody's clocks at the start of the warm-up."""
        start = -float(self.case.warm_up)
        for customer in self.people:
            if customer.status == PROSPECT:
                customer.have_provider()
            if customer.status != CUSTOMER:
                continue
            customer.start_hazards()
            customer.start_clocks(start)
            customer.survey_day = start + customer.first_survey()
            if self.case.relationship != NON_CONTRACTUAL:
                customer.bill_day = customer.bill_time()
            customer.befriend(1)

    # ---- the same as arrays ----

    def state(self) -> State:
        """Where everybody is in life, as the kernel's state has it."""
        state = self.register.copied()
        state.counts[FREE:] = 0
        state.common[...] = self.common
        for one in self.people:
            i = one.number
            for name in PERSON.names or ():
                if name not in KEPT_ELSEWHERE:
                    state.people[name][i] = getattr(one, name)
            state.people.need[i] = -1 if one.journey is None else one.journey.need
            state.people.journey_row[i] = state.people.claim_row[i] = 0
            if one.journey is not None:
                state.people.journey_row[i] = next_row(state, UNDER_WAY_ROWS)
                trip = state.under_way[state.people.journey_row[i]]
                trip.journey_key = one.journey.key
                for name in (trip.dtype.names or ())[1:]:
                    trip[name] = getattr(one.journey, name)
            if one.claim is not None:
                c, row = one.claim, next_row(state, CLAIM_ROWS)
                about = (c.since, c.lost, c.hardness)
                state.claims[row] = (c.key, c.at, *about, c.need, c.because, c.fresh)
                state.people.claim_row[i] = row
            state.expected[i, WILL], state.expected[i, SHOULD] = one.will, one.should
            state.next_need[i], state.fired[i], state.inbox[i] = (
                one.next_need,
                one.fired,
                one.mail,
            )
            days = (one.act_day, one.bill_day, one.survey_day)
            state.calendar[:, i] = [LATER if day >= LATER else int(np.floor(day)) for day in days]
            state.consideration[i], state.heard_day[i] = one.consideration, one.heard_day
            state.to_adopt[i], state.friends[i] = one.to_adopt, one.friends
            if self.case.arousal:
                looking = one.to_look, one.looks_until, one.looks
                state.to_look[i], state.looks_until[i], state.looks[i] = looking
            if self.case.listens:
                state.to_call[i], state.called[i] = one.to_call, one.called
        state.customer[...] = np.equal(state.people.status, CUSTOMER)
        write_teams(self, state)
        self.site.write(state)
        self.ear.write(state)
        return state


def in_time(contact: Contact) -> tuple[int, int]:
    """Whoever comes first, comes first."""
    return contact.arrived, contact.number


def next_row(state: State, table: int) -> int:
    """The next row of one of the state's tables of what waits."""
    state.counts[USED + table] += 1
    return int(state.counts[USED + table])


def _traits(people: Any) -> list[dict[str, Any]]:
    """What each person brings along, as Python's own numbers."""
    names = [name for name in PERSON.names or () if name not in KEPT_ELSEWHERE]
    columns = [people[name].tolist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
