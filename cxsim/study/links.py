"""The causal links that a decision rests on, and how strong each must be for it to hold.

What satisfaction, talk or waiting do to what customers do is known from firms that were watched,
seldom from experiments. Who was watched and who was not differ in more than what was looked at, so
each of these strengths is an assumption, with or without a source: here stand those that a gain can
come through.
"""

from __future__ import annotations

import pandas as pd

from cxsim.scenario.schema import AsIs, values_of

from .breakeven import Course, break_even

LINKS = (
    "behaviour.leaving.strength",
    "behaviour.leaving.alternative_weight",
    "behaviour.grievance.strength",
    "behaviour.recovery.gain",
    "behaviour.effort.repeat",
    "behaviour.effort.handoff",
    "behaviour.queueing.strength",
    "behaviour.waiting.late",
    "behaviour.display.strength",
    "behaviour.trust.loss",
    "behaviour.expectations.promise_pull",
    "behaviour.word_of_mouth.hearing",
    "behaviour.word_of_mouth.on_leaving",
    "behaviour.defection.strength",
    "behaviour.reviews.valence",
    "behaviour.referral.leaving",
    "behaviour.spend.level",
    "behaviour.spend.change",
    "behaviour.price.elasticity",
)
"""Strengths of effects on what customers feel and do, none of them known from an experiment; that
of unsolicited contacts, which is, stands with its campaign (Ascarza, Iyengar & Schleicher 2016)."""


def causal_links(case: AsIs, course: Course) -> pd.DataFrame:
    """Each link of a case, and the strength at which an option is worth no more than nothing.

    Parameters
    ----------
    case : AsIs
    course : Course
        Of the option.

    Returns
    -------
    DataFrame
        place, value, low, high (drawn between), source (None without), matters (whether it was
        found to move the option's money), breaks_at (a strength within low … high; NaN where there
        is none, or more than one), wins (see `BreakEven`). Those that matter come first.
    """
    values = dict(values_of(case))
    rows = []
    for place in LINKS:
        value = values.get(place)
        if value is None or not (value.uncertain or value.value):
            continue  # switched off: nothing comes through it
        tips = break_even(course, place)
        at = tips.values[0] if len(tips.values) == 1 else float("nan")
        matters = place in course.places
        rows.append(
            (place, value.value, value.low, value.high, value.source, matters, at, tips.wins)
        )
    columns = ["place", "value", "low", "high", "source", "matters", "breaks_at", "wins"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values("matters", ascending=False, kind="stable", ignore_index=True)
