"""What is drawn for all the others of a part of a day, side by side in the lanes of a vector.

The same draws as `luck` makes of one of them, to the bit.
"""

from __future__ import annotations

from cxsim.behaviour.patience import exponential_patience, weibull_patience
from cxsim.behaviour.service import lognormal_duration, lognormal_sigma
from cxsim.compiled import part
from cxsim.draws import keys, purposes
from cxsim.draws.many import normal_scores
from cxsim.draws.variates import exponential, quantile
from cxsim.world.numbers import PATIENCE_MINUTES, SERVICE_CV
from cxsim.world.teams import EXPONENTIAL, EXPONENTIAL_PATIENCE, FIXED, LOGNORMAL, WEIBULL
from cxsim.world.world import World

from ..state import State
from .luck import deadline, gives_up, mean_minutes
from .others import likeness, other_number, other_time
from .tables import RECENT


@part
def know_recent(w: World, s: State, team: int) -> None:
    """Mean durations of contacts like the recent ones, and how patient such customers are."""
    for n in range(min(s.recent_count[team], RECENT)):
        like = s.recent[team, n]
        s.like_minutes[team, n] = mean_minutes(w, team, like.segment, like.touchpoint)
        s.like_patience[team, n] = w.rules[like.segment].patience


@part
def draw_luck(w: World, s: State, team: int, others: int) -> None:
    """Draw how long serving takes, and until when each would wait, of who comes in a part of a day.

    In minutes, and in microseconds of the day.
    """
    coming, key, seen = s.coming[team], s.in_order[team], min(s.recent_count[team], RECENT)
    minutes, patience = s.other_minutes[team], s.other_patience
    for n in range(others):
        key[n] = s.other_keys[other_number(coming[n])]
    for n in range(others):
        like = likeness(key[n], seen)
        minutes[n] = s.like_minutes[team, like]
        patience[n] = s.like_patience[team, like]
    draw_durations(w, s, team, others)
    draw_deadlines(w, s, team, others)


@part
def draw_durations(w: World, s: State, team: int, others: int) -> None:
    """Multiply the mean duration of each by what is drawn."""
    form, minutes, key = w.teams[team].service, s.other_minutes[team], s.in_order[team]
    drawn, score = s.uniforms, s.scores
    if form == FIXED:
        return
    for n in range(others):
        drawn[n] = keys.uniform(key[n], purposes.SERVICE)
    if form == EXPONENTIAL:
        for n in range(others):
            minutes[n] *= exponential(drawn[n])
        return
    normal_scores(drawn, score, s.tails, others)
    if form == LOGNORMAL:
        sigma = lognormal_sigma(w.staffing[0, team, SERVICE_CV])
        for n in range(others):
            minutes[n] *= lognormal_duration(score[n], sigma)
        return
    for n in range(others):
        minutes[n] *= quantile(score[n], w.unit_durations, team)


@part
def draw_deadlines(w: World, s: State, team: int, others: int) -> None:
    """Draw until when each would wait, of whom each is so patient."""
    form, mean = w.teams[team].patience, w.staffing[0, team, PATIENCE_MINUTES]
    coming, until, key = s.coming[team], s.other_until[team], s.in_order[team]
    patience, u = s.other_patience, s.uniforms
    if form != EXPONENTIAL_PATIENCE and form != WEIBULL:
        for n in range(others):
            until[n] = deadline(w, team, patience[n], key[n], other_time(coming[n], 0))
        return
    for n in range(others):
        u[n] = keys.uniform(key[n], purposes.PATIENCE)
    if form == EXPONENTIAL_PATIENCE:
        for n in range(others):
            patience[n] *= exponential_patience(u[n], mean)
    else:
        shape, scale = w.teams[team].k, w.teams[team].unit_scale
        for n in range(others):
            patience[n] *= weibull_patience(u[n], mean, shape, scale)
    for n in range(others):
        until[n] = gives_up(patience[n], other_time(coming[n], 0))
