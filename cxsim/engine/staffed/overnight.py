"""After hours: what the day has done to employees, and who does not come back (rule 10)."""

from __future__ import annotations

from cxsim.arrays import Records
from cxsim.behaviour.employees import quit_chance, strain_after, temper_after
from cxsim.compiled import part, stage
from cxsim.draws import keys, purposes
from cxsim.world.numbers import QUITS as QUIT_RATE
from cxsim.world.numbers import VACANCY_DAYS
from cxsim.world.world import World

from ..record import MILLION, Record, millionths, month_of
from ..state import State
from .hiring import employed
from .tables import (
    ANGER,
    CONTACTS_SEEN,
    EMPLOYED,
    MUCH,
    QUITS,
    RUDE,
    STRAIN,
    STRAINED,
    THANKS,
)

_REMEMBERED = 0.9


@stage
def go_home(w: World, s: State, r: Record, today: int) -> None:
    """What customers and work have done to each employee; some will not come back."""
    for team in range(w.teams.size):
        learn_feelings(s, team)
        places = min(employed(w, team), s.employees.shape[1])
        for place in range(s.employees.shape[1]):
            one = s.employees[team, place]
            if place < places and not one.gone:
                be_worn(w, s, team, one)
                s.team_day[team, EMPLOYED] += 1
                s.team_day[team, STRAIN] += millionths(one.strain)
                s.team_day[team, STRAINED] += one.strain > MUCH
                consider_quitting(w, s, team, one, today)
            one.spells = one.spell_first = 0
            one.idle = 0
            one.following = 0
            one.since = 0
        if today >= 0:
            for column in range(s.team_day.shape[1]):
                r.team_days[today, team, column] = s.team_day[team, column]
            write_hours(s, r, team, today)


@part
def write_hours(s: State, r: Record, team: int, today: int) -> None:
    """Add the day's half-hours to those of its month."""
    month = month_of(today)
    for slot in range(s.team_hours.shape[1]):
        for column in range(s.team_hours.shape[2]):
            r.team_hours[month, team, slot, column] += s.team_hours[team, slot, column]


@part
def learn_feelings(s: State, team: int) -> None:
    """How a team's simulated customers felt of late: the others are thought to feel alike."""
    known = s.customers_of[team]
    anger, thanks, rude, contacts = 0, 0, 0, 0
    for place in range(s.employees.shape[1]):
        one = s.employees[team, place]
        anger += one.anger
        thanks += one.thanks
        rude += one.rude
        contacts += one.own
    known[ANGER] = _REMEMBERED * known[ANGER] + anger / MILLION
    known[THANKS] = _REMEMBERED * known[THANKS] + thanks / MILLION
    known[RUDE] = _REMEMBERED * known[RUDE] + rude / MILLION
    known[CONTACTS_SEEN] = _REMEMBERED * known[CONTACTS_SEEN] + contacts


@part
def be_worn(w: World, s: State, team: int, one: Records) -> None:
    """An employee's strain and temper after a day, or a day off."""
    rules, known = w.rules[0], s.customers_of[team]
    load = min(1.0, one.busy / one.duty) if one.duty > 0 else 0.0
    anger = per_contact(one.anger, one.own, one.served, known[ANGER], known[CONTACTS_SEEN])
    thanks = per_contact(one.thanks, one.own, one.served, known[THANKS], known[CONTACTS_SEEN])
    rude = per_contact(one.rude, one.own, one.served, known[RUDE], known[CONTACTS_SEEN])
    one.strain = strain_after(
        one.strain,
        load,
        one.surface,
        rude,
        rules.strain_threshold,
        rules.strain_load,
        rules.strain_surface,
        rules.strain_rude,
        rules.strain_recovery,
    )
    one.temper = temper_after(
        one.temper,
        anger,
        thanks,
        rules.temper_anger,
        rules.temper_thanks,
        rules.temper_persistence,
    )


@part
def per_contact(own_sum: int, own: int, served: int, known: float, seen: float) -> float:
    """Mean over a day's contacts: of simulated customers, and of the others as they are known."""
    if served == 0:
        return 0.0
    usual = known / seen if seen > 0.0 else 0.0
    return (own_sum / MILLION + max(0, served - own) * usual) / served


@part
def consider_quitting(w: World, s: State, team: int, one: Records, today: int) -> None:
    """Some quit, the strained sooner; the place stays empty for a while."""
    chance = quit_chance(w.staffing[0, team, QUIT_RATE], one.strain, w.rules[0].strain_quits)
    luck = keys.working_day_key(one.key, today)
    if keys.uniform(luck, purposes.QUIT) >= chance:
        return
    one.gone = 1
    one.vacant_until = today + 1 + int(w.staffing[0, team, VACANCY_DAYS])
    s.team_day[team, QUITS] += 1
