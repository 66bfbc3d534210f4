"""Strengths of the behavioural rules, with the ranges of their priors.

The rules' own sources stand in their docstrings; a number here without one is an assumption.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .acquisition import ReferralRule
from .parts import Section
from .reviews import ReviewRule
from .values import Quantity, Value, default

Link = Annotated[Value, Quantity("weight", 0, 5, "strength of a behavioural link")]
Rate = Annotated[Value, Quantity("share", 0, 1, "learning rate")]


class Satisfaction(Section):
    """Rule 1: a visit's satisfaction, from quality and surprise (Anderson & Sullivan 1993)."""

    baseline: Annotated[Value, Quantity("0–10", 0, 10, "satisfaction at the reference")] = default(
        8.0
    )
    reference_quality: Annotated[Value, Quantity("0–10", 0, 10, "the case's usual quality")] = (
        default(8.0)
    )
    quality: Link = default(0.5, 0.3, 0.8)
    disconfirmation: Link = default(0.6, 0.3, 1.0)
    loss_aversion: Annotated[Value, Quantity("ratio", 0, 5, "losses against gains")] = default(
        1.95, 1.2, 2.5, "Brown et al. 2024; Walasek et al. 2024; Tversky & Kahneman 1992"
    )
    zone: Annotated[Value, Quantity("0–10", 0, 5, "half-width of the zone of tolerance")] = default(
        0.5, 0.0, 1.5
    )
    inside_zone: Link = default(0.2, 0.0, 0.5)
    curvature: Annotated[Value, Quantity("exponent", 0.1, 2, "diminishing sensitivity")] = default(
        0.9, 0.6, 1.0
    )


class ExpectationRules(Section):
    """Rules 2 to 4: expectations colour what is seen, learn from it, and come from somewhere."""

    will_weight: Link = default(0.15, 0.0, 0.35)
    should_weight: Link = default(0.10, 0.0, 0.3)
    will_learning: Rate = default(0.3, 0.1, 0.6)
    should_learning: Rate = default(0.15, 0.05, 0.4)
    promise: Annotated[
        Value, Quantity("share", 0, 1, "weight of what is promised in first expectations")
    ] = default(0.3, 0.1, 0.5)
    word: Annotated[
        Value, Quantity("share", 0, 1, "weight of what is said in first expectations")
    ] = default(0.3, 0.1, 0.6)
    promise_pull: Annotated[
        Value, Quantity("log-hazard per point", 0, 2, "a bolder promise attracts more prospects")
    ] = default(0.08, 0.0, 0.2)
    category: Annotated[
        Value,
        Quantity("share", 0, 1, "of what the best competitor gains, what customers demand of us"),
    ] = default(0.3, 0.0, 0.6)
    """Rule 29; only competitors' moves and shocks on them can show it."""
    visits_a_month: float = Field(default=4.0, ge=0.1, le=300)
    """Visits a month of this case; with other than 4 the learning rates are rescaled."""


class MoodRule(Section):
    """Rule 8: mood colours what is seen, the less the more one has seen (Homburg et al. 2006)."""

    strength: Annotated[
        Value, Quantity("weight", 0, 5, "quality seen per point of mood, at a first visit")
    ] = default(0.15, 0.0, 0.35)
    persistence: Annotated[
        Value, Quantity("share", 0, 1, "share of a mood that lasts from visit to visit")
    ] = default(0.4, 0.1, 0.6)
    """Within a journey; from one journey to the next nothing lasts."""
    reaction: Annotated[
        Value,
        Quantity("points per point", 0, 2, "mood moved by satisfaction with the visit before"),
    ] = default(0.1, 0.0, 0.3)
    contagion: Annotated[
        Value, Quantity("share", 0, 1, "how far an employee's display moves the customer's mood")
    ] = default(0.1, 0.0, 0.3)


class Effort(Section):
    """Rule 13: quality lost by having to make a contact again (sign: CEB, a vendor's survey)."""

    repeat: Annotated[Value, Quantity("points", 0, 10, "quality lost by a repeat contact")] = (
        default(1.0, 0.4, 1.8)
    )
    channel: Annotated[Value, Quantity("points", 0, 10, "quality lost by a change of channel")] = (
        default(0.3, 0.1, 0.8)
    )
    handoff: Annotated[Value, Quantity("points", 0, 10, "quality lost by being handed on")] = (
        default(0.5, 0.2, 1.0)
    )
    kept: Annotated[
        Value,
        Quantity("share", 0, 1, "share of that, and of a repeat, left where the story is known"),
    ] = default(0.4, 0.2, 0.5)


class Queueing(Section):
    """Rule 11: what standing in a line costs (Davis & Vollmann 1990; Taylor 1994)."""

    strength: Annotated[
        Value, Quantity("points per minute", 0, 10, "quality lost per minute in line")
    ] = default(0.25, 0.05, 0.6)
    acceptable: Annotated[Value, Quantity("minutes", 0, 1440, "wait that costs nothing")] = default(
        2.0, 0.0, 5.0
    )
    curvature: Annotated[
        Value, Quantity("exponent", 0.1, 3, "whether later minutes cost more (above 1) or less")
    ] = default(1.0, 0.7, 1.3)
    idle: Annotated[Value, Quantity("share", 0, 5, "how much longer an empty wait feels")] = (
        default(0.3, 0.0, 0.6)
    )
    unexplained: Annotated[
        Value, Quantity("share", 0, 5, "how much longer an unexplained wait feels")
    ] = default(0.2, 0.0, 0.5)
    called_back: Annotated[
        Value, Quantity("share", 0, 1, "share of a wait felt by who is promised a call back")
    ] = default(0.3, 0.0, 1.0)
    unserved: Annotated[
        Value, Quantity("points", 0, 10, "quality lost by not being served at all")
    ] = default(2.0, 1.0, 4.0)


class DisplayRule(Section):
    """Rule 9: what an employee's display is worth (Barger & Grandey 2006)."""

    strength: Annotated[
        Value, Quantity("points per SD", 0, 5, "quality gained by a good mood shown and felt")
    ] = default(0.3, 0.1, 0.6)
    surface_worth: Annotated[
        Value, Quantity("share", 0, 1, "worth of what is put on against what is felt")
    ] = default(0.4, 0.0, 0.7)


class Strain(Section):
    """Rule 10: what strains employees, and what strain does; all assumptions but for signs.

    A strain of 1 is that of somebody at 95% of capacity for months.
    """

    threshold: Annotated[
        Value, Quantity("share", 0, 1, "share of time with customers above which it strains")
    ] = default(0.85, 0.8, 0.9)
    load: Annotated[
        Value, Quantity("per 30.4 days", 0, 100, "strain per unit of load above that")
    ] = default(5.0, 2.0, 10.0)
    surface: Annotated[
        Value, Quantity("per 30.4 days", 0, 10, "strain per SD of mood that is put on")
    ] = default(0.3, 0.1, 0.6)
    rude: Annotated[
        Value, Quantity("per 30.4 days", 0, 50, "strain if every customer were rude")
    ] = default(2.0, 0.0, 4.0)
    recovery: Annotated[Value, Quantity("per 30.4 days", 0, 30, "rate at which strain passes")] = (
        default(0.5, 0.25, 1.0)
    )
    quality: Annotated[
        Value, Quantity("points per unit", 0, 5, "quality lost per unit of strain")
    ] = default(0.3, 0.1, 0.6)
    pace: Annotated[
        Value, Quantity("log per unit", 0, 2, "service takes longer per unit of strain")
    ] = default(0.05, 0.0, 0.15)
    errors: Annotated[
        Value, Quantity("log-odds per unit", 0, 5, "more failures per unit of strain")
    ] = default(0.1, 0.0, 0.3)
    absence: Annotated[Value, Quantity("log per unit", 0, 5, "more absence per unit of strain")] = (
        default(1.0, 0.3, 2.0)
    )
    quits: Annotated[Value, Quantity("log per unit", 0, 5, "more quits per unit of strain")] = (
        default(1.0, 0.3, 2.0)
    )


class Skill(Section):
    """What skill does to an employee's work; assumptions."""

    pace: Annotated[
        Value, Quantity("exponent", 0, 3, "service takes less with more skill; 1 in proportion")
    ] = default(1.0, 0.5, 1.5)
    quality: Annotated[
        Value, Quantity("points per log", 0, 10, "quality gained with more skill")
    ] = default(1.0, 0.0, 2.0)
    errors: Annotated[
        Value, Quantity("log-odds per log", 0, 10, "fewer failures with more skill")
    ] = default(0.5, 0.0, 1.0)


class Temper(Section):
    """Rule 10: employees' mood in their work, and what customers do to it; assumptions."""

    pace: Annotated[Value, Quantity("log per SD", 0, 2, "service takes less in a better mood")] = (
        default(0.02, 0.0, 0.05)
    )
    quality: Annotated[
        Value, Quantity("points per SD", 0, 5, "quality gained by a better mood")
    ] = default(0.1, 0.0, 0.3)
    errors: Annotated[
        Value, Quantity("log-odds per SD", 0, 5, "fewer failures in a better mood")
    ] = default(0.05, 0.0, 0.15)
    anger: Annotated[
        Value, Quantity("SD per point", 0, 3, "mood lost by customers' dissatisfaction, per day")
    ] = default(0.1, 0.0, 0.3)
    thanks: Annotated[
        Value, Quantity("SD per point", 0, 3, "mood gained by customers' satisfaction, per day")
    ] = default(0.05, 0.0, 0.15)
    persistence: Annotated[
        Value, Quantity("share", 0, 0.99, "share of what customers did to it left a day later")
    ] = default(0.5, 0.2, 0.8)


class Directions(Section):
    """How strongly employees move customers, and customers employees: 0 switches one way off.

    The evidence conflicts (`mood.infected`; Brown & Lam 2008; Getta 2011), so that each way has a
    strength of its own, by which all links of that way are multiplied.
    """

    to_customers: Annotated[
        Value, Quantity("ratio", 0, 3, "what employees' mood, display and strain do to customers")
    ] = default(1.0)
    """Quality, errors, pace and contagion. What skill does is training and no mood, and that the
    strained stay away and quit is a matter of how many serve: neither is scaled."""
    to_employees: Annotated[
        Value, Quantity("ratio", 0, 3, "what customers' anger, thanks and rudeness do to employees")
    ] = default(1.0)
    """How many customers come, and so the load of work, is not scaled."""


class Resolution(Section):
    """What makes a matter more likely to be solved there and then; assumptions."""

    skill: Annotated[Value, Quantity("log-weight per log", 0, 10, "solved with more skill")] = (
        default(0.5, 0.0, 1.0)
    )
    authority: Annotated[
        Value, Quantity("log-weight", 0, 10, "solved where employees may decide")
    ] = default(1.0, 0.0, 2.0)
    context: Annotated[
        Value, Quantity("log-weight", 0, 10, "solved where the customer's story is known")
    ] = default(0.5, 0.0, 1.0)


class Assistant(Section):
    """How customers fare with an automatic assistant; assumptions."""

    difficulty: Annotated[
        Value, Quantity("log-odds", 0, 20, "contained less, from the easiest matter to the hardest")
    ] = default(2.0, 0.0, 4.0)
    forced: Annotated[
        Value, Quantity("points", 0, 10, "quality lost by who wants a person and finds no way out")
    ] = default(1.5, 0.5, 3.0)


class Waiting(Section):
    """Rule 35: what waiting for a promised step costs; sizes after the orders of an online shop."""

    elapsed: Annotated[
        Value, Quantity("points per day", 0, 5, "quality lost per day of waiting")
    ] = default(0.04, 0.02, 0.08)
    late: Annotated[
        Value, Quantity("points per day", 0, 5, "quality lost per day beyond the promised one")
    ] = default(1.0, 0.4, 2.0)


class PersonalisationRule(Section):
    """Rule 30: what being addressed in person is worth."""

    fit: Annotated[Value, Quantity("points per point", 0, 1, "quality gained by a right fit")] = (
        default(0.2, 0.0, 0.5)
    )
    """A wrong one loses as much."""
    intrusion: Annotated[Value, Quantity("points per point", 0, 1, "quality lost by intruding")] = (
        default(0.15, 0.0, 0.4)
    )


class Memory(Section):
    """Rules 6 and 7: peak–end memory (Alaybek et al. 2022) and cumulative satisfaction."""

    peak: Annotated[Value, Quantity("weight", 0, 0.5, "weight of the peak")] = default(
        0.3, 0.15, 0.45
    )
    end: Annotated[Value, Quantity("weight", 0, 0.5, "weight of the end")] = default(
        0.3, 0.15, 0.45
    )
    learning: Rate = default(0.2, 0.1, 0.4)
    loss_ratio: Annotated[Value, Quantity("ratio", 0, 5, "bad journeys against good ones")] = (
        default(1.6, 1.0, 2.5)
    )


class Complaint(Section):
    """Rule 14: who complains after a failure felt two points below neutral.

    TARP, secondary source: 50–75% of monetary losses, 5–30% of mistreatment or quality, 3% of tiny
    problems.
    """

    money: Annotated[Value, Quantity("share", 0, 1, "chance to complain when money was lost")] = (
        default(0.6, 0.5, 0.75, "TARP, secondary source")
    )
    service: Annotated[
        Value, Quantity("share", 0, 1, "chance to complain of quality or treatment")
    ] = default(0.15, 0.05, 0.3, "TARP, secondary source")
    trivial: Annotated[Value, Quantity("share", 0, 1, "chance to complain of a trifle")] = default(
        0.03, 0.01, 0.1, "TARP, secondary source"
    )
    severity: Annotated[
        Value, Quantity("log-odds per point", 0, 5, "worse failures are complained about more")
    ] = default(0.3, 0.0, 0.6)


class Grievance(Section):
    """Rule 15: a failure raises the odds of leaving, for a while (Knox & van Oest 2014)."""

    strength: Annotated[
        Value, Quantity("log-odds", 0, 5, "odds of leaving by a failure four points below neutral")
    ] = default(0.3, 0.1, 0.6)
    second: Annotated[Value, Quantity("weight", 0, 5, "a failure soon after another is worse")] = (
        default(0.5, 0.0, 1.0)
    )
    buffer: Annotated[Value, Quantity("weight", 0, 5, "a long history softens it")] = default(
        0.3, 0.0, 0.6
    )
    memory_days: Annotated[Value, Quantity("days", 1, 36500, "how long a grievance lasts")] = (
        default(91.0, 30.0, 180.0)
    )


class Defection(Section):
    """Rule 21: that friends leave makes leaving likelier, for a while (Nitzan & Libai 2011)."""

    strength: Annotated[
        Value, Quantity("log-odds", 0, 5, "odds of leaving by a friend who has just left")
    ] = default(0.588, 0.34, 0.79, "Nitzan & Libai 2011")
    memory_days: Annotated[
        Value, Quantity("days", 1, 36500, "how long a friend's leaving is on one's mind")
    ] = default(30.0, 15.0, 90.0)


class RecoveryRule(Section):
    """Rule 15: how far help after a failure makes it good."""

    gain: Annotated[Value, Quantity("ratio", 0, 5, "share made good by a perfect recovery")] = (
        default(1.1, 0.7, 1.3)
    )
    fast_days: Annotated[Value, Quantity("days", 0.1, 3650, "how soon a recovery is too late")] = (
        default(14.0, 5.0, 30.0)
    )
    voice: Annotated[Value, Quantity("share", 0, 1, "soothed by having been heard, in vain")] = (
        default(0.1, 0.0, 0.3)
    )
    authority: Annotated[
        Value, Quantity("points", 0, 20, "fairer procedure where employees may decide")
    ] = default(2.0, 0.0, 4.0)


class Trust(Section):
    """How far the firm is taken at its word; all assumptions."""

    loss: Annotated[Value, Quantity("share", 0, 1, "trust lost when money is wrongly taken")] = (
        default(0.2, 0.0, 0.5)
    )
    gain: Annotated[
        Value, Quantity("share", 0, 1, "missing trust won by a journey without a failure")
    ] = default(0.02, 0.0, 0.1)
    promise_rate: Annotated[
        Value, Quantity("share", 0, 1, "how far customers follow the promise, at full trust")
    ] = default(0.05, 0.0, 0.2)


class Leaving(Section):
    """Rules 16 to 18: from satisfaction to leaving (Bolton 1998; Mittal & Kamakura 2001)."""

    strength: Annotated[
        Value, Quantity("log-odds per SD", 0, 5, "satisfaction's strength on leaving, β_s")
    ] = default(1.0, 0.3, 1.5)
    link: Literal["linear", "saturating", "exponential"] = "linear"
    alternative_weight: Annotated[
        Value, Quantity("log-odds per point", 0, 2, "strength of a better alternative, β_A")
    ] = default(0.2, 0.0, 0.5)
    lock_in: Annotated[
        Value, Quantity("log-odds", 0, 5, "strength of a full bond on the dissatisfied (rule 18)")
    ] = default(0.67, 0.4, 0.9, "Gao et al. 2022")
    satisfaction_mean: float = Field(default=7.5, ge=0, le=10)
    """c̄, a constant of today's case: mean cumulative satisfaction."""
    satisfaction_spread: float = Field(default=1.0, gt=0, le=5)
    """s_C, a constant of today's case: its standard deviation."""


class Rivalry(Section):
    """How competitors are seen from outside, and chosen (Rust, Lemon & Zeithaml 2004)."""

    scale: Annotated[
        Value, Quantity("log-odds per point", 0, 5, "how a provider's worth makes it chosen")
    ] = default(0.5, 0.2, 1.0)
    promise: Annotated[
        Value, Quantity("share", 0, 1, "of what a competitor promises, what outsiders believe")
    ] = default(0.3, 0.1, 0.5)
    regret: Annotated[
        Value, Quantity("log-hazard per point", 0, 5, "who left content comes back sooner")
    ] = default(0.3, 0.0, 0.6)
    """Per point of cumulative satisfaction above or below satisfaction_mean, at leaving."""


class PriceRule(Section):
    """Rule 26: price (elasticity: Bijmolt, van Heerde & Pieters 2005)."""

    elasticity: Annotated[Value, Quantity("elasticity", -10, 0, "share elasticity of price")] = (
        default(-2.6, -4.0, -1.0)
    )
    dampening: Annotated[
        Value, Quantity("share per SD", 0, 0.5, "satisfied customers mind a rise less")
    ] = default(0.15, 0.0, 0.4)


class Spend(Section):
    """Rule 24: spend follows satisfaction and its change (Cooil et al. 2007)."""

    level: Annotated[Value, Quantity("share per SD", 0, 1, "more spent per SD of standing")] = (
        default(0.05, 0.0, 0.15, "Cooil et al. 2007")
    )
    change: Annotated[
        Value, Quantity("share per SD", 0, 1, "more spent per SD of its rise since the last bill")
    ] = default(0.05, 0.0, 0.15, "Cooil et al. 2007")
    tenure_weakens: Annotated[Value, Quantity("per year", 0, 10, "how both weaken with tenure")] = (
        default(0.1, 0.0, 0.3)
    )


class WillingnessToPay(Section):
    """Rule 25: what one would pay, in an inverse S (Homburg, Koschate & Hoyer 2005)."""

    slope: Annotated[Value, Quantity("percent", 0, 20, "k₁: percent of the price per SD")] = (
        default(1.0, 0.0, 2.0, "Homburg, Koschate & Hoyer 2005")
    )
    cubic: Annotated[Value, Quantity("percent", 0, 20, "k₃: percent per SD cubed")] = default(
        0.5, 0.0, 2.0, "Homburg, Koschate & Hoyer 2005"
    )


class WordOfMouth(Section):
    """Rules 19, 20 and 22: talk (Anderson 1998), hear (East et al. 2007, 2008), tell on."""

    base: Annotated[Value, Quantity("share", 0, 1, "chance to talk after a neutral journey")] = (
        default(0.05)
    )
    praise: Annotated[Value, Quantity("share per point", 0, 1, "more talk per point above 6")] = (
        default(0.03, 0.01, 0.06)
    )
    blame_ratio: Annotated[Value, Quantity("ratio", 0, 10, "slope below 6 against above")] = (
        default(2.0, 1.0, 3.0)
    )
    told: Annotated[
        Value, Quantity("share", 0, 1, "chance that a tie hears a story told", lever=True)
    ] = default(0.08, 0.02, 0.2)
    retold: Annotated[
        Value, Quantity("share", 0, 1, "chance that who hears a story tells it on", lever=True)
    ] = default(0.1, 0.0, 0.3)
    """To each tie with chance `told`, on the same day; an assumption."""
    hearing: Link = default(0.2, 0.05, 0.4)
    resistance: Annotated[
        Value, Quantity("exponent", 0, 0.99, "resistance to what goes against conviction")
    ] = default(0.5, 0.0, 0.9)
    memory_days: Annotated[Value, Quantity("days", 1, 36500, "how long what was heard lasts")] = (
        default(90.0, 30.0, 360.0)
    )
    on_leaving: Link = default(0.2, 0.0, 0.5)
    """How what a customer has heard moves the log-odds of leaving; a modelling choice."""


class EconomyRule(Section):
    """Rule 28: in good times experience counts more (Kumar et al. 2014), and people are merrier.

    Read where the case's context has a factor named `economy`.
    """

    experience: Annotated[
        Value, Quantity("per SD", 0, 2, "what a good economy adds to satisfaction's strength")
    ] = default(0.15, 0.0, 0.4)
    mood: Annotated[Value, Quantity("points per SD", 0, 3, "what it adds to mood")] = default(
        0.2, 0.0, 0.5
    )
    """An assumption: no source gives its size."""


class BehaviourRules(Section):
    """All behavioural strengths; zero switches a link off."""

    satisfaction: Satisfaction = Satisfaction()
    expectations: ExpectationRules = ExpectationRules()
    effort: Effort = Effort()
    mood: MoodRule = MoodRule()
    waiting: Waiting = Waiting()
    queueing: Queueing = Queueing()
    display: DisplayRule = DisplayRule()
    strain: Strain = Strain()
    skill: Skill = Skill()
    temper: Temper = Temper()
    directions: Directions = Directions()
    resolution: Resolution = Resolution()
    assistant: Assistant = Assistant()
    personalisation: PersonalisationRule = PersonalisationRule()
    memory: Memory = Memory()
    complaint: Complaint = Complaint()
    grievance: Grievance = Grievance()
    defection: Defection = Defection()
    recovery: RecoveryRule = RecoveryRule()
    trust: Trust = Trust()
    leaving: Leaving = Leaving()
    price: PriceRule = PriceRule()
    rivals: Rivalry = Rivalry()
    word_of_mouth: WordOfMouth = WordOfMouth()
    reviews: ReviewRule = ReviewRule()
    referral: ReferralRule = ReferralRule()
    spend: Spend = Spend()
    willingness_to_pay: WillingnessToPay = WillingnessToPay()
    economy: EconomyRule = EconomyRule()
