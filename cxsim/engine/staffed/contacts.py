"""Contacts of a day: rows of them, what they come to, and how they are counted."""

from __future__ import annotations

from cxsim.compiled import part
from cxsim.draws import keys
from cxsim.world.teams import DAY, HALF_HOUR
from cxsim.world.world import World

from ..state import State
from .others import alike, other_number, other_time
from .tables import (
    ANSWERED,
    ANSWERED_WAIT,
    CALLED,
    CALLED_WAIT,
    CAME,
    COMING,
    CONTACTS_FREE,
    CONTACTS_USED,
    H_ABANDONED,
    H_ANSWERED,
    H_CALLED,
    H_CALLED_WAIT,
    H_IN_TIME,
    H_OFFERED,
    H_UNCALLED,
    H_WAITED,
    IN_TIME,
    LOST,
    OFFERED,
    OVER,
    RESOLVED,
    UNCALLED,
    UNKNOWN,
    WAITED,
)


@part
def contact_row(s: State) -> int:
    """A row for a contact; −1 where there is no room."""
    free = s.floor[CONTACTS_FREE]
    if free > 0:
        s.floor[CONTACTS_FREE] = free - 1
        return s.contact_free[free - 1]
    row = s.floor[CONTACTS_USED]
    if row >= s.contacts.size:
        return -1
    s.floor[CONTACTS_USED] = row + 1
    return row


@part
def write_contact(
    s: State,
    row: int,
    key: int,
    person: int,
    number: int,
    team: int,
    segment: int,
    touchpoint: int,
    need: int,
    arrived: int,
) -> None:
    """Write down who comes to a team's line, and when."""
    one = s.contacts[row]
    one.key = key
    one.person = person
    one.number = number
    one.first_team = one.team = team
    one.segment = segment
    one.touchpoint = touchpoint
    one.need = need
    one.arrived = arrived
    one.state = COMING
    one.minutes, one.deadline = 0.0, UNKNOWN
    one.waited = one.felt = one.began = one.ends = 0
    one.legs = one.handed = one.rank = one.called_back = one.outcome = 0
    one.employee = one.before = one.following = -1


@part
def write_other(s: State, team: int, luck: int, number: int, coming: int, today: int) -> int:
    """A row for one of those who are not simulated one by one; −1, and counted, without room."""
    row = contact_row(s)
    if row < 0:
        s.team_day[team, LOST] += 1
        return -1
    key = keys.other_key(luck, other_number(coming))
    like = s.recent[team, alike(s, team, key)]
    about = like.segment, like.touchpoint, like.need
    write_contact(s, row, key, -1, number, team, *about, other_time(coming, today))
    return row


@part
def let_go(s: State, row: int) -> None:
    """A contact is over: of a simulated customer it is kept for them to make something of."""
    one = s.contacts[row]
    one.state = OVER
    if one.person >= 0:
        s.resolved[s.floor[RESOLVED]] = row
        s.floor[RESOLVED] += 1
    else:
        s.contact_free[s.floor[CONTACTS_FREE]] = row
        s.floor[CONTACTS_FREE] += 1


@part
def slot_of(time: int, today: int) -> int:
    """Half-hour of today at a time; the first for who has waited since yesterday."""
    return max(0, time - today * DAY) // HALF_HOUR


@part
def begin_in_line(s: State, team: int, slot: int) -> None:
    """Count who begins to wait, or is served at once."""
    s.team_day[team, OFFERED] += 1
    s.team_hours[team, slot, H_OFFERED] += 1


@part
def answer(w: World, s: State, team: int, slot: int, arrived: int, now: int) -> None:
    """Count a stay in line that ends with service, of who hung on for it."""
    in_time = now - arrived <= w.teams[team].answer_within
    s.team_day[team, ANSWERED] += 1
    s.team_day[team, IN_TIME] += in_time
    s.team_day[team, ANSWERED_WAIT] += now - arrived
    s.team_hours[team, slot, H_ANSWERED] += 1
    s.team_hours[team, slot, H_IN_TIME] += in_time
    end_in_line(s, team, slot, arrived, now)


@part
def call(s: State, team: int, slot: int, arrived: int, now: int) -> None:
    """Count a stay in line that ends with the call that was promised: nobody hung on for it."""
    s.team_day[team, ANSWERED] += 1
    s.team_day[team, CALLED] += 1
    s.team_day[team, CALLED_WAIT] += now - arrived
    s.team_hours[team, slot, H_ANSWERED] += 1
    s.team_hours[team, slot, H_CALLED] += 1
    s.team_hours[team, slot, H_CALLED_WAIT] += now - arrived
    end_in_line(s, team, slot, arrived, now)


@part
def give_up(s: State, team: int, slot: int, arrived: int, now: int, column: int) -> None:
    """Count a stay in line that ends without service: given up, or sent away."""
    s.team_day[team, column] += 1
    s.team_hours[team, slot, H_ABANDONED] += 1
    end_in_line(s, team, slot, arrived, now)


@part
def break_promise(s: State, team: int, slot: int, arrived: int, now: int) -> None:
    """Count a call that was promised, and that nobody is left to make."""
    s.team_day[team, UNCALLED] += 1
    s.team_day[team, CALLED_WAIT] += now - arrived
    s.team_hours[team, slot, H_UNCALLED] += 1
    s.team_hours[team, slot, H_CALLED_WAIT] += now - arrived


@part
def end_in_line(s: State, team: int, slot: int, arrived: int, now: int) -> None:
    """Count how long a stay in line that is over was."""
    s.team_day[team, WAITED] += now - arrived
    s.team_hours[team, slot, H_WAITED] += now - arrived


@part
def came_to(s: State, team: int) -> int:
    """Simulated customers who come to a team today."""
    came = 0
    for n in range(s.floor[CAME]):
        came += s.contacts[s.came[n]].team == team
    return came
