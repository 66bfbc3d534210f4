"""Teams, their lines, and the staffed part of a day, told by SimPy's clock."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import simpy

from cxsim.arrays import Records
from cxsim.behaviour.patience import exponential_patience, table_patience, weibull_patience
from cxsim.behaviour.service import lognormal_duration, lognormal_sigma, ticks
from cxsim.draws import keys, purposes
from cxsim.draws.variates import exponential, normal, quantile
from cxsim.world import numbers
from cxsim.world.teams import (
    DAY,
    EXPONENTIAL,
    EXPONENTIAL_PATIENCE,
    FIXED,
    HALF_HOUR,
    LOGNORMAL,
    PART,
    SLOTS,
    TABLE,
    WEIBULL,
)

from ..record import MILLION
from ..staffed import tables
from ..staffed.others import DAYS_APART, PIECE_BITS, PIECES, believable, likeness, poisson
from ..staffed.tables import FOREVER, UNKNOWN
from .employees import QUARTER, Employee

if TYPE_CHECKING:
    from .model import Model

ENDS, BEGINS, MATCHES, CLOSES, RUNS_OUT, COMES = range(6)
"""What happens in one instant, in this order."""
SMOOTHED_DAYS = 28.0
REMEMBERED = 0.9


class StaffedDay(simpy.Environment):
    """A clock of microseconds on which events of one instant have their order."""

    def at(self, when: int, kind: int, number: int) -> simpy.Event:
        """An event at a time; what it sets off comes before anything else of that instant."""
        event = self.event()
        event._ok, event._value = True, None
        order: Any = 2 + (kind << 48 | number)
        self.schedule(event, priority=order, delay=when - self.now)
        return event


@dataclass(eq=False)
class Contact:
    """Somebody who wants to be served by a team today."""

    key: int
    number: int
    person: int
    touchpoint: int
    segment: int
    need: int
    first_team: int
    team: int
    arrived: int
    deadline: int = UNKNOWN
    waited: int = 0
    felt: int = 0
    began: int = 0
    ends: int = 0
    legs: int = 0
    handed: int = 0
    rank: int = 0
    state: int = tables.COMING
    outcome: int = 0
    called_back: int = 0
    employee: Employee | None = None
    turn: simpy.Event | None = None
    """Comes when an employee is there for them, or nobody will be."""

    @property
    def leg(self) -> int:
        """The key of the stay in line at hand."""
        return int(keys.leg_key(self.key, self.legs))


class Team:
    """Employees, those who wait for them, and what is known of those who come.

    Parameters
    ----------
    model : Model
    number : int
    employees : records of `EMPLOYEE`
    """

    def __init__(self, model: Model, number: int, employees: Records) -> None:
        self.model, self.number, self.size = model, number, len(employees)
        self.about = model.world.teams[number]
        self.employees = [Employee(self, p, traits) for p, traits in enumerate(_rows(employees))]
        self.day = [0] * len(tables.TEAM_DAILY)
        self.hours = [[0] * len(tables.TEAM_HOURS) for _ in range(SLOTS)]
        self.known: list[float] = []
        self.recent: list[tuple[int, int, int]] = []
        """(segment, touchpoint, need) of contacts with simulated customers, the last ones."""
        self.seen = 0
        self.line: list[Contact] = []
        self.in_line_since = 0
        self.last_at_work = 0

    @property
    def staffing(self) -> list[float]:
        """Today's numbers of the team."""
        return self.model.terms[0].staffing[self.number]

    @property
    def rules(self) -> Any:
        """Strengths of the rules for employees."""
        return self.model.terms[0].rules

    # ---- the morning ----

    def come_to_work(self) -> None:
        """Everybody comes to work, or does not."""
        self.day = [0] * len(tables.TEAM_DAILY)
        self.hours = [[0] * len(tables.TEAM_HOURS) for _ in range(SLOTS)]
        for employee in self.employees:
            employee.report_for_work(employee.place < self.places)

    @property
    def places(self) -> int:
        """Places that the team has today, at the scale at which it is run."""
        return math.ceil(self.scaled - PART)

    @property
    def scaled(self) -> float:
        """Employees of today at that scale: the last place may be part of one."""
        return self.staffing[numbers.STAFF] * float(self.model.case.team_scale)

    def share_of(self, place: int) -> float:
        """Which part of an employee somebody's place is."""
        return min(1.0, self.scaled - place)

    def work_of(self, place: int, luck: int) -> list[tuple[int, int]]:
        """Today's spells of work of a place."""
        world, weekday = self.model.world, self.model.today % 7
        midnight = self.model.today * DAY
        if self.about.by_presence:
            drawn = keys.uniform(luck, purposes.PRESENT)
            return [(midnight + a, midnight + b) for a, b in self.present(place + drawn, weekday)]
        share = self.share_of(place)
        if share < 1.0 and keys.uniform(luck, purposes.PRESENT) >= share:
            return []
        first = int(world.work_first[self.number, place, weekday])
        spells = world.work[first : first + int(world.work_count[self.number, place, weekday])]
        return [(midnight + int(start), midnight + int(end)) for start, end in spells.tolist()]

    def present(self, rank: float, weekday: int) -> Iterator[tuple[int, int]]:
        """Spells of work where so many of a team are wanted in each quarter-hour."""
        begun: int | None = None
        wanted = [*self.model.world.presence[self.number, weekday].tolist(), 0.0]
        for quarter, share in enumerate(wanted):
            here = rank < self.scaled * share
            if here and begun is None:
                begun = quarter
            elif begun is not None and not here:
                yield begun * QUARTER, quarter * QUARTER
                begun = None

    def spread(self, column: int, start: int, end: int) -> None:
        """Add a stretch of today to the half-hours in which it lies."""
        midnight = self.model.today * DAY
        for slot in range((start - midnight) // HALF_HOUR, SLOTS):
            begins = midnight + slot * HALF_HOUR
            inside = min(end, begins + HALF_HOUR) - max(start, begins)
            if inside <= 0:
                break
            self.hours[slot][column] += inside

    # ---- who comes ----

    def arrival(self, luck: float) -> int:
        """When somebody tries to reach the team today."""
        pieces = self.pieces()
        at = pieces[0]
        for piece in pieces[1:]:
            if piece.before > luck:
                break
            at = piece
        within = (luck - float(at.before)) / float(at.share)
        inside = min(int(at.length) - 1, max(0, int(within * int(at.length))))
        return self.model.today * DAY + int(at.start) + inside

    def pieces(self) -> list[Records]:
        """Parts of today in which customers come evenly."""
        world, weekday = self.model.world, self.model.today % 7
        first = int(world.piece_first[self.number, weekday])
        return list(world.pieces[first : first + int(world.piece_count[self.number, weekday])])

    def others(self, came: int) -> Iterator[Contact]:
        """Those of the firm's customers who come and are not simulated one by one."""
        model, mean = self.model, self.expect_others(came)
        if mean <= 0.0 or not self.recent:
            return
        day = (model.today % DAYS_APART) * len(model.teams) + self.number
        for n, piece in enumerate(self.pieces()):
            luck = keys.others_key(int(model.case.root), self.number, model.today, n)
            size = min(poisson(mean * float(piece.share), luck), tables.AT_ONCE)
            for k in range(size):
                key = keys.other_key(luck, k)
                within = int(keys.uniform(key, purposes.ARRIVAL) * int(piece.length))
                time = model.today * DAY + int(piece.start) + within
                number = len(model.register.people) + ((day * PIECES + n << PIECE_BITS) + k)
                yield self.like_one(key, number, time)

    def like_one(self, key: int, number: int, time: int) -> Contact:
        """A contact like a recent one of a simulated customer."""
        segment, touchpoint, need = self.recent[likeness(key, len(self.recent))]
        about = (touchpoint, segment, need, self.number, self.number)
        return Contact(key, number, -1, *about, time)

    def expect_others(self, came: int) -> float:
        """How many others to expect today; learn from how many simulated ones came."""
        load = float(self.model.world.load[self.number, self.model.today % 7])
        if load <= 0.0:
            return 0.0
        usual = self.known[tables.USUAL] * load
        if self.known[tables.DAYS_SEEN] == 0.0:
            usual = float(came)
        mean = believable(usual, float(came))
        self.known[tables.DAYS_SEEN] += 1.0
        gap = came / load - self.known[tables.USUAL]
        self.known[tables.USUAL] += gap / min(self.known[tables.DAYS_SEEN], SMOOTHED_DAYS)
        return mean * float(self.model.case.others)

    def remember(self, contact: Contact) -> None:
        """Keep what a contact is about."""
        like = contact.segment, contact.touchpoint, contact.need
        if len(self.recent) < tables.RECENT:
            self.recent.append(like)
        else:
            self.recent[self.seen % tables.RECENT] = like
        self.seen += 1

    # ---- the line ----

    def is_open(self, now: int) -> bool:
        """Whether it takes customers."""
        opens, closes = self.opening
        return opens <= now < closes

    @property
    def opening(self) -> tuple[int, int]:
        """When it opens and closes today."""
        midnight, weekday = self.model.today * DAY, self.model.today % 7
        opens, closes = self.model.world.opens[self.number, weekday].tolist()
        return midnight + opens, midnight + closes

    def nobody_left(self, now: int) -> bool:
        """Whether the last at work have gone home for today."""
        return self.last_at_work <= now and self.last_at_work < (self.model.today + 1) * DAY

    def longest_idle(self, now: int) -> Employee | None:
        """Who at work has been idle longest, the lowest place first."""
        idle = [e for e in self.employees if e.idle_since is not None and e.at_work(now)]
        return min(idle, key=lambda e: (e.idle_since, e.place), default=None)

    def join(self, contact: Contact, now: int) -> None:
        """Wait behind all of the same rank."""
        self.count_line(now)
        contact.state = tables.WAITING
        self.line.append(contact)

    def leave(self, contact: Contact, now: int) -> None:
        """Wait no more."""
        self.count_line(now)
        self.line.remove(contact)

    def in_order(self) -> list[Contact]:
        """The line as it will be served: higher ranks first, then who came first."""
        return sorted(self.line, key=lambda one: -one.rank)

    def count_line(self, now: int) -> None:
        """Add up the length of the line over time."""
        self.day[tables.LINE] += len(self.line) * (now - self.in_line_since)
        self.in_line_since = now

    def count(self, contact: Contact, column: int, now: int) -> None:
        """Count a stay in line that is over."""
        hours = self.hours[self.slot_of(contact.arrived)]
        self.day[column] += 1
        self.day[tables.WAITED] += now - contact.arrived
        hours[tables.H_WAITED] += now - contact.arrived
        answered = column == tables.ANSWERED
        hours[tables.H_ANSWERED if answered else tables.H_ABANDONED] += 1
        if contact.called_back:  # who hung on for nothing is told apart
            self.day[tables.CALLED if answered else tables.UNCALLED] += 1
            self.day[tables.CALLED_WAIT] += now - contact.arrived
            hours[tables.H_CALLED if answered else tables.H_UNCALLED] += 1
            hours[tables.H_CALLED_WAIT] += now - contact.arrived
        elif answered:
            in_time = now - contact.arrived <= self.about.answer_within
            self.day[tables.IN_TIME] += bool(in_time)
            self.day[tables.ANSWERED_WAIT] += now - contact.arrived
            hours[tables.H_IN_TIME] += bool(in_time)

    def slot_of(self, time: int) -> int:
        """Half-hour of today; the first for who has waited since yesterday."""
        return max(0, time - self.model.today * DAY) // HALF_HOUR

    # ---- what is drawn for a contact ----

    def deadline(self, contact: Contact, now: int) -> int:
        """When who begins to wait gives up (rule 12)."""
        world, u = self.model.world, keys.uniform(contact.leg, purposes.PATIENCE)
        mean = self.staffing[numbers.PATIENCE_MINUTES]
        if self.about.patience == EXPONENTIAL_PATIENCE:
            minutes = exponential_patience(u, mean)
        elif self.about.patience == WEIBULL:
            k, unit_scale = float(self.about.k), float(self.about.unit_scale)
            minutes = weibull_patience(u, mean, k, unit_scale)
        elif self.about.patience == TABLE:
            points = int(self.about.points)
            table = world.patience_minutes[self.number], world.patience_shares[self.number]
            minutes = table_patience(u, table[0][:points], table[1][:points])
        else:
            return FOREVER
        patient = self.model.terms[contact.segment].rules.patience
        minutes = minutes * patient if patient > 0.0 else 0.0
        return FOREVER if math.isinf(minutes) else now + ticks(minutes)

    def duration(self, contact: Contact, pace: float) -> int:
        """How long it takes to serve a contact at such a pace."""
        mean = self.staffing[numbers.SERVICE_MINUTES]
        own = self.model.terms[contact.segment].minutes[contact.touchpoint]
        if own > 0.0 and self.model.team_at[contact.touchpoint] == self.number:
            mean = own
        if self.about.service == FIXED:
            return int(ticks(mean * 1.0 * pace))
        u = keys.uniform(contact.leg, purposes.SERVICE)
        if self.about.service == EXPONENTIAL:
            unit = exponential(u)
        elif self.about.service == LOGNORMAL:
            sigma = lognormal_sigma(self.staffing[numbers.SERVICE_CV])
            unit = lognormal_duration(normal(u), sigma)
        else:
            unit = quantile(normal(u), self.model.world.unit_durations, self.number)
        return int(ticks(mean * unit * pace))

    def rank(self, contact: Contact) -> int:
        """How far before others a contact is served."""
        world = self.model.world
        archetype = int(world.owner[contact.segment])
        by_archetype = world.priority_archetype[self.number, archetype]
        return int(by_archetype + world.priority_need[self.number, contact.need])

    def hands_on(self, contact: Contact) -> Team | None:
        """The team to which a contact is handed on when it has been served."""
        u, so_far = keys.uniform(contact.leg, purposes.HANDED_ON), 0.0
        for to, share in enumerate(self.model.terms[0].transfers[self.number]):
            so_far += share
            if u < so_far and contact.legs + 1 < tables.MOST_LEGS:
                return self.model.teams[to]
        return None

    def calls_back(self, contact: Contact, now: int) -> bool:
        """Whether somebody is offered to be called back rather than wait, and takes it."""
        at_work = self.hours[self.slot_of(now)][tables.H_AT_WORK]
        above = self.staffing[numbers.CALLBACK_ABOVE] * at_work
        if not self.about.callback or len(self.line) < above:
            return False
        u = keys.uniform(contact.leg, purposes.CALLED_BACK)
        return bool(u < self.staffing[numbers.CALLBACK_TAKEN])

    # ---- the night ----

    def go_home(self) -> None:
        """What the day has done to everybody."""
        self.learn_feelings()
        for employee in self.employees:
            if employee.place < self.places and not employee.gone:
                employee.go_home()

    def learn_feelings(self) -> None:
        """How simulated customers felt of late: the others are thought to feel alike."""
        for column, name in (
            (tables.ANGER, "anger"),
            (tables.THANKS, "thanks"),
            (tables.RUDE, "rude"),
        ):
            felt = sum(getattr(employee, name) for employee in self.employees)
            self.known[column] = REMEMBERED * self.known[column] + felt / MILLION
        contacts = sum(employee.own for employee in self.employees)
        self.known[tables.CONTACTS_SEEN] = REMEMBERED * self.known[tables.CONTACTS_SEEN] + contacts

    @property
    def usual_feelings(self) -> tuple[float, float, float]:
        """Anger, thanks and rudeness of a usual contact."""
        seen = self.known[tables.CONTACTS_SEEN]
        if seen <= 0.0:
            return 0.0, 0.0, 0.0
        known = self.known
        return known[tables.ANGER] / seen, known[tables.THANKS] / seen, known[tables.RUDE] / seen


def _rows(records: Records) -> list[dict[str, Any]]:
    names = records.dtype.names
    return [dict(zip(names, row, strict=True)) for row in records.tolist()]
