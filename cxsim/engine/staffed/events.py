"""A line with detours: a list of what happens next, to the microsecond.

Priorities, calls back and contacts handed on from team to team are told event by event. What
happens in one instant has an order: services end, spells of work begin, who is free and who waits
are matched (the longest idle first, then the lowest place), the last at work go home, patience runs
out, customers come.
"""

from __future__ import annotations

from cxsim.behaviour.service import ticks
from cxsim.compiled import part
from cxsim.draws import keys, purposes
from cxsim.world.numbers import CALLBACK_ABOVE, CALLBACK_TAKEN
from cxsim.world.teams import DAY, HALF_HOUR
from cxsim.world.world import World

from ..state import State
from .contacts import (
    answer,
    begin_in_line,
    break_promise,
    call,
    came_to,
    give_up,
    let_go,
    slot_of,
    write_other,
)
from .duty import book_work
from .event_list import (
    BEGINS,
    CLOSES,
    COMES,
    EMPLOYEE_BITS,
    KIND_BITS,
    RUNS_OUT,
    add_event,
    drop_event,
    no_ends,
    put_end,
)
from .in_vain import try_later
from .luck import deadline, minutes_to_serve, next_team, rank_of
from .luck_of_many import draw_luck, know_recent
from .others import (
    draw_piece,
    expect_others,
    number_of_other,
    other_number,
    other_time,
)
from .tables import (
    ABANDONED,
    CALLED_BACK,
    CARRIED_ROWS,
    EVENTS,
    FOREVER,
    H_AT_WORK,
    HANDED_ON,
    HANDING_ON,
    LINE,
    MOST_LEGS,
    RANKS,
    SENT_AWAY,
    SERVED,
    STAYING,
    TURNED_AWAY,
    UNKNOWN,
    WAITING,
)
from .tournament import NONE

_NUMBER = (1 << KIND_BITS) - 1
_EMPLOYEE = (1 << EMPLOYEE_BITS) - 1


@part
def run_events(w: World, s: State, group: int, first: int, end: int, today: int) -> None:
    """The day of the teams of a group, whose simulated customers are `s.sorted[first:end]`."""
    midnight = today * DAY
    open_day(w, s, group, today)
    now, at, unmatched = midnight, first, True
    coming = next_to_come(w, s, group, at, end, today)
    while True:
        time, code, source = upcoming(s, coming, today)
        if unmatched and (time > now or code >> KIND_BITS >= CLOSES):
            match(w, s, group, now, today)
            unmatched = False
            continue
        if time >= midnight + DAY:
            break
        now = time
        if source == _END:
            unmatched |= finish(w, s, code, now, today)
        elif source == _EVENT:
            kind, row = code >> KIND_BITS, s.event_row[0]
            drop_event(s)
            unmatched |= kind == BEGINS
            happen(w, s, kind, code & _NUMBER, row, now, today)
        elif source == _KNOWN:
            enter(w, s, s.contacts[s.sorted[at]].team, s.sorted[at], now, today)
            at += 1
            coming = next_to_come(w, s, group, at, end, today)
        else:
            let_other_in(w, s, source, now, today)
            coming = next_to_come(w, s, group, at, end, today)
    close_day(w, s, group, midnight + DAY)


_END, _EVENT, _KNOWN = -3, -2, -1
"""Where what comes next is: among the ends of services, in the list of events, or among the
simulated customers of today; else it is one of the others of a team, whose number it is."""


@part
def open_day(w: World, s: State, group: int, today: int) -> None:
    """Put into the list of events what is known in the morning."""
    midnight = today * DAY
    s.floor[EVENTS] = 0
    no_ends(s)
    for team in range(w.teams.size):
        if w.teams[team].group != group:
            continue
        s.line_length[team] = 0
        s.line_changed[team] = midnight
        s.idle_first[team] = s.idle_last[team] = -1
        for rank in range(RANKS):
            s.line_first[team, rank] = s.line_last[team, rank] = -1
        last = put_shifts(s, team, today)
        if last < midnight + DAY:
            add_event(s, last, CLOSES, team, team)
        s.last_at_work[team] = last
        know_recent(w, s, team)
        mean = expect_others(w, s, team, came_to(s, team), today)
        s.expected_others[team] = mean
        s.stream_piece[team] = s.stream_at[team] = s.stream_size[team] = 0
        refill(w, s, team, today)
    for n in range(s.floor[CARRIED_ROWS]):
        row = s.carried_rows[n]
        one = s.contacts[row]
        if w.teams[one.team].group != group:
            continue
        if one.state == WAITING:
            join_line(s, one.team, row, midnight)
            if one.deadline < FOREVER:
                add_event(s, one.deadline, RUNS_OUT, one.number, row)
        else:
            s.handing[one.team, one.employee % s.employees.shape[1]] = row
            end_at(s, one.employee, one.ends, today)


@part
def put_shifts(s: State, team: int, today: int) -> int:
    """Put in when spells of work begin, and when services of yesterday end; the last one's end."""
    midnight, places = today * DAY, s.employees.shape[1]
    last = midnight
    for place in range(places):
        one = s.employees[team, place]
        one.idle = 0
        if one.free > midnight and one.handing_on == 0:
            end_at(s, team * places + place, one.free, today)
        for n in range(one.spell_first, one.spell_first + one.spells):
            add_event(s, s.spells[n].start, BEGINS, team * places + place, -1)
            last = max(last, s.spells[n].end)
    return last


@part
def end_at(s: State, employee: int, time: int, today: int) -> None:
    """A service ends at a time, if that is today."""
    within = time - today * DAY
    put_end(s, employee, (within << EMPLOYEE_BITS) + employee if within < DAY else NONE)


@part
def refill(w: World, s: State, team: int, today: int) -> None:
    """Draw the others of the next part of the day in which any come."""
    first, count = w.piece_first[team, today % 7], w.piece_count[team, today % 7]
    s.stream_at[team] = s.stream_size[team] = 0
    while s.stream_size[team] == 0 and s.stream_piece[team] < count:
        piece = s.stream_piece[team]
        luck = keys.others_key(w.case[0].root, team, today, piece)
        mean = s.expected_others[team]
        s.stream_luck[team] = luck
        s.stream_size[team] = draw_piece(w, s, team, first + piece, mean, luck)
        s.stream_piece[team] = piece + 1
        draw_luck(w, s, team, s.stream_size[team])


@part
def upcoming(s: State, coming: tuple[int, int, int], today: int) -> tuple[int, int, int]:
    """What happens next: its time, its kind and number, and where it is."""
    time, code, source = coming
    if s.ends[1] != NONE:
        ends, employee = (s.ends[1] >> EMPLOYEE_BITS) + today * DAY, s.ends[1] & _EMPLOYEE
        if ends < time or (ends == time and employee < code):
            time, code, source = ends, employee, _END
    if s.floor[EVENTS] > 0 and not later(s, time, code):
        time, code, source = s.event_time[0], s.event_code[0], _EVENT
    return time, code, source


@part
def next_to_come(
    w: World, s: State, group: int, at: int, end: int, today: int
) -> tuple[int, int, int]:
    """Who comes next, of the simulated customers and of the others, as in `upcoming`."""
    time, code, source = FOREVER, 0, _EVENT
    if at < end:
        one = s.contacts[s.sorted[at]]
        time, code, source = one.arrived, (COMES << KIND_BITS) + one.number, _KNOWN
    for team in range(w.teams.size):
        if w.teams[team].group != group or s.stream_at[team] >= s.stream_size[team]:
            continue
        coming = s.coming[team, s.stream_at[team]]
        when = other_time(coming, today)
        if when > time:
            continue
        if when < time or (COMES << KIND_BITS) + number_of_next(s, team, today) < code:
            time, source = when, team
            code = (COMES << KIND_BITS) + number_of_next(s, team, today)
    return time, code, source


@part
def number_of_next(s: State, team: int, today: int) -> int:
    """The number of whoever comes next of a team's others."""
    nth = other_number(s.coming[team, s.stream_at[team]])
    return number_of_other(s, team, today, s.stream_piece[team] - 1, nth)


@part
def later(s: State, time: int, code: int) -> bool:
    """Whether the first event of the list comes after another."""
    first = s.event_time[0]
    return first > time or (first == time and s.event_code[0] > code)


@part
def finish(w: World, s: State, employee: int, now: int, today: int) -> bool:
    """A service ends; whether somebody waits for whoever is free now."""
    places = s.employees.shape[1]
    team, place = employee // places, employee % places
    if next_at_once(w, s, team, place, now):
        row = first_in_line(s, team)
        leave_line(s, team, row, now)
        serve(w, s, team, place, row, now, today)
        return False
    put_end(s, employee, NONE)
    if s.employees[team, place].handing_on:
        hand_on(w, s, s.handing[team, place], now, today)
    be_free(s, team, place, now)
    return s.line_length[team] > 0


@part
def next_at_once(w: World, s: State, team: int, place: int, now: int) -> bool:
    """Whether somebody is free for whoever is next in line, and nobody else can be.

    So it is in a line by itself, with nobody idle, unless somebody comes to work this instant.
    """
    if s.line_length[team] == 0 or s.idle_first[team] >= 0 or not w.teams[team].alone:
        return False
    begins = s.floor[EVENTS] > 0 and s.event_time[0] == now
    return not begins and at_work(s, team, place, now)


@part
def happen(w: World, s: State, kind: int, number: int, row: int, now: int, today: int) -> None:
    """Let an event happen."""
    places = s.employees.shape[1]
    if kind == BEGINS:
        if s.employees[number // places, number % places].free <= now:
            be_free(s, number // places, number % places, now)
    elif kind == CLOSES:
        send_away(w, s, number, now, today)
    elif kind == RUNS_OUT:
        one = s.contacts[row]
        if one.state == WAITING and one.deadline == now and one.number == number:
            team = one.team
            leave_line(s, team, row, now)
            give_up(s, team, slot_of(one.arrived, today), one.arrived, now, ABANDONED)
            try_later(w, s, row, now, today)
    else:
        enter(w, s, s.contacts[row].team, row, now, today)


@part
def let_other_in(w: World, s: State, team: int, now: int, today: int) -> None:
    """One of the others comes."""
    n, number = s.stream_at[team], number_of_next(s, team, today)
    if not serve_other(w, s, team, n, now, today):
        row = write_other(s, team, s.stream_luck[team], number, s.coming[team, n], today)
        if row >= 0:
            one, until = s.contacts[row], s.other_until[team, n]
            one.minutes = s.other_minutes[team, n]
            one.deadline = until + today * DAY if until < FOREVER else FOREVER
            enter(w, s, team, row, now, today)
    s.stream_at[team] += 1
    if s.stream_at[team] == s.stream_size[team]:
        refill(w, s, team, today)


@part
def serve_other(w: World, s: State, team: int, n: int, now: int, today: int) -> bool:
    """Serve one of the others at once, if somebody is idle and it ends here; whether it was so."""
    if s.line_length[team] > 0 or s.idle_first[team] < 0:
        return False
    if not lets_in(w, s, team, now, False, today):
        return False
    if next_team(w, team, s.in_order[team, n]) >= 0:
        return False
    place = longest_idle(s, team, now)
    if place < 0:
        return False
    slot = slot_of(now, today)
    begin_in_line(s, team, slot)
    answer(w, s, team, slot, now, now)
    ends = now + ticks(s.other_minutes[team, n] * s.paces[team, place, slot])
    begin_service(s, team, place, now, ends, today)
    return True


@part
def lets_in(w: World, s: State, team: int, now: int, handed: bool, today: int) -> bool:
    """Whether a team is open (it is to whom another hands on) and somebody is still to be there."""
    midnight, last = today * DAY, s.last_at_work[team]
    opens, closes = w.opens[team, today % 7, 0], w.opens[team, today % 7, 1]
    if not handed and not opens <= now - midnight < closes:
        return False
    return now < last or last >= midnight + DAY


@part
def enter(w: World, s: State, team: int, row: int, now: int, today: int) -> None:
    """A contact comes to a team's line."""
    one = s.contacts[row]
    one.team = team
    one.arrived = now
    one.called_back = 0
    if not lets_in(w, s, team, now, one.state == HANDING_ON, today):
        s.team_day[team, TURNED_AWAY] += 1
        try_later(w, s, row, now, today)
        return
    begin_in_line(s, team, slot_of(now, today))
    one.rank = rank_of(w, team, one.segment, one.need)
    place = longest_idle(s, team, now) if s.line_length[team] == 0 else -1
    if place >= 0:
        one.deadline = UNKNOWN
        serve(w, s, team, place, row, now, today)
        return
    leg = keys.leg_key(one.key, one.legs)
    one.called_back = called_back(w, s, team, leg, now, today)
    if one.called_back:
        s.team_day[team, CALLED_BACK] += 1
        one.deadline = FOREVER
    elif one.deadline == UNKNOWN:
        one.deadline = deadline(w, team, w.rules[one.segment].patience, leg, now)
    join_line(s, team, row, now)
    if one.deadline < FOREVER:
        add_event(s, one.deadline, RUNS_OUT, one.number, row)


@part
def called_back(w: World, s: State, team: int, leg: int, now: int, today: int) -> bool:
    """Whether somebody is offered to be called back rather than wait, and takes it."""
    if w.teams[team].callback == 0:
        return False
    at_work = s.team_hours[team, slot_of(now, today), H_AT_WORK]
    if s.line_length[team] < w.staffing[0, team, CALLBACK_ABOVE] * at_work:
        return False
    return keys.uniform(leg, purposes.CALLED_BACK) < w.staffing[0, team, CALLBACK_TAKEN]


@part
def serve(w: World, s: State, team: int, place: int, row: int, now: int, today: int) -> None:
    """Serve a contact from now on."""
    one, places = s.contacts[row], s.employees.shape[1]
    if one.called_back:
        call(s, team, slot_of(one.arrived, today), one.arrived, now)
    else:
        answer(w, s, team, slot_of(one.arrived, today), one.arrived, now)
    leg = keys.leg_key(one.key, one.legs)
    if one.minutes == 0.0:
        one.minutes = minutes_to_serve(w, team, one.segment, one.touchpoint, leg)
    pace = s.paces[team, place, (now - today * DAY) // HALF_HOUR]
    ends = now + ticks(one.minutes * pace)
    one.waited += now - one.arrived
    one.felt += 0 if one.called_back else now - one.arrived
    one.employee = team * places + place
    one.began = now
    one.ends = ends
    begin_service(s, team, place, now, ends, today)
    if one.legs + 1 < MOST_LEGS and next_team(w, team, leg) >= 0:
        s.employees[team, place].handing_on = 1
        s.handing[team, place] = row
        one.state = HANDING_ON
    else:
        one.outcome = SERVED
        let_go(s, row)


@part
def begin_service(s: State, team: int, place: int, now: int, ends: int, today: int) -> None:
    """Somebody serves from now on, until a time."""
    one = s.employees[team, place]
    one.free = ends
    one.served += 1
    one.handing_on = 0
    book_work(s, team, place, now, min(ends, (today + 1) * DAY), today)
    end_at(s, team * s.employees.shape[1] + place, ends, today)


@part
def hand_on(w: World, s: State, row: int, now: int, today: int) -> None:
    """Hand a contact on to another team."""
    one = s.contacts[row]
    to = next_team(w, one.team, keys.leg_key(one.key, one.legs))
    s.team_day[one.team, HANDED_ON] += 1
    one.legs += 1
    one.handed += 1
    one.employee = -1
    one.minutes, one.deadline = 0.0, UNKNOWN
    enter(w, s, to, row, now, today)


@part
def send_away(w: World, s: State, team: int, now: int, today: int) -> None:
    """Nobody is left at work: who still waits is sent away."""
    for rank in range(RANKS - 1, -1, -1):
        while s.line_first[team, rank] >= 0:
            row = s.line_first[team, rank]
            one = s.contacts[row]
            leave_line(s, team, row, now)
            give_up(s, team, slot_of(one.arrived, today), one.arrived, now, SENT_AWAY)
            if one.called_back:
                break_promise(s, team, slot_of(one.arrived, today), one.arrived, now)
            try_later(w, s, row, now, today)


@part
def match(w: World, s: State, group: int, now: int, today: int) -> None:
    """Let those who are idle serve those who wait."""
    for team in range(w.teams.size):
        if w.teams[team].group != group:
            continue
        while s.line_length[team] > 0:
            place = longest_idle(s, team, now)
            if place < 0:
                break
            row = first_in_line(s, team)
            leave_line(s, team, row, now)
            serve(w, s, team, place, row, now, today)


# ---- the line ----


@part
def first_in_line(s: State, team: int) -> int:
    """Who is next: of the highest rank who came first."""
    rank = RANKS - 1
    while s.line_first[team, rank] < 0:
        rank -= 1
    return s.line_first[team, rank]


@part
def join_line(s: State, team: int, row: int, now: int) -> None:
    """Wait behind all of the same rank."""
    one = s.contacts[row]
    last = s.line_last[team, one.rank]
    one.state = WAITING
    one.before = last
    one.following = -1
    if last >= 0:
        s.contacts[last].following = row
    else:
        s.line_first[team, one.rank] = row
    s.line_last[team, one.rank] = row
    count_line(s, team, 1, now)


@part
def leave_line(s: State, team: int, row: int, now: int) -> None:
    """Wait no more."""
    one = s.contacts[row]
    if one.before >= 0:
        s.contacts[one.before].following = one.following
    else:
        s.line_first[team, one.rank] = one.following
    if one.following >= 0:
        s.contacts[one.following].before = one.before
    else:
        s.line_last[team, one.rank] = one.before
    count_line(s, team, -1, now)


@part
def count_line(s: State, team: int, change: int, now: int) -> None:
    """Add up the length of the line over time, and change it."""
    s.team_day[team, LINE] += s.line_length[team] * (now - s.line_changed[team])
    s.line_length[team] += change
    s.line_changed[team] = now


@part
def close_day(w: World, s: State, group: int, midnight: int) -> None:
    """Write down who stays over midnight: in line, in their order, or about to be handed on."""
    for team in range(w.teams.size):
        if w.teams[team].group != group:
            continue
        count_line(s, team, 0, midnight)
        for rank in range(RANKS - 1, -1, -1):
            row = s.line_first[team, rank]
            while row >= 0:
                s.staying[s.floor[STAYING]] = row
                s.floor[STAYING] += 1
                row = s.contacts[row].following
        for place in range(s.employees.shape[1]):
            one = s.employees[team, place]
            if one.handing_on and one.free >= midnight:
                s.staying[s.floor[STAYING]] = s.handing[team, place]
                s.floor[STAYING] += 1


# ---- who is idle ----


@part
def be_free(s: State, team: int, place: int, now: int) -> None:
    """Be idle from now on, if it is working time."""
    one = s.employees[team, place]
    one.handing_on = 0
    if one.idle:
        cease_idle(s, team, place)
    if not at_work(s, team, place, now):
        return
    one.idle = 1
    one.since = now
    after = s.idle_last[team]
    # Those who are free since the same instant stand in the order of their places.
    while after >= 0 and s.employees[team, after].since == now and after > place:
        after = s.idle_before[team, after]
    before_it = s.idle_first[team] if after < 0 else s.employees[team, after].following
    s.idle_before[team, place] = after
    one.following = before_it
    if after >= 0:
        s.employees[team, after].following = place
    else:
        s.idle_first[team] = place
    if before_it >= 0:
        s.idle_before[team, before_it] = place
    else:
        s.idle_last[team] = place


@part
def cease_idle(s: State, team: int, place: int) -> None:
    """Be idle no more."""
    one = s.employees[team, place]
    before, after = s.idle_before[team, place], one.following
    one.idle = 0
    if before >= 0:
        s.employees[team, before].following = after
    else:
        s.idle_first[team] = after
    if after >= 0:
        s.idle_before[team, after] = before
    else:
        s.idle_last[team] = before


@part
def longest_idle(s: State, team: int, now: int) -> int:
    """Who at work has been idle longest, and is idle no more; −1 nobody."""
    while s.idle_first[team] >= 0:
        place = s.idle_first[team]
        cease_idle(s, team, place)
        if at_work(s, team, place, now):
            return place
    return -1


@part
def at_work(s: State, team: int, place: int, now: int) -> bool:
    """Whether it is somebody's working time."""
    one = s.employees[team, place]
    for n in range(one.spell_first, one.spell_first + one.spells):
        if s.spells[n].start <= now < s.spells[n].end:
            return True
    return False
