"""A line in which who comes first is served first: each by who is free first.

Whoever comes next begins when the employee does who is free first, so a day needs no list of
events: only the times at which each is free, in a tournament (Kiefer and Wolfowitz 1955). Who would
wait longer than they are patient goes, and leaves it as it was; who tries again comes anew.
"""

from __future__ import annotations

from cxsim.behaviour.service import ticks
from cxsim.compiled import part
from cxsim.draws import keys, purposes
from cxsim.world.numbers import AGAIN
from cxsim.world.teams import DAY, HALF_HOUR, SLOTS
from cxsim.world.world import World

from ..state import State
from .contacts import (
    answer,
    begin_in_line,
    give_up,
    let_go,
    slot_of,
    write_other,
)
from .duty import add_by_half_hours, book_work
from .event_list import KIND_BITS, drop_event
from .in_vain import try_later
from .luck import deadline, duration
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
    ANSWERED,
    ANSWERED_WAIT,
    BUSY,
    CARRIED_ROWS,
    COMING,
    CONTACTS_FREE,
    CONTACTS_USED,
    EVENTS,
    FOREVER,
    H_ABANDONED,
    H_ANSWERED,
    H_BUSY,
    H_IN_TIME,
    H_OFFERED,
    H_WAITED,
    HALF,
    IN_TIME,
    LINE,
    OFFERED,
    SENT_AWAY,
    SERVED,
    STAYING,
    TURNED_AWAY,
    WAITED,
    WAITING,
)
from .tournament import NONE, hold_tournament, replace_winner

_PLACE_BITS = 14
_PLACE = (1 << _PLACE_BITS) - 1


@part
def run_recursion(w: World, s: State, team: int, first: int, end: int, today: int) -> None:
    """The day of a team whose simulated customers are `s.sorted[first:end]`."""
    s.floor[EVENTS] = 0
    last = get_ready(s, team, today)
    know_recent(w, s, team)
    for n in range(s.floor[CARRIED_ROWS]):
        if s.contacts[s.carried_rows[n]].team == team:
            serve_known(w, s, s.carried_rows[n], last, today)
    mean, at = expect_others(w, s, team, end - first, today), first
    begin = w.piece_first[team, today % 7]
    for piece in range(begin, begin + w.piece_count[team, today % 7]):
        luck = keys.others_key(w.case[0].root, team, today, piece - begin)
        others, n = draw_piece(w, s, team, piece, mean, luck), 0
        draw_luck(w, s, team, others)
        while n < others:
            time, number = next_known(s, at, end)
            n = serve_others(w, s, team, piece, luck, n, others, min(time, last), today)
            if n == others:
                break
            coming = s.coming[team, n]
            when = other_time(coming, today)
            named = number_of_other(s, team, today, piece - begin, other_number(coming))
            if time < when or (time == when and number < named):
                at = serve_next_known(w, s, at, end, last, today)
            else:
                serve_slowly(w, s, team, luck, named, coming, last, today)
                n += 1
    while next_known(s, at, end)[0] < FOREVER:
        at = serve_next_known(w, s, at, end, last, today)


@part
def get_ready(s: State, team: int, today: int) -> int:
    """Let everybody at work into the tournament of who is free first; when the last goes home.

    Each has one number: when they are free, in microseconds of the day, and their place.
    """
    midnight, half = today * DAY, 1
    last, places = midnight, at_work_today(s, team)
    while 2 * half < places:
        half *= 2
    players = s.players
    for leaf in range(2 * half):
        players[2 * half + leaf] = NONE
    for place in range(places):
        one = s.employees[team, place]
        if one.spells == 0:
            continue
        s.spell_at[place] = one.spell_first
        s.spell_end[place] = s.spells[one.spell_first].end - midnight
        free = max(one.free, s.spells[one.spell_first].start) - midnight
        players[2 * half + place] = (free << _PLACE_BITS) + place
        last = max(last, s.spells[one.spell_first + one.spells - 1].end)
    hold_tournament(s.tree, players, half)
    s.floor[HALF] = half
    return last


@part
def at_work_today(s: State, team: int) -> int:
    """Places of a team up to the last whose employee is at work today."""
    places = 0
    for place in range(s.employees.shape[1]):
        if s.employees[team, place].spells > 0:
            places = place + 1
    return places


@part
def next_known(s: State, at: int, end: int) -> tuple[int, int]:
    """When the next simulated customer comes, or who tries again, and their number."""
    time, number = FOREVER, 0
    if at < end:
        one = s.contacts[s.sorted[at]]
        time, number = one.arrived, one.number
    if s.floor[EVENTS] > 0 and (
        s.event_time[0] < time
        or (s.event_time[0] == time and s.event_code[0] & ((1 << KIND_BITS) - 1) < number)
    ):
        time, number = s.event_time[0], s.event_code[0] & ((1 << KIND_BITS) - 1)
    return time, number


@part
def serve_next_known(w: World, s: State, at: int, end: int, last: int, today: int) -> int:
    """Serve whoever `next_known` is; how far the simulated customers are."""
    time, number = next_known(s, at, end)
    row = s.sorted[at] if at < end else -1
    if row >= 0 and s.contacts[row].arrived == time and s.contacts[row].number == number:
        serve_known(w, s, row, last, today)
        return at + 1
    row = s.event_row[0]
    drop_event(s)
    s.contacts[row].arrived = time
    s.contacts[row].state = COMING
    serve_known(w, s, row, last, today)
    return at


# ---- many at once ----


@part
def serve_others(
    w: World,
    s: State,
    team: int,
    piece: int,
    luck: int,
    first: int,
    others: int,
    limit: int,
    today: int,
) -> int:
    """Serve those of a part of the day who come before a time, until one cannot be; who is next.

    What is counted of them is kept at hand and written down at the end, since all of them come in
    one half-hour.
    """
    midnight, start = today * DAY, w.pieces[piece].start
    opens, closes = w.opens[team, today % 7, 0], w.opens[team, today % 7, 1]
    if not opens <= start < closes:
        return first
    employees, paces, hours = s.employees[team], s.paces[team], s.team_hours[team]
    coming, tree, spell_end, half = s.coming[team], s.tree, s.spell_end, s.floor[HALF]
    until, minutes = s.other_until[team], s.other_minutes[team]
    within, before = w.teams[team].answer_within, limit - midnight
    first_slot = start // HALF_HOUR
    turn = (first_slot + 1) * HALF_HOUR
    again = w.staffing[0, team, AGAIN]
    answered, in_time, waited, in_vain, busy, n = 0, 0, 0, 0, 0, first
    while n < others:
        arrived = coming[n] >> _PLACE_BITS
        free, place = tree[0] >> _PLACE_BITS, tree[0] & _PLACE
        if arrived >= before or tree[0] == NONE:
            break
        begins = max(arrived, free)
        if begins >= spell_end[place]:
            next_start(s, team, midnight + arrived, today)
            continue
        if until[n] < begins:
            if keys.uniform(s.in_order[team, n], purposes.AGAIN) < again:
                if s.floor[CONTACTS_FREE] == 0 and s.floor[CONTACTS_USED] == s.contacts.size:
                    break
                try_anew(w, s, team, piece, luck, n, today)
                if s.floor[EVENTS] > 0:
                    before = min(before, s.event_time[0] - midnight)
            in_vain += until[n] - arrived
            n += 1
            continue
        # Most begin in this half-hour: which, is sooner foreseen than worked out.
        slot = first_slot if begins < turn else begins // HALF_HOUR
        ends = begins + ticks(minutes[n] * paces[place, slot])
        n += 1
        replace_winner(tree, half, place, (ends << _PLACE_BITS) + place)
        one = employees[place]
        one.free = ends + midnight
        one.served += 1
        over = min(ends, DAY)
        one.busy += over - begins
        busy += over - begins
        # Most services end in this half-hour or the next: which, could not be foreseen.
        later = (slot + 1) * HALF_HOUR
        if over <= later + HALF_HOUR:
            hours[slot, H_BUSY] += min(over, later) - begins
            hours[min(slot + 1, SLOTS - 1), H_BUSY] += max(over - later, 0)
        else:
            add_by_half_hours(s, team, H_BUSY, begins, over)
        answered += 1
        in_time += begins - arrived <= within
        waited += begins - arrived
    slot, day, gone = first_slot, s.team_day[team], n - first - answered
    day[OFFERED] += n - first
    day[ANSWERED] += answered
    day[IN_TIME] += in_time
    day[ABANDONED] += gone
    day[ANSWERED_WAIT] += waited
    waited += in_vain
    day[WAITED] += waited
    day[LINE] += waited
    day[BUSY] += busy
    hours[slot, H_OFFERED] += n - first
    hours[slot, H_ANSWERED] += answered
    hours[slot, H_IN_TIME] += in_time
    hours[slot, H_ABANDONED] += gone
    hours[slot, H_WAITED] += waited
    return n


@part
def try_anew(w: World, s: State, team: int, piece: int, luck: int, n: int, today: int) -> None:
    """One of those who come in a part of the day gives up, and means to try again."""
    coming, nth = s.coming[team, n], piece - w.piece_first[team, today % 7]
    number = number_of_other(s, team, today, nth, other_number(coming))
    row = write_other(s, team, luck, number, coming, today)
    try_later(w, s, row, s.other_until[team, n] + today * DAY, today)


# ---- one at a time ----


@part
def next_start(s: State, team: int, arrived: int, today: int) -> int:
    """When who is free first can begin with somebody; `FOREVER` where nobody does today."""
    midnight, half = today * DAY, s.floor[HALF]
    while s.tree[0] != NONE:
        free, place = s.tree[0] >> _PLACE_BITS, s.tree[0] & _PLACE
        start = max(arrived - midnight, free)
        if start < s.spell_end[place]:
            return start + midnight
        one, spell, value = s.employees[team, place], s.spell_at[place] + 1, NONE
        if spell < one.spell_first + one.spells:
            s.spell_at[place] = spell
            s.spell_end[place] = s.spells[spell].end - midnight
            value = (max(free, s.spells[spell].start - midnight) << _PLACE_BITS) + place
        replace_winner(s.tree, half, place, value)
    return FOREVER


@part
def serve_slowly(
    w: World,
    s: State,
    team: int,
    luck: int,
    number: int,
    coming: int,
    last: int,
    today: int,
) -> None:
    """One of the others who is not simply served: with a row of their own."""
    row = write_other(s, team, luck, number, coming, today)
    if row >= 0:
        serve_known(w, s, row, last, today)


@part
def serve_known(w: World, s: State, row: int, last: int, today: int) -> None:
    """A contact with a row: serve it, or let it go, or let it stay in line over midnight."""
    one, midnight = s.contacts[row], today * DAY
    team, slot = one.team, slot_of(one.arrived, today)
    leg = keys.leg_key(one.key, one.legs)
    if one.state == COMING:
        if turned_away(w, s, team, one.arrived, last, today):
            try_later(w, s, row, one.arrived, today)
            return
        begin_in_line(s, team, slot)
        one.deadline = FOREVER
    start = next_start(s, team, one.arrived, today)
    if one.state == COMING and start > one.arrived:
        patient = w.rules[one.segment].patience
        one.deadline = deadline(w, team, patient, leg, one.arrived)
    if start <= one.deadline and start < FOREVER:
        answer(w, s, team, slot, one.arrived, start)
        in_line_today(s, team, one.arrived, start, today)
        serve_first(w, s, row, start, leg, today)
    elif start < FOREVER or one.deadline < min(last, midnight + DAY):
        give_up(s, team, slot, one.arrived, one.deadline, ABANDONED)
        in_line_today(s, team, one.arrived, one.deadline, today)
        try_later(w, s, row, one.deadline, today)
    elif last < midnight + DAY:
        left = max(one.arrived, last)
        give_up(s, team, slot, one.arrived, left, SENT_AWAY)
        in_line_today(s, team, one.arrived, left, today)
        try_later(w, s, row, left, today)
    else:
        in_line_today(s, team, one.arrived, midnight + DAY, today)
        one.state = WAITING
        s.staying[s.floor[STAYING]] = row
        s.floor[STAYING] += 1


@part
def serve_first(w: World, s: State, row: int, start: int, leg: int, today: int) -> None:
    """Let who is free first serve a contact."""
    one, midnight = s.contacts[row], today * DAY
    team, place = one.team, s.tree[0] & _PLACE
    pace = s.paces[team, place, (start - midnight) // HALF_HOUR]
    one.began = start
    one.ends = start + duration(w, team, one.segment, one.touchpoint, leg, pace)
    one.waited += start - one.arrived
    one.felt += start - one.arrived
    one.employee = team * s.employees.shape[1] + place
    employee = s.employees[team, place]
    employee.free = one.ends
    employee.served += 1
    book_work(s, team, place, start, min(one.ends, midnight + DAY), today)
    value = ((one.ends - midnight) << _PLACE_BITS) + place
    replace_winner(s.tree, s.floor[HALF], place, value)
    one.outcome = SERVED
    let_go(s, row)


@part
def turned_away(w: World, s: State, team: int, arrived: int, last: int, today: int) -> bool:
    """Whether somebody finds the team closed, or everybody gone for the day."""
    midnight = today * DAY
    opens, closes = w.opens[team, today % 7, 0], w.opens[team, today % 7, 1]
    is_open = opens <= arrived - midnight < closes
    if is_open and (arrived < last or last == midnight + DAY):
        return False
    s.team_day[team, TURNED_AWAY] += 1
    return True


@part
def in_line_today(s: State, team: int, arrived: int, now: int, today: int) -> None:
    """Count the part of a stay in line that falls on today."""
    s.team_day[team, LINE] += now - max(arrived, today * DAY)
