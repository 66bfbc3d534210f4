"""What is drawn for a contact: when it comes, how patient it is, how long serving it takes."""

from __future__ import annotations

import math

from cxsim.behaviour.patience import exponential_patience, table_patience, weibull_patience
from cxsim.behaviour.service import lognormal_duration, lognormal_sigma, ticks
from cxsim.compiled import part, rule
from cxsim.draws import keys, purposes
from cxsim.draws.variates import exponential, normal, quantile
from cxsim.world.numbers import PATIENCE_MINUTES, SERVICE_CV, SERVICE_MINUTES
from cxsim.world.teams import EXPONENTIAL, EXPONENTIAL_PATIENCE, FIXED, LOGNORMAL, TABLE, WEIBULL
from cxsim.world.world import World

from .tables import FOREVER


@part
def arrival(w: World, team: int, weekday: int, luck: float) -> int:
    """Microsecond of the day at which somebody tries to reach a team, by the team's profile."""
    first = w.piece_first[team, weekday]
    last = first + w.piece_count[team, weekday] - 1
    at = first
    while at < last and w.pieces[at + 1].before <= luck:
        at += 1
    piece = w.pieces[at]
    within = (luck - piece.before) / piece.share
    return piece.start + min(piece.length - 1, max(0, int(within * piece.length)))


@part
def deadline(w: World, team: int, patient: float, key: int, now: int) -> int:
    """When somebody so patient who begins to wait gives up (rule 12)."""
    patience = w.teams[team].patience
    u = keys.uniform(key, purposes.PATIENCE)
    mean = w.staffing[0, team, PATIENCE_MINUTES]
    if patience == EXPONENTIAL_PATIENCE:
        minutes = exponential_patience(u, mean)
    elif patience == WEIBULL:
        minutes = weibull_patience(u, mean, w.teams[team].k, w.teams[team].unit_scale)
    elif patience == TABLE:
        points = w.teams[team].points
        minutes = table_patience(
            u, w.patience_minutes[team, :points], w.patience_shares[team, :points]
        )
    else:
        return FOREVER
    # None at all of a patience without end is none.
    return gives_up(minutes * patient if patient > 0.0 else 0.0, now)


@rule
def gives_up(minutes: float, now: int) -> int:
    """When somebody gives up who waits from `now` on for so many minutes at most."""
    return now + ticks(minutes) if minutes < math.inf else FOREVER


@part
def mean_minutes(w: World, team: int, segment: int, touchpoint: int) -> float:
    """Mean duration of a contact: the touchpoint's own, if its team serves it; else the team's."""
    own = w.minutes[segment, touchpoint]
    if own > 0.0 and w.places[touchpoint].team == team:
        return own
    return w.staffing[0, team, SERVICE_MINUTES]


@part
def duration(w: World, team: int, segment: int, touchpoint: int, key: int, multiple: float) -> int:
    """Microseconds that it takes to serve somebody, who is served by someone of such a pace."""
    return ticks(minutes_to_serve(w, team, segment, touchpoint, key) * multiple)


@part
def minutes_to_serve(w: World, team: int, segment: int, touchpoint: int, key: int) -> float:
    """Minutes that it takes an employee of the usual pace to serve somebody."""
    mean = mean_minutes(w, team, segment, touchpoint)
    return mean * unit_duration(w, team, w.teams[team].service, key)


@part
def unit_duration(w: World, team: int, form: int, key: int) -> float:
    """How long it takes to serve somebody, as a multiple of the mean."""
    if form == FIXED:
        return 1.0
    u = keys.uniform(key, purposes.SERVICE)
    if form == EXPONENTIAL:
        return exponential(u)
    if form == LOGNORMAL:
        return lognormal_duration(normal(u), lognormal_sigma(w.staffing[0, team, SERVICE_CV]))
    return quantile(normal(u), w.unit_durations, team)


@part
def rank_of(w: World, team: int, segment: int, need: int) -> int:
    """How far before others somebody is served."""
    return w.priority_archetype[team, w.owner[segment]] + w.priority_need[team, need]


@part
def next_team(w: World, team: int, key: int) -> int:
    """The team to which a contact is handed on when it has been served; −1 none."""
    if w.teams[team].hands_on == 0:
        return -1
    u, so_far = keys.uniform(key, purposes.HANDED_ON), 0.0
    for to in range(w.teams.size):
        so_far += w.transfers[0, team, to]
        if u < so_far:
            return to
    return -1
