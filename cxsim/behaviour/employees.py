"""What employees are like, what work does to them, and what that does to their work (rules 8–10).

Mood and display are in standard deviations of moods at work, around 0; strain (burnout) in units of
its own, 0 for who is rested and about 1 after months at 95% of capacity; skill 1 is the usual.
"""

import math

from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.behaviour.scale import clip, tilted
from cxsim.compiled import rule
from cxsim.elementary import exp, expm1, log

_MONTH = DAYS_A_YEAR / 12.0
_MOST_STRAIN = 5.0
_MOST_LIKELY = 0.95
_FARTHEST = 3.0
_RUDE_BELOW = 3.0
_LEAST_SKILL = 0.01

# ---- mood at work ----


@rule
def next_half_hour(
    mood: float, level: float, persistence: float, volatility: float, score: float
) -> float:
    """Return an employee's mood half an hour later (rule 8).

    Parameters
    ----------
    mood : float
        Mood before, SD.
    level : float
        Usual mood of this employee today, SD, default 0 [−.5, .5].
    persistence : float
        Share of a mood left after half an hour, 0–.99, default .8 [.6, .9].
    volatility : float
        Standard deviation of moods, default .5 [.25, 1]; 0 keeps who begins at `level` there.
    score : float
        Standard normal.

    Returns
    -------
    float
        level + persistence·(mood − level) + an innovation that keeps the standard deviation at
        `volatility`; a shift begins with `mood.first_mood`.

    Notes
    -----
    First-order autoregression as in experience sampling: .2 to .5 of a mood is left after one to
    three hours (background knowledge), .4 after two hours with .8 per half-hour. That employees'
    moods move as others' do is an assumption.
    """
    innovation = volatility * math.sqrt(1.0 - persistence * persistence)
    return level + persistence * (mood - level) + innovation * score


@rule
def temper_after(
    level: float,
    anger: float,
    thanks: float,
    by_anger: float,
    by_thanks: float,
    persistence: float,
) -> float:
    """Return how far yesterday's customers have moved an employee's usual mood.

    Parameters
    ----------
    level : float
        How far it was moved before, SD around 0.
    anger, thanks : float
        Points below and above neutral (6) of satisfaction with the employee's contacts of the day,
        mean per contact, ≥ 0.
    by_anger : float
        SD per point of anger, default .1 [0, .3]; 0 switches it off.
    by_thanks : float
        SD per point of thanks, default .05 [0, .15]; 0 switches it off.
    persistence : float
        Share left after a day, default .5 [.2, .8].

    Returns
    -------
    float
        persistence·level + by_thanks·thanks − by_anger·anger, −3–3; to be added to the usual mood.
        With both strengths 0 it stays exactly 0 if it was.

    Notes
    -----
    That customers' satisfaction moves employees': Getta (2011, a dissertation, health care), over a
    year. That it does so from day to day, and all numbers, are assumptions.
    """
    moved = persistence * level + by_thanks * thanks - by_anger * anger
    return clip(moved, -_FARTHEST, _FARTHEST)


# ---- display ----


@rule
def shown(mood: float, norm: float) -> float:
    """Return the mood that an employee shows, SD: their own, or the one to be shown (rule 9).

    Parameters
    ----------
    mood : float
        How the employee feels.
    norm : float
        What is to be shown, at least, default .5 [0, 1].

    Returns
    -------
    float
        The higher of both. That everybody complies in full is a modelling choice.
    """
    return max(mood, norm)


@rule
def faked(mood: float, norm: float, deep: float) -> float:
    """Return how much of what an employee shows is put on: surface acting (rules 9 and 10).

    Parameters
    ----------
    mood, norm : float
        As in `shown`, SD.
    deep : float
        Share of what is missing that is brought about and felt (deep acting), 0–1, default
        .5 [.2, .8].

    Returns
    -------
    float
        (norm − mood)₊·(1 − deep), SD, ≥ 0; exactly 0 for who feels what is to be shown.

    Notes
    -----
    Surface and deep acting: Hülsheger & Schewe (2011). That both share one gap is a modelling
    choice, the share an assumption.
    """
    return max(norm - mood, 0.0) * (1.0 - deep)


@rule
def display_quality(
    displayed: float, put_on: float, strength: float, surface_worth: float
) -> float:
    """Return the quality that an employee's display adds to a contact (rule 9).

    Parameters
    ----------
    displayed : float
        `shown`, SD.
    put_on : float
        `faked`, SD, ≥ 0.
    strength : float
        Quality per SD of what is shown and felt, points, default .3 [.1, .6]; 0 switches it off.
    surface_worth : float
        What is put on is worth this share of what is felt, default .4 [0, .7].

    Returns
    -------
    float
        strength·((displayed − put_on) + surface_worth·put_on): points on each dimension that feels
        staff.

    Notes
    -----
    The customer's appraisal of the service carries the effect of a smile: Barger & Grandey (2006).
    Deep acting goes with customers' satisfaction (.37), surface acting with poorer performance
    (−.20 to −.05): Hülsheger & Schewe (2011). The form and both numbers are modelling choices.
    """
    return strength * ((displayed - put_on) + surface_worth * put_on)


# ---- strain ----


@rule
def rudeness(felt: float) -> float:
    """Return how rude a customer of satisfaction `felt` (0–10) is, 0–1: none from 3 points on.

    A straight line to 1 at 0 points, an assumption.
    """
    return clip((_RUDE_BELOW - felt) / _RUDE_BELOW, 0.0, 1.0)


@rule
def strain_after(
    strain: float,
    load: float,
    surface: float,
    rude: float,
    threshold: float,
    by_load: float,
    by_surface: float,
    by_rude: float,
    recovery: float,
) -> float:
    """Return an employee's strain a day later (rule 10).

    Parameters
    ----------
    strain : float
        Before, 0–5.
    load : float
        Share of the day's working time spent with customers, 0–1; 0 on a day off.
    surface : float
        Mean of `faked` over the day, SD, ≥ 0; 0 on a day off.
    rude : float
        Mean `rudeness` of the day's contacts, 0–1.
    threshold : float
        Load that costs nothing, default .85 [.8, .9].
    by_load : float
        Strain per month and unit of load beyond it, default 5 [2, 10]; 0 switches it off.
    by_surface : float
        Strain per month and SD of surface acting, default .3 [.1, .6]; 0 switches it off.
    by_rude : float
        Strain per month if all customers are wholly rude, default 2 [0, 4]; 0 switches it off.
    recovery : float
        Rate per month at which it passes, default .5 [.25, 1].

    Returns
    -------
    float
        0–5. A month is 365/12 days. What there was has passed by e^(−recovery·12/365), and a day's
        part of what a month adds has come on top; so a lasting cause leads to what it adds per
        month over `recovery`: 1 at a load of .95 with the defaults, every day.

    Notes
    -----
    That surface acting goes with strain, and deep acting hardly: Hülsheger & Schewe (2011), with a
    correlation of .39 to .48, against which a run can be held. Form, threshold and unit are
    modelling choices, the rates assumptions.
    """
    a_month = by_load * max(load - threshold, 0.0) + by_surface * surface + by_rude * rude
    return clip(strain * exp(-recovery / _MONTH) + a_month / _MONTH, 0.0, _MOST_STRAIN)


@rule
def absence_chance(base: float, strain: float, strength: float) -> float:
    """Return the chance that an employee is absent on a day (rule 10).

    Parameters
    ----------
    base : float
        Chance of the rested, 0–.9, default .06 [.04, .08].
    strain : float
        0–5.
    strength : float
        Log of the chance per unit of strain, default 1 [.3, 2]; 0 switches it off.

    Returns
    -------
    float
        base·e^(strength·strain), .95 at most; exactly `base` where `strength` or `strain` is 0.

    Notes
    -----
    Absence of 4 to 8% of shifts is background knowledge, of low confidence; that strain multiplies
    it, and how much, is an assumption.
    """
    return min(_MOST_LIKELY, base * exp(strength * strain))


@rule
def quit_chance(yearly: float, strain: float, strength: float) -> float:
    """Return the chance that an employee quits on a day (rule 10).

    Parameters
    ----------
    yearly : float
        Hazard of the rested per year, ≥ 0, default .3 [.1, .6].
    strain : float
        0–5.
    strength : float
        Log of the hazard per unit of strain, default 1 [.3, 2]; 0 switches it off.

    Returns
    -------
    float
        1 − e^(−yearly/365·e^(strength·strain)), .95 at most.

    Notes
    -----
    Contact centres in the United States lost 27 to 42% of their people a year from 2008 to 2014
    (industry surveys), strained or not; that strain multiplies the hazard, and how much, is an
    assumption.
    """
    return min(_MOST_LIKELY, -expm1(-yearly / DAYS_A_YEAR * exp(strength * strain)))


# ---- what that does to their work ----


@rule
def learnt(days: float, gap: float, learning_days: float) -> float:
    """Return the share of their skill that somebody has after some days in the job.

    Parameters
    ----------
    days : float
        Since they were taken on, ≥ 0.
    gap : float
        Share that a newcomer lacks, 0–.9, default .3 [.1, .5]; 0 switches it off.
    learning_days : float
        In which two thirds (1 − 1/e) of it are learnt, > 0, default 60 [30, 120].

    Returns
    -------
    float
        1 − gap·e^(−days / learning_days), never falling in `days`; exactly 1 where `gap` is 0.

    Notes
    -----
    An exponential learning curve, a modelling choice; both numbers are assumptions.
    """
    return 1.0 - gap * exp(-days / learning_days)


@rule
def pace(
    skill: float, strain: float, mood: float, by_skill: float, by_strain: float, by_mood: float
) -> float:
    """Return how long an employee takes for a contact, as a multiple of the usual (rule 10).

    Parameters
    ----------
    skill : float
        > 0; under .01 counts as .01.
    strain : float
        0–5.
    mood : float
        SD.
    by_skill : float
        How far twice the skill takes half the time, default 1 [.5, 1.5]; 0 switches it off.
    by_strain : float
        Log of the time per unit of strain, default .05 [0, .15]; 0 switches it off.
    by_mood : float
        Log of the time saved per SD of mood, default .02 [0, .05]; 0 switches it off.

    Returns
    -------
    float
        skill^(−by_skill)·e^(by_strain·strain − by_mood·mood), held to e^±3; exactly 1 where all
        three strengths are 0.

    Notes
    -----
    Modelling choice; the numbers are assumptions.
    """
    longer = by_strain * strain - by_mood * mood - by_skill * log(max(skill, _LEAST_SKILL))
    return exp(clip(longer, -_FARTHEST, _FARTHEST))


@rule
def staff_quality(
    skill: float, strain: float, mood: float, by_skill: float, by_strain: float, by_mood: float
) -> float:
    """Return what an employee's skill, strain and mood add to the quality of a contact (rule 10).

    Parameters
    ----------
    skill : float
        > 0; under .01 counts as .01.
    strain : float
        0–5.
    mood : float
        As felt, SD; what is shown of it is `display_quality`'s.
    by_skill : float
        Points per unit of the logarithm of skill, default 1 [0, 2]; 0 switches it off.
    by_strain : float
        Points lost per unit of strain, default .3 [.1, .6]; 0 switches it off.
    by_mood : float
        Points per SD of mood, default .1 [0, .3]; 0 switches it off.

    Returns
    -------
    float
        by_skill·ln(skill) − by_strain·strain + by_mood·mood: points on each dimension that feels
        staff; exactly 0 where all three strengths are 0.

    Notes
    -----
    Employees' satisfaction reaches customers' by the quality perceived: Brown & Lam (2008), with a
    mean correlation of .2 to .3 (background knowledge). In banks Gelade & Young (2005) found what
    is left of it in sales too small to matter. The linear form and the numbers are modelling
    choices.
    """
    return by_skill * log(max(skill, _LEAST_SKILL)) - by_strain * strain + by_mood * mood


@rule
def error_odds(
    probability: float,
    skill: float,
    strain: float,
    mood: float,
    by_skill: float,
    by_strain: float,
    by_mood: float,
) -> float:
    """Return the chance that a contact fails with an employee (rule 10).

    Parameters
    ----------
    probability : float
        Chance with a rested employee of the usual skill and mood, 0–1.
    skill : float
        > 0; under .01 counts as .01.
    strain : float
        0–5.
    mood : float
        SD.
    by_skill : float
        Log-odds less per unit of the logarithm of skill, default .5 [0, 1]; 0 switches it off.
    by_strain : float
        Log-odds more per unit of strain, default .1 [0, .3]; 0 switches it off.
    by_mood : float
        Log-odds less per SD of mood, default .05 [0, .15]; 0 switches it off.

    Returns
    -------
    float
        0–1; exactly `probability` where all three strengths are 0, and where it is 0 or 1.

    Notes
    -----
    Modelling choice; the numbers are assumptions.
    """
    lean = by_strain * strain - by_mood * mood - by_skill * log(max(skill, _LEAST_SKILL))
    return tilted(probability, lean)
