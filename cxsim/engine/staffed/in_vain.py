"""What those do who were not served: try again today, on another day, or let it be."""

from __future__ import annotations

from cxsim.compiled import part
from cxsim.draws import keys, purposes
from cxsim.world.numbers import AGAIN, AGAIN_AFTER
from cxsim.world.teams import DAY, MINUTE
from cxsim.world.world import World

from ..state import State
from .contacts import let_go
from .event_list import COMES, add_event
from .tables import GONE, MOST_LEGS, OUTSIDE, TOMORROW, TRIED_AGAIN, UNKNOWN


@part
def try_later(w: World, s: State, row: int, now: int, today: int) -> None:
    """Who was not served tries again later today, on another day, or not."""
    one = s.contacts[row]
    one.waited += now - one.arrived
    one.felt += 0 if one.called_back else now - one.arrived
    one.ends = now
    leg = keys.leg_key(one.key, one.legs)
    outcome, again = next_try(w, one.first_team, leg, one.legs, now, today)
    if outcome:
        one.outcome = outcome
        let_go(s, row)
        return
    s.team_day[one.first_team, TRIED_AGAIN] += 1
    one.legs += 1
    one.minutes, one.deadline = 0.0, UNKNOWN
    one.team = one.first_team
    one.state = OUTSIDE
    add_event(s, again, COMES, one.number, row)


@part
def next_try(w: World, team: int, key: int, legs: int, now: int, today: int) -> tuple[int, int]:
    """What who was not served does: `GONE`, `TOMORROW`, or (0) the time of today to try again."""
    staffing = w.staffing[0, team]
    if keys.uniform(key, purposes.AGAIN) >= staffing[AGAIN]:
        return GONE, now
    opens, closes = w.opens[team, today % 7, 0], w.opens[team, today % 7, 1]
    midnight = today * DAY
    again = max(midnight + opens, now + int(staffing[AGAIN_AFTER] * MINUTE))
    if again >= midnight + closes or legs + 1 >= MOST_LEGS:
        return TOMORROW, now
    return 0, again
