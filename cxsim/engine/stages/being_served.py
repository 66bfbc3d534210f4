"""Within stage 5: going to a team's line, and what a customer makes of having been in it.

A customer comes to the line on the first walk of the day; when the lines have run, whoever was
served, or was not, makes something of it on the second. The visit reads how long it took and who
served, and how they were (rules 8 to 11); what it does to the employee is for the night.
"""

from __future__ import annotations

from cxsim.arrays import Records
from cxsim.behaviour.employees import (
    display_quality,
    error_odds,
    faked,
    rudeness,
    shown,
    staff_quality,
)
from cxsim.behaviour.handoff import handoff_effort
from cxsim.behaviour.mood import infected
from cxsim.behaviour.parameters import NEUTRAL
from cxsim.behaviour.queueing import called_back_wait, perceived_wait, wait_loss
from cxsim.behaviour.resolution import resolution_tilt
from cxsim.compiled import part
from cxsim.draws import keys, purposes
from cxsim.world.numbers import (
    AUTHORITY,
    DISPLAY_DEEP,
    DISPLAY_NORM,
    EXPLAINED,
    OCCUPIED,
    WAIT_WEIGHT,
)
from cxsim.world.teams import DAY, HALF_HOUR, MINUTE
from cxsim.world.world import REPEAT, TOIL, World

from ..record import JOURNEYS, LINE_WAIT, QUEUE, UNSERVED, Record, count, millionths, note
from ..record import SERVED as ATTENDED
from ..staffed.contacts import contact_row, write_contact
from ..staffed.hiring import skill_of
from ..staffed.luck import arrival
from ..staffed.tables import CAME, GONE, SERVED
from ..state import IN_LINE, LATER, State
from .recovery import GIVE_UP
from .stories import integration, known
from .waiting import live_moment, waited, waiting_moment


@part
def line_up(w: World, s: State, lane: int, today: int) -> None:
    """Try to reach the team that serves at a touchpoint today, or put it off till tomorrow."""
    i, trip = s.walker[lane], s.lanes[lane]
    team, weekday = w.places[trip.touchpoint].team, today % 7
    key = keys.contact_key(keys.step_key(trip.journey_key, trip.step), trip.attempts)
    trip.attempts += 1
    if keys.uniform(key, purposes.PUT_OFF) >= w.comes[team, weekday]:
        trip.at = max(trip.at, today + 1.0)
        return
    trip.marks |= IN_LINE
    trip.contact = -1
    row = contact_row(s)
    s.came[s.floor[CAME]] = row
    s.floor[CAME] += 1
    arrived = today * DAY + arrival(w, team, weekday, keys.uniform(key, purposes.ARRIVAL))
    need = s.people[i].need
    write_contact(s, row, key, i, i, team, w.segment[i], trip.touchpoint, need, arrived)


@part
def come_out(w: World, s: State, r: Record, lane: int, today: int) -> int:
    """Leave a team's line: what came of it."""
    trip, i = s.lanes[lane], s.walker[lane]
    row = trip.contact
    contact, who = s.contacts[row], s.people[i]
    outcome = contact.outcome
    trip.marks &= ~IN_LINE
    trip.contact = -1
    trip.at = max(trip.at, contact.ends / DAY)
    place = trip.touchpoint
    minutes = contact.waited / MINUTE
    back = contact.called_back
    note(r, today, i, QUEUE, who.need, trip.occurrence, trip.step, place, outcome, back, minutes)
    count(r, today, who.archetype, LINE_WAIT, contact.felt)
    count(r, today, who.archetype, ATTENDED if outcome == SERVED else UNSERVED, 1)
    if outcome == SERVED:
        s.contact_of[lane] = row
        return outcome
    wait_in_vain(w, s, i, trip, row, today)
    if outcome == GONE:
        trip.ending = GIVE_UP
        if trip.step == 0:  # given up before it has really begun
            count(r, today, who.archetype, JOURNEYS, 1)
    else:
        trip.at = max(trip.at, today + 1.0)
        if not trip.marks & TOIL:
            trip.marks |= known(w, w.segment[i], -1, REPEAT, contact.key)
        trip.marks |= REPEAT
    return outcome


@part
def wait_in_vain(w: World, s: State, i: int, trip: Records, row: int, today: int) -> None:
    """Live the moment of not having been served."""
    who, rules = s.people[i], w.rules[w.segment[i]]
    cost = rules.queue_unserved + lost_by_waiting(w, rules, s.contacts[row])
    if trip.promised < LATER:
        cost += waited(rules, trip, today)
    live_moment(trip, waiting_moment(w, s, i, cost))
    if today >= 0:
        what = 8 + QUEUE + int(s.contacts[row].outcome)
        who.path = keys.fold(who.path, (int(who.need) << 32) + (int(trip.touchpoint) << 16) + what)


@part
def lost_by_waiting(w: World, rules: Records, contact: Records) -> float:
    """Quality that a stay in line takes (rule 11)."""
    staffing = w.staffing[0, contact.first_team]
    felt = perceived_wait(
        contact.felt / MINUTE,
        staffing[OCCUPIED],
        staffing[EXPLAINED],
        rules.queue_idle,
        rules.queue_unexplained,
    )
    called = (contact.waited - contact.felt) / MINUTE
    felt = staffing[WAIT_WEIGHT] * (felt + called_back_wait(called, rules.queue_called_back))
    return wait_loss(felt, rules.queue_acceptable, rules.queue_strength, rules.queue_curvature)


@part
def be_attended(w: World, s: State, segment: int, visits: int, today: int) -> None:
    """What the line and the employee mean for each visit of who has just been served."""
    v, rules, places = s.visits[0], w.rules[segment], s.employees.shape[1]
    for n in range(visits):
        row = s.contact_of[s.visiting[n]]
        if row < 0:
            continue
        contact = s.contacts[row]
        team, place = contact.employee // places, contact.employee % places
        one, staffing = s.employees[team, place], w.staffing[0, team]
        mood = s.moods[team, place, (contact.began - today * DAY) // HALF_HOUR]
        skill = skill_of(w, team, one, today)
        norm = staffing[DISPLAY_NORM]
        display = shown(mood, norm)
        put_on = faked(mood, norm, staffing[DISPLAY_DEEP])
        v.waited[n] += lost_by_waiting(w, rules, contact)
        if contact.handed > 0:
            kept = passed_on(w, segment, contact)
            v.context[n] *= kept
            v.effort[n] += handoff_effort(
                float(contact.handed),
                float(w.case[0].silos) * kept,
                rules.effort_handoff,
                rules.context_worth,
            )
        v.display[n] = display
        v.staff[n] = staff_quality(
            skill, one.strain, mood, rules.skill_quality, rules.strain_quality, rules.temper_quality
        ) + display_quality(display, put_on, rules.display_strength, rules.surface_worth)
        v.failure[n] = error_odds(
            v.failure[n],
            skill,
            one.strain,
            mood,
            rules.skill_errors,
            rules.strain_errors,
            rules.temper_errors,
        )


@part
def passed_on(w: World, segment: int, contact: Records) -> float:
    """Whether the story came along when one team handed the contact on to another, 0 or 1."""
    if not w.case[0].silos:
        return 1.0
    chance = integration(w, segment, w.teams[contact.first_team].department)
    return 1.0 if keys.uniform(contact.key, purposes.CONTEXT) < chance else 0.0


@part
def catch_mood(w: World, s: State, segment: int, visits: int) -> None:
    """Catch something of the mood that the employee shows (rule 8)."""
    v = s.visits[0]
    for n in range(visits):
        if s.contact_of[s.visiting[n]] >= 0:
            v.mood[n] = infected(v.mood[n], v.display[n], w.rules[segment].mood_contagion)


@part
def solved(
    w: World, s: State, segment: int, row: int, known: float, share: float, today: int
) -> float:
    """Weight of being helped there and then by whoever serves."""
    places, rules = s.employees.shape[1], w.rules[segment]
    team, place = s.contacts[row].employee // places, s.contacts[row].employee % places
    return resolution_tilt(
        share,
        skill_of(w, team, s.employees[team, place], today),
        w.staffing[0, team, AUTHORITY],
        w.teams[team].authority,
        known,
        rules.solve_skill,
        rules.solve_authority,
        rules.solve_context,
    )


@part
def affect_employee(s: State, row: int, felt: float) -> None:
    """Anger and thanks that whoever served takes home."""
    places = s.employees.shape[1]
    one = s.employees[s.contacts[row].employee // places, s.contacts[row].employee % places]
    one.own += 1
    one.anger += millionths(max(0.0, NEUTRAL - felt))
    one.thanks += millionths(max(0.0, felt - NEUTRAL))
    one.rude += millionths(rudeness(felt))
