"""The staffed part of a day: customers come, wait and are served, to the microsecond."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING

import simpy

from cxsim.draws import keys, purposes
from cxsim.world import numbers
from cxsim.world.teams import DAY, MINUTE

from ..staffed import tables
from ..staffed.tables import FOREVER
from .employees import Employee
from .teams import BEGINS, CLOSES, COMES, ENDS, MATCHES, RUNS_OUT, Contact, StaffedDay, Team

if TYPE_CHECKING:
    from .model import Model


class Floor:
    """One day of all teams.

    Parameters
    ----------
    model : Model
    carried : iterable of Contact
        Who stayed in line over midnight, or is being served and will be handed on, in order.
    """

    def __init__(self, model: Model, carried: Iterable[Contact]) -> None:
        self.model, self.midnight = model, model.today * DAY
        self.clock = StaffedDay(initial_time=self.midnight)
        self.resolved: list[Contact] = []
        for team in model.teams:
            self.open(team)
        for contact in carried:
            self.clock.process(self.go_on(contact))

    @property
    def now(self) -> int:
        """The time, in microseconds since day 0."""
        return int(self.clock.now)

    # ---- employees ----

    def open(self, team: Team) -> None:
        """Let spells of work begin, and services of yesterday end."""
        team.line, team.in_line_since = [], self.midnight
        team.last_at_work = self.midnight
        for employee in team.employees:
            if employee.free > self.midnight and not employee.handing_on:
                self.when(employee.free, ENDS, employee.number, self.be_free, employee)
            for start, end in employee.work:
                self.when(start, BEGINS, employee.number, self.begin_work, employee)
                team.last_at_work = max(team.last_at_work, end)
        if team.last_at_work < self.midnight + DAY:
            self.when(team.last_at_work, CLOSES, team.number, self.send_away, team)

    def when(self, time: int, kind: int, number: int, what: object, who: object) -> None:
        """Let something happen at a time."""
        event = self.clock.at(time, kind, number)
        event.callbacks.append(lambda _: what(who))  # type: ignore[operator]

    def begin_work(self, employee: Employee) -> None:
        """A spell of work begins."""
        if employee.free <= self.now:
            self.be_free(employee)

    def be_free(self, employee: Employee) -> None:
        """Be idle from now on, if it is working time."""
        employee.handing_on, employee.idle_since = 0, None
        if employee.at_work(self.now):
            employee.idle_since = self.now
        self.when(self.now, MATCHES, employee.team.number, self.match, employee.team)

    def match(self, team: Team) -> None:
        """Let those who are idle serve those who wait."""
        while team.line and (employee := team.longest_idle(self.now)):
            contact = team.in_order()[0]
            team.leave(contact, self.now)
            employee.idle_since = None
            assert contact.turn is not None
            contact.turn.succeed(employee)

    def send_away(self, team: Team) -> None:
        """Nobody is left at work: who still waits is sent away."""
        for contact in team.in_order():
            team.leave(contact, self.now)
            assert contact.turn is not None
            contact.turn.succeed(None)

    # ---- customers ----

    def come(self, contact: Contact) -> None:
        """Let somebody come at their time."""
        self.clock.process(self.contact(contact))

    def contact(self, contact: Contact) -> Generator[simpy.Event, None, None]:
        """A contact from its arrival on."""
        yield self.clock.at(contact.arrived, COMES, contact.number)
        yield from self.reach(contact)

    def go_on(self, contact: Contact) -> Generator[simpy.Event, None, None]:
        """A contact from midnight on."""
        if contact.state == tables.WAITING:
            team = self.model.teams[contact.team]
            team.join(contact, self.midnight)
            yield from self.wait(contact)
        else:
            yield from self.be_handed_on(contact)

    def reach(self, contact: Contact) -> Generator[simpy.Event, None, None]:
        """Come to a team's line: be served, wait, or find it closed."""
        team, now = self.model.teams[contact.team], self.now
        contact.arrived, contact.called_back = now, 0
        is_open = contact.state == tables.HANDING_ON or team.is_open(now)
        if not is_open or team.nobody_left(now):
            team.day[tables.TURNED_AWAY] += 1
            yield from self.try_later(contact)
            return
        team.day[tables.OFFERED] += 1
        team.hours[team.slot_of(now)][tables.H_OFFERED] += 1
        contact.rank = team.rank(contact)
        employee = None if team.line else team.longest_idle(now)
        if employee is not None:
            employee.idle_since = None
            yield from self.be_served(contact, employee)
            return
        contact.called_back, contact.deadline = int(team.calls_back(contact, now)), FOREVER
        if contact.called_back:
            team.day[tables.CALLED_BACK] += 1
        else:
            contact.deadline = team.deadline(contact, now)
        team.join(contact, now)
        yield from self.wait(contact)

    def wait(self, contact: Contact) -> Generator[simpy.Event, None, None]:
        """Wait until it is one's turn, or patience runs out."""
        team = self.model.teams[contact.team]
        contact.turn = self.clock.event()
        if contact.deadline < FOREVER:
            patience = self.clock.at(contact.deadline, RUNS_OUT, contact.number)
            yield contact.turn | patience
        else:
            yield contact.turn
        if not contact.turn.triggered:
            team.leave(contact, self.now)
            team.count(contact, tables.ABANDONED, self.now)
            yield from self.try_later(contact)
        elif contact.turn.value is None:
            team.count(contact, tables.SENT_AWAY, self.now)
            yield from self.try_later(contact)
        else:
            yield from self.be_served(contact, contact.turn.value)

    def be_served(self, contact: Contact, employee: Employee) -> Generator[simpy.Event, None, None]:
        """Be served; then be handed on, or walk on with it."""
        team, now = employee.team, self.now
        team.count(contact, tables.ANSWERED, now)
        self.add_wait(contact)
        contact.employee, contact.began = employee, now
        contact.ends = now + team.duration(contact, employee.pace_at(now))
        employee.free = contact.ends
        employee.served += 1
        employee.book(now, contact.ends)
        if team.hands_on(contact) is not None:
            contact.state, employee.handing_on = tables.HANDING_ON, 1
            employee.helping = contact
            yield from self.be_handed_on(contact)
        else:
            self.when(contact.ends, ENDS, employee.number, self.be_free, employee)
            self.end(contact, tables.SERVED)

    def be_handed_on(self, contact: Contact) -> Generator[simpy.Event, None, None]:
        """Be served to the end, and go to the line of another team."""
        employee = contact.employee
        assert employee is not None
        yield self.clock.at(contact.ends, ENDS, employee.number)
        to = employee.team.hands_on(contact)
        assert to is not None
        employee.team.day[tables.HANDED_ON] += 1
        contact.legs += 1
        contact.handed += 1
        contact.deadline = tables.UNKNOWN
        contact.team, contact.employee = to.number, None
        self.be_free(employee)
        yield from self.reach(contact)

    def try_later(self, contact: Contact) -> Generator[simpy.Event, None, None]:
        """Who was not served tries again later today, on another day, or not."""
        self.add_wait(contact)
        contact.ends = self.now
        team = self.model.teams[contact.first_team]
        staffing, (opens, closes) = team.staffing, team.opening
        if keys.uniform(contact.leg, purposes.AGAIN) >= staffing[numbers.AGAIN]:
            self.end(contact, tables.GONE)
            return
        again = max(opens, self.now + int(staffing[numbers.AGAIN_AFTER] * MINUTE))
        if again >= closes or contact.legs + 1 >= tables.MOST_LEGS:
            self.end(contact, tables.TOMORROW)
            return
        team.day[tables.TRIED_AGAIN] += 1
        contact.legs += 1
        contact.deadline = tables.UNKNOWN
        contact.team, contact.state = contact.first_team, tables.OUTSIDE
        yield self.clock.at(again, COMES, contact.number)
        yield from self.reach(contact)

    def add_wait(self, contact: Contact) -> None:
        """Add a stay in line that is over to what has been waited."""
        stay = self.now - contact.arrived
        contact.waited += stay
        contact.felt += 0 if contact.called_back else stay

    def end(self, contact: Contact, outcome: int) -> None:
        """A contact is over."""
        contact.state, contact.outcome = tables.OVER, outcome
        if contact.person >= 0:
            self.resolved.append(contact)

    # ---- the day ----

    def run(self, coming: list[Contact]) -> list[Contact]:
        """Let the day go by; who stays over midnight, in order."""
        came = [0] * len(self.model.teams)
        for contact in coming:
            came[contact.team] += 1
            self.come(contact)
        for team in self.model.teams:
            for contact in team.others(came[team.number]):
                self.come(contact)
        self.clock.run(until=self.clock.at(self.midnight + DAY, ENDS - 1, 0))
        return [contact for team in self.model.teams for contact in self.left(team)]

    def left(self, team: Team) -> list[Contact]:
        """Who is still in a team's line at midnight."""
        end = self.midnight + DAY
        team.count_line(end)
        team.day[tables.CARRIED] = len(team.line)
        team.day[tables.CARRIED_WAIT] = sum(end - contact.arrived for contact in team.line)
        helping = [e.helping for e in team.employees if e.handing_on and e.free >= end]
        return [*team.in_order(), *(contact for contact in helping if contact is not None)]
