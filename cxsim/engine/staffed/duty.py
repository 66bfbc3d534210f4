"""Stage 2: employees come to work: who is there today, in what mood, and how fast it makes them."""

from __future__ import annotations

from cxsim.behaviour.employees import absence_chance, faked, next_half_hour, pace
from cxsim.behaviour.mood import first_mood
from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.compiled import part, stage
from cxsim.draws import keys, purposes
from cxsim.draws.many import normal_scores
from cxsim.world.numbers import (
    ABSENCE,
    DISPLAY_DEEP,
    DISPLAY_NORM,
    HIRING,
    MOOD_LEVEL,
    MOOD_PERSISTENCE,
    MOOD_VOLATILITY,
    WAGE,
)
from cxsim.world.teams import DAY, HALF_HOUR, PRESENCE, SLOTS
from cxsim.world.world import World

from ..record import Record, millionths
from ..state import State
from .hiring import employed, scaled_staff, share_of, skill_of, take_on
from .tables import ABSENT as AWAY
from .tables import (
    AT_WORK,
    BUSY,
    CAME,
    CARRIED_OVER,
    CARRIED_ROWS,
    CONTACTS_FREE,
    CONTACTS_USED,
    DUTY,
    H_AT_WORK,
    H_BUSY,
    H_DUTY,
    H_MOOD,
    HIRED,
    RESOLVED,
    SPELLS_USED,
    STAYING,
    VACANT,
    WAGES,
)

QUARTER = DAY // PRESENCE


@stage
def come_to_work(w: World, s: State, r: Record, today: int) -> None:
    """Everybody of the teams comes to work, or does not."""
    open_floor(s)
    for team in range(w.teams.size):
        for column in range(s.team_day.shape[1]):
            s.team_day[team, column] = 0
        for slot in range(SLOTS):
            for column in range(s.team_hours.shape[2]):
                s.team_hours[team, slot, column] = 0
        places = min(employed(w, team), s.employees.shape[1])
        for place in range(s.employees.shape[1]):
            report_for_work(w, s, team, place, place < places, today)


@part
def open_floor(s: State) -> None:
    """In the morning: who stayed over midnight is where they were."""
    s.floor[SPELLS_USED] = 0
    s.floor[CONTACTS_FREE] = s.floor[CONTACTS_USED] = 0
    s.floor[RESOLVED] = s.floor[CAME] = s.floor[STAYING] = 0
    carried = s.floor[CARRIED_OVER]
    for n in range(carried):
        s.contacts[n] = s.carried[n]
        s.carried_rows[n] = n
    s.floor[CONTACTS_USED] = s.floor[CARRIED_ROWS] = carried


@part
def report_for_work(w: World, s: State, team: int, place: int, has_place: bool, today: int) -> None:
    """One employee's morning."""
    one, day = s.employees[team, place], s.team_day[team]
    one.anger = one.thanks = one.rude = 0
    one.busy = one.duty = 0
    one.served = one.own = 0
    one.surface = 0.0
    one.spells = 0
    one.spell_first = s.floor[SPELLS_USED]
    still_busy(s, team, place, today)
    if not has_place:
        one.gone = 1
        one.vacant_until = today
        return
    staffing = w.staffing[0, team]
    if one.gone:
        if today < one.vacant_until:
            day[VACANT] += 1
            return
        one.hire += 1
        take_on(w, one, team, place)
        one.hired = today
        day[HIRED] += 1
        day[WAGES] += millionths(staffing[HIRING])
    day[WAGES] += millionths(staffing[WAGE] * 12.0 / DAYS_A_YEAR * share_of(w, team, place))
    luck = keys.working_day_key(one.key, today)
    chance = absence_chance(staffing[ABSENCE], one.strain, w.rules[0].strain_absence)
    spells_of_today(w, s, team, place, luck, today)
    if one.spells == 0:
        return
    if keys.uniform(luck, purposes.ABSENCE) < chance:
        s.floor[SPELLS_USED] = one.spell_first
        one.spells = 0
        day[AWAY] += 1
        return
    day[AT_WORK] += 1
    feel_and_work(w, s, team, place, luck, today)


@part
def still_busy(s: State, team: int, place: int, today: int) -> None:
    """Book the part of a service begun on an earlier day that falls on today."""
    one = s.employees[team, place]
    midnight = today * DAY
    if one.free > midnight:
        book_work(s, team, place, midnight, min(one.free, midnight + DAY), today)


@part
def book_work(s: State, team: int, place: int, start: int, end: int, today: int) -> None:
    """Book work from one time of today to another, by half-hours."""
    s.employees[team, place].busy += end - start
    s.team_day[team, BUSY] += end - start
    add_by_half_hours(s, team, H_BUSY, start - today * DAY, end - today * DAY)


@part
def add_by_half_hours(s: State, team: int, column: int, start: int, end: int) -> None:
    """Add a stretch of the day to the half-hours in which it lies."""
    slot = start // HALF_HOUR
    while start < end:
        until = min(end, (slot + 1) * HALF_HOUR)
        s.team_hours[team, slot, column] += until - start
        start = until
        slot += 1


@part
def spells_of_today(w: World, s: State, team: int, place: int, luck: int, today: int) -> None:
    """Write down when somebody is to be at work today."""
    weekday, midnight = today % 7, today * DAY
    if w.teams[team].by_presence:
        be_present(w, s, team, place, luck, weekday, midnight)
        return
    share = share_of(w, team, place)
    if share < 1.0 and keys.uniform(luck, purposes.PRESENT) >= share:
        return
    first = w.work_first[team, place, weekday]
    for n in range(first, first + w.work_count[team, place, weekday]):
        add_spell(s, team, place, midnight + w.work[n].start, midnight + w.work[n].end)


@part
def be_present(
    w: World, s: State, team: int, place: int, luck: int, weekday: int, midnight: int
) -> None:
    """Be at work in the quarter-hours for which so many are wanted; parts of one, by chance."""
    scaled = scaled_staff(w, team)
    drawn = keys.uniform(luck, purposes.PRESENT)
    begun = -1
    for quarter in range(PRESENCE + 1):
        wanted = 0.0
        if quarter < PRESENCE:
            wanted = scaled * w.presence[team, weekday, quarter]
        here = place + drawn < wanted
        if here and begun < 0:
            begun = quarter
        elif begun >= 0 and not here:
            add_spell(s, team, place, midnight + begun * QUARTER, midnight + quarter * QUARTER)
            begun = -1


@part
def add_spell(s: State, team: int, place: int, start: int, end: int) -> None:
    """Write one spell of work down."""
    one, at = s.employees[team, place], s.floor[SPELLS_USED]
    s.spells[at].start = start
    s.spells[at].end = end
    s.floor[SPELLS_USED] = at + 1
    one.spells += 1


@part
def feel_and_work(w: World, s: State, team: int, place: int, luck: int, today: int) -> None:
    """The moods of somebody's half-hours, and the pace that they make (rules 8 and 10)."""
    one, staffing, rules = s.employees[team, place], w.staffing[0, team], w.rules[0]
    midnight = today * DAY
    begins = s.spells[one.spell_first].start - midnight
    ends = s.spells[one.spell_first + one.spells - 1].end - midnight
    skill = skill_of(w, team, one, today)
    level = staffing[MOOD_LEVEL] + one.temper
    volatility, persistence = staffing[MOOD_VOLATILITY], staffing[MOOD_PERSISTENCE]
    first = begins // HALF_HOUR
    last = (ends - 1) // HALF_HOUR
    moods, paces = s.moods[team, place], s.paces[team, place]
    score_moods(s, luck, first, last, volatility)
    mood, put_on = first_mood(level, volatility, s.scores[0]), 0.0
    for slot in range(first, last + 1):
        if slot > first:
            mood = next_half_hour(mood, level, persistence, volatility, s.scores[slot - first])
        moods[slot] = mood
        put_on += faked(mood, staffing[DISPLAY_NORM], staffing[DISPLAY_DEEP])
    by_skill, by_strain, by_mood = rules.skill_pace, rules.strain_pace, rules.temper_pace
    strain = one.strain
    for slot in range(first, last + 1):
        paces[slot] = pace(skill, strain, moods[slot], by_skill, by_strain, by_mood)
    one.surface = put_on / (last + 1 - first)
    count_spells(s, team, place, midnight)


@part
def score_moods(s: State, luck: int, first: int, last: int, volatility: float) -> None:
    """What chance adds to somebody's mood in each half-hour, as a standard normal."""
    slots, story = last + 1 - first, keys.purpose_key(luck, purposes.MOOD_AT_WORK)
    for n in range(slots):
        s.uniforms[n] = keys.uniform(story, first + n)
        s.scores[n] = 0.0
    if volatility > 0.0:
        normal_scores(s.uniforms, s.scores, s.tails, slots)


@part
def count_spells(s: State, team: int, place: int, midnight: int) -> None:
    """Count somebody's working time, and who is at work in each half-hour."""
    one = s.employees[team, place]
    seen = -1
    for n in range(one.spell_first, one.spell_first + one.spells):
        start, end = s.spells[n].start - midnight, s.spells[n].end - midnight
        one.duty += end - start
        s.team_day[team, DUTY] += end - start
        add_by_half_hours(s, team, H_DUTY, start, end)
        for slot in range(max(seen + 1, start // HALF_HOUR), (end - 1) // HALF_HOUR + 1):
            s.team_hours[team, slot, H_AT_WORK] += 1
            s.team_hours[team, slot, H_MOOD] += millionths(s.moods[team, place, slot])
            seen = slot
