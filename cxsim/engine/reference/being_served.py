"""Going to a team's line, and what is made of having been in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsim.behaviour.employees import (
    display_quality,
    error_odds,
    faked,
    rudeness,
    shown,
    staff_quality,
)
from cxsim.behaviour.parameters import NEUTRAL
from cxsim.behaviour.queueing import called_back_wait, perceived_wait, wait_loss
from cxsim.behaviour.resolution import resolution_tilt
from cxsim.draws import keys, purposes
from cxsim.world import numbers
from cxsim.world.teams import DAY, MINUTE
from cxsim.world.world import REPEAT

from .. import record as books
from ..record import millionths
from ..staffed.tables import GONE, SERVED
from ..stages.recovery import GIVE_UP
from ..state import IN_LINE, KNOWN, LATER
from .teams import Contact
from .under_way import Attention, Journey
from .visits import Visits

if TYPE_CHECKING:
    from .teams import Team


class BeingServed(Visits):
    """Somebody whom a team may serve."""

    def seek_team(self, journey: Journey, tomorrow: float, *, again: bool) -> None:
        """Go to the line of the team that serves at the pending step; once a day."""
        if again:
            journey.at = max(journey.at, tomorrow)
        else:
            self.line_up(journey, tomorrow)

    def line_up(self, journey: Journey, tomorrow: float) -> None:
        """Try to reach the team today, or put it off till tomorrow."""
        model, touchpoint = self.model, journey.touchpoint
        team = model.teams[model.team_at[touchpoint]]
        key = keys.contact_key(keys.step_key(journey.key, journey.step), journey.attempts)
        journey.attempts += 1
        if keys.uniform(key, purposes.PUT_OFF) >= model.world.comes[team.number, model.today % 7]:
            journey.at = max(journey.at, tomorrow)
            return
        journey.marks |= IN_LINE
        arrived = team.arrival(keys.uniform(key, purposes.ARRIVAL))
        segment, number = model.segment[self.number], self.number
        about = (touchpoint, segment, journey.need, team.number, team.number)
        model.coming.append(Contact(key, number, number, *about, arrived))

    def come_out(self, journey: Journey, contact: Contact) -> bool:
        """Leave a team's line; whether one has been served."""
        model, outcome = self.model, contact.outcome
        journey.marks &= ~IN_LINE
        journey.at = max(journey.at, contact.ends / DAY)
        place = (journey.need, journey.occurrence, journey.step, journey.touchpoint, outcome)
        minutes, back = contact.waited / MINUTE, bool(contact.called_back)
        model.books.note(self.number, books.QUEUE, *place, failed=back, felt=minutes)
        what = books.SERVED if outcome == SERVED else books.UNSERVED
        model.books.count(self.archetype, books.LINE_WAIT, contact.felt)
        model.books.count(self.archetype, what)
        if outcome == SERVED:
            return True
        self.wait_in_vain(journey, contact)
        if outcome == GONE:
            journey.ending = GIVE_UP
            if journey.step == 0:  # given up before it has really begun
                model.books.count(self.archetype, books.JOURNEYS)
        else:
            journey.at = max(journey.at, model.today + 1.0)
            if not journey.told_before and self.story_known(-1, REPEAT, contact.key):
                journey.marks |= KNOWN
            journey.marks |= REPEAT
        return False

    def wait_in_vain(self, journey: Journey, contact: Contact) -> None:
        """Live the moment of not having been served."""
        cost = self.terms.rules.queue_unserved + self.lost_by_waiting(contact)
        if journey.promised < LATER:
            cost += self.waited(journey)
        journey.live(self.waiting_moment(cost))
        if self.model.today >= 0:
            what = 8 + books.QUEUE + contact.outcome
            self.path = keys.fold(
                self.path, (journey.need << 32) + (journey.touchpoint << 16) + what
            )

    def lost_by_waiting(self, contact: Contact) -> float:
        """Quality that a stay in line takes (rule 11)."""
        team, rules = self.model.teams[contact.first_team], self.terms.rules
        like = team.staffing[numbers.OCCUPIED], team.staffing[numbers.EXPLAINED]
        minutes = contact.felt / MINUTE
        felt = perceived_wait(minutes, *like, rules.queue_idle, rules.queue_unexplained)
        called = (contact.waited - contact.felt) / MINUTE
        felt += called_back_wait(called, rules.queue_called_back)
        felt = team.staffing[numbers.WAIT_WEIGHT] * felt
        strength, curvature = rules.queue_strength, rules.queue_curvature
        return wait_loss(felt, rules.queue_acceptable, strength, curvature)

    def attention(self, contact: Contact) -> Attention:
        """What the line and the employee bring to the visit."""
        employee, rules = contact.employee, self.terms.rules
        assert employee is not None
        team: Team = employee.team
        mood, skill, strain = employee.mood_at(contact.began), employee.able, employee.strain
        norm, deep = (
            team.staffing[numbers.DISPLAY_NORM],
            team.staffing[numbers.DISPLAY_DEEP],
        )
        display, put_on = shown(mood, norm), faked(mood, norm, deep)
        by_quality = rules.skill_quality, rules.strain_quality, rules.temper_quality
        by_errors = rules.skill_errors, rules.strain_errors, rules.temper_errors
        may = team.staffing[numbers.AUTHORITY], float(team.about.authority)
        by_solving = rules.solve_skill, rules.solve_authority, rules.solve_context
        return Attention(
            loss=self.lost_by_waiting(contact),
            quality=staff_quality(skill, strain, mood, *by_quality)
            + display_quality(display, put_on, rules.display_strength, rules.surface_worth),
            display=display,
            handed=contact.handed,
            known=contact.handed > 0 and self.passed_on(contact),
            solve=lambda usual, known: resolution_tilt(usual, skill, *may, known, *by_solving),
            failure=lambda usual: error_odds(usual, skill, strain, mood, *by_errors),
        )

    def passed_on(self, contact: Contact) -> bool:
        """Whether the story came along when one team handed the contact on to another."""
        if not self.model.case.silos:
            return True
        team = self.model.teams[contact.first_team]
        chance = self.knows_department(int(self.model.world.teams[team.number].department))
        return keys.uniform(contact.key, purposes.CONTEXT) < chance

    def affect_employee(self, contact: Contact, felt: float) -> None:
        """Leave anger and thanks with whoever served."""
        employee = contact.employee
        assert employee is not None
        employee.own += 1
        employee.anger += millionths(max(0.0, NEUTRAL - felt))
        employee.thanks += millionths(max(0.0, felt - NEUTRAL))
        employee.rude += millionths(rudeness(felt))
