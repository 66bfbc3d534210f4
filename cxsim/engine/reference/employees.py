"""Somebody who works in a team: comes to work or not, feels something, is worn, may quit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa

from cxsim.behaviour.employees import (
    absence_chance,
    faked,
    learnt,
    next_half_hour,
    pace,
    quit_chance,
    strain_after,
    temper_after,
)
from cxsim.behaviour.mood import first_mood
from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.draws import keys, purposes
from cxsim.draws.variates import normal
from cxsim.elementary import exp
from cxsim.world import numbers
from cxsim.world.teams import DAY, HALF_HOUR, PRESENCE

from ..record import MILLION, millionths
from ..staffed import tables
from ..staffed.tables import EMPLOYEE

if TYPE_CHECKING:
    from .teams import Contact, Team

QUARTER = DAY // PRESENCE
SCRATCH = ("since", "spell_first", "spells", "following", "idle")
"""What the kernel's record of an employee has for the day at hand alone."""


class Employee(mesa.Agent):  # type: ignore[misc]
    """Who has a place of a team, with traits by the names of `tables.EMPLOYEE`."""

    key: int
    skill: float
    strain: float
    temper: float
    surface: float
    hired: float
    anger: int
    thanks: int
    rude: int
    busy: int
    duty: int
    free: int
    served: int
    own: int
    hire: int
    vacant_until: int
    gone: int
    handing_on: int

    def __init__(self, team: Team, place: int, traits: dict[str, Any]) -> None:
        super().__init__(team.model)
        self.team, self.place = team, place
        self.__dict__.update(traits)
        self.work: list[tuple[int, int]] = []
        """Today's spells of work."""
        self.moods: dict[int, float] = {}
        """By half-hour of today."""
        self.idle_since: int | None = None
        self.helping: Contact | None = None
        """Whom they serve, if it goes to another team afterwards."""

    @property
    def number(self) -> int:
        """The place among those of all teams."""
        return self.team.number * self.team.size + self.place

    # ---- the morning ----

    def report_for_work(self, has_place: bool) -> None:
        """Come to work, or not."""
        team, today = self.team, self.team.model.today
        staffing, day = team.staffing, team.day
        self.anger = self.thanks = self.rude = self.busy = self.duty = self.served = self.own = 0
        self.surface, self.work, self.moods, self.idle_since = 0.0, [], {}, None
        if self.free > today * DAY:
            self.book(today * DAY, self.free)
        if not has_place:
            self.gone, self.vacant_until = 1, today
            return
        if self.gone:
            if today < self.vacant_until:
                day[tables.VACANT] += 1
                return
            self.begin()
        wage = staffing[numbers.WAGE] * 12.0 / DAYS_A_YEAR
        day[tables.WAGES] += millionths(wage * team.share_of(self.place))
        luck = keys.working_day_key(self.key, today)
        work = team.work_of(self.place, luck)
        if not work:
            return
        strength = team.rules.strain_absence
        chance = absence_chance(staffing[numbers.ABSENCE], self.strain, strength)
        if keys.uniform(luck, purposes.ABSENCE) < chance:
            day[tables.ABSENT] += 1
            return
        day[tables.AT_WORK] += 1
        self.work = work
        self.feel(luck)

    def begin(self) -> None:
        """Be somebody new in the place."""
        team, staffing = self.team, self.team.staffing
        self.hire += 1
        self.key = keys.employee_key(int(team.model.case.root), team.number, self.place, self.hire)
        score = normal(keys.uniform(self.key, purposes.SKILL))
        self.skill = exp(staffing[numbers.SKILL_SPREAD] * score)
        self.strain = self.temper = 0.0
        self.gone, self.hired = 0, float(team.model.today)
        team.day[tables.HIRED] += 1
        team.day[tables.WAGES] += millionths(staffing[numbers.HIRING])

    def feel(self, luck: int) -> None:
        """Feel something in each half-hour of the working day (rule 8)."""
        staffing, midnight = self.team.staffing, self.team.model.today * DAY
        first = (self.work[0][0] - midnight) // HALF_HOUR
        last = (self.work[-1][1] - midnight - 1) // HALF_HOUR
        level = staffing[numbers.MOOD_LEVEL] + self.temper
        volatility = staffing[numbers.MOOD_VOLATILITY]
        persistence = staffing[numbers.MOOD_PERSISTENCE]
        norm, deep = staffing[numbers.DISPLAY_NORM], staffing[numbers.DISPLAY_DEEP]
        mood = put_on = 0.0
        for slot in range(first, last + 1):
            score = normal(keys.uniform_at(luck, purposes.MOOD_AT_WORK, slot))
            if slot == first:
                mood = first_mood(level, volatility, score)
            else:
                mood = next_half_hour(mood, level, persistence, volatility, score)
            self.moods[slot] = mood
            put_on += faked(mood, norm, deep)
        self.surface = put_on / (last + 1 - first)
        self.sign_in(midnight)

    def sign_in(self, midnight: int) -> None:
        """Let working time be counted."""
        hours, seen = self.team.hours, set[int]()
        for start, end in self.work:
            self.duty += end - start
            self.team.day[tables.DUTY] += end - start
            self.team.spread(tables.H_DUTY, start, end)
            slots = range((start - midnight) // HALF_HOUR, (end - midnight - 1) // HALF_HOUR + 1)
            for slot in set(slots) - seen:
                hours[slot][tables.H_AT_WORK] += 1
                hours[slot][tables.H_MOOD] += millionths(self.moods[slot])
            seen |= set(slots)

    # ---- the day ----

    def at_work(self, now: int) -> bool:
        """Whether it is working time."""
        return any(start <= now < end for start, end in self.work)

    @property
    def able(self) -> float:
        """Skill as of today; newcomers have not all of theirs yet."""
        staffing = self.team.staffing
        days = max(0.0, self.team.model.today - self.hired)
        grown = learnt(days, staffing[numbers.LEARNING_GAP], staffing[numbers.LEARNING_DAYS])
        return staffing[numbers.SKILL] * self.skill * grown

    def mood_at(self, now: int) -> float:
        """Mood of the half-hour."""
        return self.moods[(now - self.team.model.today * DAY) // HALF_HOUR]

    def pace_at(self, now: int) -> float:
        """How long a contact takes, by its usual duration (rule 10)."""
        rules, mood = self.team.rules, self.mood_at(now)
        strengths = rules.skill_pace, rules.strain_pace, rules.temper_pace
        return pace(self.able, self.strain, mood, *strengths)

    def book(self, start: int, end: int) -> None:
        """Be busy; what lies beyond midnight is booked tomorrow."""
        end = min(end, (self.team.model.today + 1) * DAY)
        self.busy += end - start
        self.team.day[tables.BUSY] += end - start
        self.team.spread(tables.H_BUSY, start, end)

    # ---- the night ----

    def go_home(self) -> None:
        """Be worn by the day, and perhaps not come back (rule 10)."""
        team, rules, today = self.team, self.team.rules, self.team.model.today
        load = min(1.0, self.busy / self.duty) if self.duty > 0 else 0.0
        anger, thanks, rude = (
            self.per_contact(own, usual)
            for own, usual in zip(
                (self.anger, self.thanks, self.rude), team.usual_feelings, strict=True
            )
        )
        self.strain = strain_after(
            self.strain,
            load,
            self.surface,
            rude,
            rules.strain_threshold,
            rules.strain_load,
            rules.strain_surface,
            rules.strain_rude,
            rules.strain_recovery,
        )
        moved = rules.temper_anger, rules.temper_thanks, rules.temper_persistence
        self.temper = temper_after(self.temper, anger, thanks, *moved)
        team.day[tables.EMPLOYED] += 1
        team.day[tables.STRAIN] += millionths(self.strain)
        team.day[tables.STRAINED] += self.strain > tables.MUCH
        luck = keys.working_day_key(self.key, today)
        chance = quit_chance(team.staffing[numbers.QUITS], self.strain, rules.strain_quits)
        if keys.uniform(luck, purposes.QUIT) < chance:
            self.gone = 1
            self.vacant_until = today + 1 + int(team.staffing[numbers.VACANCY_DAYS])
            team.day[tables.QUITS] += 1

    def per_contact(self, own_sum: int, usual: float) -> float:
        """Mean over the day's contacts: simulated customers' own, the others as is usual."""
        if self.served == 0:
            return 0.0
        return (own_sum / MILLION + max(0, self.served - self.own) * usual) / self.served

    def traits(self) -> dict[str, Any]:
        """As the kernel's record has it."""
        return {name: getattr(self, name, 0) for name in EMPLOYEE.names or ()} | dict.fromkeys(
            SCRATCH, 0
        )
