"""A customer's life, told in the order of a day. Read it from top to bottom.

What customers do to each other in a day (talk, joining, leaving) is met by the others tomorrow, so
the order in which they have their turn cannot matter.
"""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import mesa
import simpy

from cxsim.behaviour.burden import effort, personal_fit
from cxsim.behaviour.choice import tilt
from cxsim.behaviour.complaint import complaint_chance
from cxsim.behaviour.expectations import (
    first_will,
    risen_standard,
    updated_should,
    updated_will,
)
from cxsim.behaviour.lines import cross_sell_chance, held_count, line_at
from cxsim.behaviour.memory import cumulative_satisfaction, episode_memory, peak
from cxsim.behaviour.mood import coloured, first_mood, next_mood
from cxsim.behaviour.parameters import LARGEST_AMOUNT, NEUTRAL
from cxsim.behaviour.perception import episode_satisfaction, kano_value, perceived_quality
from cxsim.behaviour.reasons import declared_reason, real_reason
from cxsim.behaviour.recovery import (
    afterglow,
    aggravation,
    forgiven,
    grieved,
    hardness,
    lasting,
    recovery_offset,
    regained,
)
from cxsim.behaviour.relationship import (
    contact_term,
    dropout_chance,
    hazard_growth,
    leave_logit,
    link,
    lock_in_term,
    logistic,
    price_term,
)
from cxsim.behaviour.spend import held_standing, spend_multiple, willingness_to_pay
from cxsim.behaviour.survey import (
    ease_score,
    felt_now,
    nps_class,
    recommendation,
    response_chance,
    satisfaction_score,
)
from cxsim.behaviour.trust import believed, reminded, trust_after
from cxsim.behaviour.waiting import actual_delay, waiting_cost
from cxsim.behaviour.word_of_mouth import forgotten, heard, heard_term, talk_chance
from cxsim.draws import keys, purposes
from cxsim.draws.variates import exponential, normal, quantile
from cxsim.elementary import log1p
from cxsim.scenario.schema import MONTH
from cxsim.world.clocks import NEVER, changing_clock
from cxsim.world.numbers import (
    BACK_AFTER,
    COMES_BACK,
    COMPENSATION,
    NOTHING_PROMISED,
    RECOVERY_COST,
)
from cxsim.world.people import (
    CUSTOMER,
    INVOLUNTARY,
    LEFT,
    NOBODY,
    NON_PAYMENT,
    PROSPECT,
    SILENT,
    VOLUNTARY,
    lines_held,
)
from cxsim.world.ties import UNIT
from cxsim.world.world import (
    CONTRACTUAL,
    EFFORT,
    FIT,
    HELP,
    JOIN,
    LEAVE,
    MONEY,
    NON_CONTRACTUAL,
    PURCHASE,
    REPEAT,
    SWITCH,
    WAITING,
)

from .. import record as books
from ..lines import ADDED, DROPPED
from ..record import millionths
from ..stages.journeys import MOST_VISITS
from ..stages.recovery import DONE, GIVE_UP, STAY
from ..stages.surveys import EVERYBODY, RELATIONAL, SATISFIED
from ..state import CAME_BACK, FAILED, LATER, PASSED, SURVEYED

if TYPE_CHECKING:
    from .model import Model, Way
    from .terms import Terms

MOVES_THE_RELATIONSHIP = (PURCHASE, JOIN, LEAVE)
"""Kinds of journey whose end may change what binds customer and firm."""
GOOD, BAD = 0, 1
"""What a friend's message says."""


@dataclass
class Journey:
    """A journey under way: where it is, when its next step is due, how it has been so far."""

    key: int
    need: int
    occurrence: int
    touchpoint: int
    at: float
    step: int = 0
    contacts: int = 0
    peak: float = NEUTRAL
    last: float = 0.0
    total: float = 0.0
    mood: float = 0.0
    ending: int = 0
    """The end it waits for; 0 while it goes on."""
    because: int = 0
    """What brought it about beside a need's clock: `FAILED`, `CAME_BACK`, both or (0) nothing."""
    marred: bool = False
    """Whether a visit has failed."""
    moments: int = 0
    """Visits and waits so far."""
    hurdles: int = 0
    """Repeats and changes of channel so far."""
    marks: int = 0
    """What getting to the pending step takes: a contact made again, another channel; whether its
    promised day has passed; whether the survey has been sent."""
    since: int = 0
    promised: int = LATER
    """Days on which the pending step was promised, and for which."""

    @property
    def repeats(self) -> int:
        """1 when the pending step is a contact made again."""
        return self.marks & REPEAT

    @property
    def switches(self) -> int:
        """1 when the pending step is in another channel than the contact before it."""
        return (self.marks & SWITCH) // SWITCH

    @property
    def memory_parts(self) -> tuple[float, float, float]:
        """Its extreme moment, its last and the mean of all."""
        return self.peak, self.last, self.total / self.moments

    def live(self, felt: float) -> None:
        """Live one more moment of it."""
        self.peak = peak(self.peak, felt)
        self.last = felt
        self.total += felt
        self.moments += 1

    def next_look(self, ask_late: int) -> float:
        """Day on which something happens to it: its step comes, a promise passes."""
        if self.promised == LATER:
            return self.at
        if not self.marks & PASSED:
            return min(self.at, self.promised + 1.0)
        return self.at if self.marks & SURVEYED else min(self.at, float(self.promised + ask_late))


@dataclass
class Claim:
    """Help that is sought because of something lived, from then on until that help has ended."""

    key: int
    need: int
    at: float
    because: int
    since: float = 0.0
    """When the failure was."""
    lost: float = 0.0
    """What its journey took from satisfaction; not known while `fresh`."""
    hardness: float = 0.0
    fresh: bool = False


class Customer(mesa.Agent):  # type: ignore[misc]
    """A person who may buy from the firm, does, or did.

    Parameters
    ----------
    model : Model
    number : int
        Number of the person, from 0.
    traits : mapping of str to number
        What the person brings along, by the names of `world.people.PERSON`.
    """

    model: Model
    key: int
    path: int
    satisfaction: float
    cost: int
    value: int
    visits: int
    archetype: int
    status: int
    cause: int
    cohort: int
    experience: int
    reason: int
    purchases: int
    claims: int
    last_purchase: float
    revenue: int
    loyalty: float
    style: float
    last_standing: float
    joined: float
    left: float
    to_leave: float
    to_non_payment: float
    to_involuntary: float
    lines: int
    life: int
    spell: int
    bills: int
    surveys: int
    grieved: int
    grievance: float
    trust: float

    def __init__(self, model: Model, number: int, traits: dict[str, Any]) -> None:
        super().__init__(model)
        self.number = number
        self.__dict__.update(traits)
        self.journey: Journey | None = None
        self.claim: Claim | None = None
        self.will: list[float] = []
        self.should: list[float] = []
        self.next_need: list[float] = []
        self.fired: list[int] = []
        self.act_day = self.bill_day = self.survey_day = NEVER
        self.mail = [0, 0]
        self.ties: list[tuple[Customer, int]] = []
        self.friends = self.known = 0
        self.pull = 0.0
        self.consideration = 0.0
        self.heard_day = 0
        self.to_adopt = math.inf

    @property
    def terms(self) -> Terms:
        """The numbers that apply to this person today."""
        return self.model.terms[self.model.segment[self.number]]

    @property
    def considers(self) -> bool:
        """Whether a prospect is making up their mind; who does forgets day by day (`consider`)."""
        return self.to_adopt < math.inf

    # ---- campaigns contact customers, unasked ----

    def be_contacted(self) -> None:
        """Be called, written to or visited by the campaigns whose day for this customer it is."""
        model = self.model
        for c, campaign in enumerate(model.campaigns):
            if self.status == CUSTOMER and self.contact_day(c) == model.today:
                cost, taken = float(campaign.cost), self.takes_offer(c)
                paid, worth = millionths(cost), millionths(cost * model.worth_of(model.today))
                self.cost += paid
                self.value -= worth
                model.books.count(self.archetype, books.CONTACTED)
                model.books.count(self.archetype, books.TAKEN, int(taken))
                model.books.count(self.archetype, books.CAMPAIGN_COST, paid)
                model.books.count(self.archetype, books.VALUE, -worth)
                model.books.note(self.number, books.CONTACT, to=c, felt=float(taken))

    def contact_day(self, c: int) -> float:
        """Day on which a campaign contacts this customer; `NEVER` where it does not."""
        campaign = self.model.campaigns[c]
        number = int(campaign.number)
        if not self.model.world.meant[c, self.archetype]:
            return NEVER
        if keys.uniform_at(self.key, purposes.CONTACT, number) >= campaign.reach:
            return NEVER
        drawn = keys.uniform_at(self.key, purposes.CONTACT_DAY, number)
        day = float(campaign.start + math.floor(campaign.days * drawn))
        return day if day > self.joined else NEVER

    def takes_offer(self, c: int) -> bool:
        """Whether the customer takes a campaign's offer, if contacted."""
        campaign = self.model.campaigns[c]
        drawn = keys.uniform_at(self.key, purposes.OFFER, int(campaign.number))
        return bool(drawn < campaign.takers)

    def contacted_term(self) -> float:
        """What campaigns add to the log-odds of leaving (rule 31)."""
        term, today = 0.0, self.model.today
        for c, campaign in enumerate(self.model.campaigns):
            since = today - self.contact_day(c)
            term += contact_term(float(campaign.on_leaving), since, float(campaign.lasts))
        return term

    def offers_taken(self) -> float:
        """What is paid more, or less, for the offers taken so far."""
        extra = 0.0
        for c, campaign in enumerate(self.model.campaigns):
            if self.contact_day(c) <= self.model.today and self.takes_offer(c):
                extra += float(campaign.spend_change)
        return extra

    # ---- what friends said yesterday arrives ----

    def hear(self) -> None:
        """Yesterday's praise and blame move the chance of buying, or of staying (rule 20)."""
        today, rules = self.model.today, self.terms.rules
        good, bad = self.mail
        self.mail = [0, 0]
        if (good, bad) == (0, 0) or self.status == LEFT:
            return
        days = 0.0 if self.considers else float(today - self.heard_day)
        p = forgotten(self.consideration, rules.consideration, days, rules.memory_days)
        p = heard(p, good / UNIT, bad / UNIT, rules.hearing, rules.resistance)
        self.consideration, self.heard_day = p, today
        self.model.books.count(self.archetype, books.HEARD)

    # ---- a prospect considers ----

    def consider(self) -> None:
        """The hazard of joining eats up the prospect's draw; once it is through, buying begins."""
        p = self.consideration
        self.to_adopt -= self.pull * p
        if self.considers:
            usual = self.terms.rules.consideration
            self.consideration = usual + (p - usual) * self.terms.kept
        if self.to_adopt <= 0.0:
            self.to_adopt = math.inf
            self.heard_day = self.model.today + 1
            if self.fired[self.model.case.join] == 0:  # else they know what they met before
                self.expect()
            self.begin(self.model.case.join, float(self.model.today))
            self.act_day = float(self.model.today)

    def expect(self) -> None:
        """Expect of a firm one does not know what is usual, promised and said (rule 4)."""
        model, terms, rules, usually = self.model, self.terms, self.terms.rules, self.used_to()
        liking = self.consideration - rules.consideration
        weights = rules.promise_weight, rules.word_weight
        self.will = [
            first_will(usual, terms.promise[d] if model.advertised[d] else usual, liking, *weights)
            for d, usual in enumerate(usually)
        ]

    def used_to(self) -> list[float]:
        """What one expects of any firm: what another provider has delivered, for who had one."""
        model, case = self.model, self.model.case
        if keys.uniform(self.key, purposes.FROM_RIVAL) >= case.from_rivals:
            return list(model.first_will[self.archetype])
        luck = 0.0
        if case.past_spread > 0.0:
            luck = float(case.past_spread) * normal(keys.uniform(self.key, purposes.PAST))
        return [min(10.0, max(0.0, met + luck)) for met in model.previous[self.archetype]]

    def consider_again(self, today: int) -> None:
        """From a day on consider buying: draw what the hazard must come to."""
        rules, days = self.terms.rules, float(today - self.heard_day)
        p = self.consideration
        self.consideration = forgotten(p, rules.consideration, days, rules.memory_days)
        self.to_adopt = threshold(self.key, purposes.ADOPTION, self.fired[self.model.case.join])

    def be_pulled(self) -> None:
        """What advertising and the share of friends who are customers do to a prospect in a day."""
        share = self.friends / max(1, self.known)
        self.pull = self.terms.alone + share * self.terms.friends

    # ---- needs fire, visits are lived, journeys end ----

    def live_day(self, clock: simpy.Environment) -> Generator[simpy.Event, None, None]:
        """Live the visits of a day, one after the other, as the clock of the day goes on."""
        tomorrow = self.model.today + 1.0
        free_from, visits = float(self.model.today), 0
        if self.journey is not None and self.model.today > self.journey.promised:
            self.wait(self.journey)
        while visits < MOST_VISITS:
            journey = self.journey_due(free_from, tomorrow)
            if journey is None:
                break
            if not journey.ending:
                yield clock.timeout(max(0.0, journey.at - clock.now))
                self.visit(journey)
                visits += 1
            if journey.ending and journey.at < tomorrow:
                free_from = journey.at
                self.promise_ends(journey)
                case = self.release(journey)
                self.journey = None
                if self.model.kind[journey.need] in MOVES_THE_RELATIONSHIP:
                    self.rest(tomorrow)  # what it means for the relationship is settled first
                    self.remember(journey, case)
                    return
                self.remember(journey, case)
        self.rest(tomorrow)

    def journey_due(self, free_from: float, tomorrow: float) -> Journey | None:
        """The journey with a step due today, if any; a need that has fired opens its own."""
        journey = self.journey
        if journey is None:
            if self.status != CUSTOMER or self.next_turn() >= tomorrow:
                return None
            need = self.soonest_need()
            if self.claim is not None and self.claim.at <= self.next_need[need]:
                journey = self.begin_again(self.claim, free_from)
            else:
                journey = self.begin(need, max(self.next_need[need], free_from))
                self.wind(journey)
        return journey if journey.at < tomorrow else None

    def next_turn(self) -> float:
        """When someone who is on no journey begins one: a need fires, or help is sought."""
        fires = min(self.next_need)
        return fires if self.claim is None else min(fires, self.claim.at)

    def soonest_need(self) -> int:
        """The need that fires next, or that fired first of those that wait."""
        return min(range(len(self.next_need)), key=self.next_need.__getitem__)

    def begin(self, need: int, when: float) -> Journey:
        """Begin a journey at its entry, chosen by the archetype's channel preference."""
        occurrence = self.fired[need]
        self.fired[need] += 1
        return self.set_out(keys.journey_key(self.key, need, occurrence), need, occurrence, when)

    def begin_again(self, claim: Claim, free_from: float) -> Journey:
        """Seek help because of a failure, or once more."""
        self.claims += 1
        journey = self.set_out(claim.key, claim.need, -self.claims, max(claim.at, free_from))
        journey.because = claim.because
        back = claim.because & CAME_BACK
        journey.marks = REPEAT if back else 0
        what = books.CAME_BACK if back else books.CAUSED
        self.model.books.count(self.archetype, what)
        return journey

    def set_out(self, key: int, need: int, occurrence: int, when: float) -> Journey:
        """Be at the entry of a journey; customers meet the firm's promise again."""
        if self.status == CUSTOMER:
            self.be_reminded()
        entries = self.model.entries[need]
        luck = keys.uniform(key, purposes.ENTRY)
        entry = choose(self.entry_weights(need), luck) if len(entries) > 1 else 0
        self.journey = Journey(key, need, occurrence, entries[entry][1], when)
        return self.journey

    def be_reminded(self) -> None:
        """Believe the firm's promise as far as one trusts the firm."""
        terms, rate = self.terms, self.terms.rules.promise_rate
        for d, promised in enumerate(self.model.advertised):
            if promised:
                self.will[d] = reminded(self.will[d], terms.promise[d], self.trust, rate)

    def entry_weights(self, need: int) -> list[float]:
        """How likely each entry of a journey is, by its channel; they need not sum to 1."""
        entry, channels = self.terms.entry, self.terms.channels
        return [entry[e] * channels[channel] for e, _, channel in self.model.entries[need]]

    def wind(self, journey: Journey) -> None:
        """Set a need's clock for its next firing, from the one that began this journey."""
        amount = exponential(keys.uniform(journey.key, purposes.NEED_GAP))
        fired = self.next_need[journey.need]
        self.next_need[journey.need] = self.next_firing(journey.need, fired, amount)

    def visit(self, journey: Journey) -> None:
        """Live one visit: what is met, what is made of it, where it leads."""
        touchpoint = journey.touchpoint
        key = keys.step_key(journey.key, journey.step)
        failed = self.meets_failure(touchpoint, key)
        felt = self.perceive(journey, failed, key)
        journey.live(felt)
        journey.step += 1
        journey.contacts += self.model.contact[touchpoint]
        self.experience += self.status == CUSTOMER
        journey.hurdles += journey.repeats + journey.switches
        if failed:
            self.suffer(journey, felt)
        self.promise_ends(journey)
        to = self.way_on(journey, key)
        self.pay_for(journey, felt, failed, to)
        if to >= 0:
            journey.touchpoint = to
        else:
            journey.ending = to

    def suffer(self, journey: Journey, felt: float) -> None:
        """A visit has failed: complain, perhaps, and seek help where that opens one (rule 14)."""
        model, rules = self.model, self.terms.rules
        loss, need = model.loss[journey.touchpoint], model.opens[journey.touchpoint]
        model.books.count(self.archetype, books.FAILURES)
        worse = self.resent(felt)
        journey.marred = True
        if loss == MONEY:
            self.find_word(kept=False)
        shares = rules.complain_money, rules.complain_service, rules.complain_trivial
        chance = complaint_chance(shares[loss], felt, rules.complain_severity, rules.complaining)
        key = keys.step_key(journey.key, journey.step - 1)
        if keys.uniform(key, purposes.COMPLAINT) >= chance:
            return
        if need == journey.need or self.claim is not None:
            need = -1  # who is being helped already opens no second case
        if need >= 0:
            child, at = keys.child_journey_key(key, need), journey.at
            self.claim = Claim(child, need, at, FAILED, at, 0.0, hardness(felt, worse), True)
        self.complain(journey, need, felt)

    def resent(self, felt: float) -> float:
        """Bear a grudge for a failure that is felt (rule 15); how much a former one adds."""
        model, rules = self.model, self.terms.rules
        days = float(model.today - self.grieved)
        worse = aggravation(self.grievance, days, rules.grievance_days, rules.second)
        if felt < NEUTRAL and rules.grievance > 0.0:
            left = self.grievance * lasting(days, rules.grievance_days)
            history = float(self.bills if model.case.purchase < 0 else self.purchases)
            self.grievance = grieved(left, felt, rules.grievance, worse, rules.buffer, history)
            self.grieved = model.today
        return worse

    @property
    def bearing(self) -> float:
        """What is left today of the grievance of former failures, log-odds of leaving (rule 15)."""
        if self.grievance == 0.0:
            return 0.0
        days = float(self.model.today - self.grieved)
        return self.grievance * lasting(days, self.terms.rules.grievance_days)

    def complain(self, journey: Journey, opens: int, felt: float) -> None:
        """Complain of the visit just made; `opens` is the journey that this opens, or −1."""
        place = (journey.need, journey.occurrence, journey.step - 1, journey.touchpoint, opens)
        self.model.books.count(self.archetype, books.COMPLAINTS)
        self.model.books.note(self.number, books.COMPLAINT, *place, True, felt)

    def release(self, journey: Journey) -> Claim | None:
        """The case that a journey was about, if any: closed, unless one comes back with it."""
        if self.claim is not None and not journey.because:
            return None  # other help waits
        case, self.claim = self.claim, None
        model, need = self.model, journey.need
        given_up = journey.ending == GIVE_UP and model.kind[need] == HELP
        if not given_up or self.status != CUSTOMER:
            return case
        after = self.terms.aftermath[need]
        if keys.uniform(journey.key, purposes.COMES_BACK) < after[COMES_BACK]:
            key, at = keys.child_journey_key(journey.key, need), journey.at + after[BACK_AFTER]
            before = (case.since, case.lost, case.hardness) if case else ()
            self.claim = Claim(key, need, at, journey.because | CAME_BACK, *before)
        return case

    def meets_failure(self, touchpoint: int, key: int) -> bool:
        """Whether the visit fails."""
        return keys.uniform(key, purposes.FAILURE) < self.terms.failure[touchpoint]

    def effort(self, journey: Journey) -> float:
        """Quality lost by what it takes to get to the visit (rule 13)."""
        rules, repeats, switches = self.terms.rules, journey.repeats, journey.switches
        return effort(float(repeats), float(switches), rules.effort_repeat, rules.effort_channel)

    def fit(self, touchpoint: int, key: int) -> float:
        """Quality added by being addressed in person (rule 30)."""
        terms, rules = self.terms, self.terms.rules
        fit, intrusion = terms.tailoring[touchpoint], terms.intrusion[touchpoint]
        if fit > 0.0 and keys.uniform(key, purposes.FIT) >= terms.hit[touchpoint]:
            fit = -fit
        return personal_fit(fit, intrusion, rules.fit_weight, rules.intrusion_weight)

    def mood(self, journey: Journey, key: int) -> float:
        """How the mood in which the visit is met colours it, in points of quality (rule 8)."""
        rules = self.terms.rules
        if rules.mood_strength == 0.0:
            return 0.0
        score, level = normal(keys.uniform(key, purposes.MOOD)), rules.mood_level
        if journey.step == 0:
            journey.mood = first_mood(level, rules.mood_volatility, score)
        else:
            moved = rules.mood_persistence, rules.mood_reaction, rules.mood_volatility
            journey.mood = next_mood(journey.mood, journey.last, level, *moved, score)
        affect = self.model.affect
        return journey.mood * (rules.mood_strength * affect[min(self.experience, len(affect) - 1)])

    def perceive(self, journey: Journey, failed: bool, key: int) -> float:
        """Satisfaction with a visit (rules 2, 5, 1), and what it teaches to expect (rule 3)."""
        model, terms, rules = self.model, self.terms, self.terms.rules
        touchpoint, toil, waited = journey.touchpoint, self.effort(journey), self.waited(journey)
        fit, mood = self.fit(touchpoint, key), self.mood(journey, key)
        luck = keys.purpose_key(key, purposes.QUALITY)
        value = expected = 0.0
        for d, weight in enumerate(model.weight[self.archetype]):
            kano, standard = model.kano[self.archetype][d], model.standard[d]
            score = normal(keys.uniform(luck, d))
            added = model.feels[FIT][d] * fit - model.feels[EFFORT][d] * toil
            added -= model.feels[WAITING][d] * waited
            quality = terms.quality[touchpoint][d] + added
            quality += terms.spread[touchpoint][d] * score
            quality -= terms.depth[touchpoint][d] if failed else 0.0
            quality = min(10.0, max(0.0, quality))
            will, should = self.will[d], self.should[d]
            demanded = risen_standard(should, rules.standards_rise, float(model.today))
            perceived = perceived_quality(quality, will, demanded, rules.a_w, rules.a_s)
            perceived = coloured(perceived, mood)
            value += weight * kano_value(perceived, kano, standard)
            expected += weight * kano_value(will, kano, standard)
            self.will[d] = updated_will(will, perceived, rules.eta)
            self.should[d] = updated_should(should, perceived, rules.eta_s)
        return self.satisfied(value, expected)

    def satisfied(self, value: float, expected: float) -> float:
        """Satisfaction with what is worth so much where so much was expected (rule 1)."""
        rules, reference = self.terms.rules, self.model.reference[self.archetype]
        surprise = rules.b, rules.kappa, rules.zone, rules.rho, rules.loss_aversion
        return episode_satisfaction(
            value, expected, reference, rules.baseline, rules.w_q, *surprise
        )

    def find_word(self, *, kept: bool) -> None:
        """Find the firm's word kept or broken, and trust it accordingly."""
        rules = self.terms.rules
        self.trust = trust_after(self.trust, kept, rules.trust_loss, rules.trust_gain)

    def waited(self, journey: Journey) -> float:
        """Quality that waiting for the promised step has cost by today (rule 35)."""
        if journey.promised == LATER:
            return 0.0
        today, rules = self.model.today, self.terms.rules
        elapsed, late = float(today - journey.since), float(max(0, today - journey.promised))
        return waiting_cost(elapsed, late, rules.wait_elapsed, rules.wait_late)

    def wait(self, journey: Journey) -> None:
        """The promised day is over: it passes, once, and a survey may not wait for the end."""
        today = self.model.today
        if not journey.marks & PASSED:
            self.promise_passes(journey)
        overdue = today - journey.promised >= self.model.case.ask_late
        if overdue and journey.at >= today + 1.0 and not journey.marks & SURVEYED:
            journey.marks |= SURVEYED
            self.be_asked_meanwhile(journey)

    def promise_passes(self, journey: Journey) -> None:
        """The promised day is over, and the step has not come."""
        journey.marks |= PASSED
        self.find_word(kept=False)
        self.model.books.count(self.archetype, books.PROMISES_BROKEN)
        if not self.minds_waiting:
            return
        journey.live(self.waiting_moment(journey))
        to = journey.ending or journey.touchpoint
        place = (journey.need, journey.occurrence, journey.step - 1, -1, to)
        self.model.books.note(self.number, books.WAIT, *place, felt=journey.last)

    def promise_ends(self, journey: Journey) -> None:
        """The pending step has come: by its promised day, if it had one and has kept it."""
        if self.model.today <= journey.promised < LATER:
            self.find_word(kept=True)
            self.model.books.count(self.archetype, books.PROMISES_KEPT)
        journey.promised = LATER

    @property
    def minds_waiting(self) -> bool:
        """Whether waiting costs anything; where it does not, nobody lives a moment of it."""
        return bool(self.terms.rules.wait_elapsed > 0.0 or self.terms.rules.wait_late > 0.0)

    def waiting_moment(self, journey: Journey) -> float:
        """Satisfaction with having waited until today (rules 5 and 1): all else is as expected."""
        model, rules = self.model, self.terms.rules
        left = max(0.0, rules.reference_quality - self.waited(journey))
        value = expected = 0.0
        for d, weight in enumerate(model.weight[self.archetype]):
            kano, standard, will = model.kano[self.archetype][d], model.standard[d], self.will[d]
            met = left if model.feels[WAITING][d] else will
            value += weight * kano_value(met, kano, standard)
            expected += weight * kano_value(will, kano, standard)
        return self.satisfied(value, expected)

    def way_on(self, journey: Journey, key: int) -> int:
        """Where the visit leads: a touchpoint, or the end of the journey (negative)."""
        luck = keys.uniform(key, purposes.BRANCH)
        ways = self.model.ways[journey.need][journey.touchpoint]
        chosen = ways[choose(self.way_weights(journey), luck) if len(ways) > 1 else 0]
        self.set_out_for(journey, chosen, key)
        return int(chosen.to)

    def set_out_for(self, journey: Journey, way: Way, key: int) -> None:
        """Take a way: when the next step comes, for when it is promised, what it takes."""
        terms, today = self.terms, self.model.today
        journey.marks = (journey.marks & SURVEYED) | way.toil
        if terms.promised[way.number] < NOTHING_PROMISED:
            journey.since = today
            from_now = max(journey.at, float(today)) + terms.promised[way.number]
            journey.promised = math.floor(from_now)
            self.model.books.count(self.archetype, books.PROMISES)
        delay, spread = terms.after[way.number], terms.delay[way.number]
        if spread > 0.0:
            delay = actual_delay(delay, spread, normal(keys.uniform(key, purposes.DELAY)))
        journey.at += delay

    def way_weights(self, journey: Journey) -> list[float]:
        """How likely each way on is after such a journey so far; they need not sum to 1."""
        so_far = journey.total / journey.moments
        effort = float(max(0, journey.contacts - 1))
        return [
            tilt(self.terms.share[way.number], so_far, effort, way.satisfaction, way.effort)
            if way.satisfaction != 0.0 or way.effort != 0.0
            else self.terms.share[way.number]
            for way in self.model.ways[journey.need][journey.touchpoint]
        ]

    def pay_for(self, journey: Journey, felt: float, failed: bool, to: int) -> None:
        """Book the visit: its cost, its satisfaction, its failure."""
        model, written = self.model, self.model.books
        if model.today < 0:
            return
        touchpoint, step = journey.touchpoint, journey.step - 1
        cost = self.terms.cost[touchpoint]
        paid, worth = millionths(cost), millionths(cost * model.worth_of(model.today))
        self.cost += paid
        self.value -= worth
        self.visits += 1
        self.path = keys.fold(self.path, (journey.need << 32) + (touchpoint << 16) + to + 8)
        written.touch(self.archetype, touchpoint, felt, failed, paid)
        written.count(self.archetype, books.VISITS)
        written.count(self.archetype, books.CONTACT_COST, paid)
        written.count(self.archetype, books.VALUE, -worth)
        if step == 0:
            written.count(self.archetype, books.JOURNEYS)
        place = (journey.need, journey.occurrence, step, touchpoint)
        written.note(self.number, books.VISIT, *place, to, failed, felt)

    def rest(self, tomorrow: float) -> None:
        """Until the next step is due, or the next need fires."""
        if self.journey is not None:
            self.journey.at = max(self.journey.at, tomorrow)
            self.act_day = self.journey.next_look(self.model.case.ask_late)
        elif self.status != LEFT:
            self.act_day = max(tomorrow, self.next_turn())

    # ---- what a journey leaves behind ----

    def remember(self, journey: Journey, case: Claim | None) -> None:
        """Memory becomes lasting satisfaction (rules 6, 7), talk, turns of a relationship."""
        model, rules = self.model, self.terms.rules
        kind, done = model.kind[journey.need], journey.ending == DONE
        memory = episode_memory(*journey.memory_parts, rules.w_peak, rules.w_end)
        if done and not journey.marred:
            self.find_word(kept=True)
        before = self.satisfaction
        self.satisfaction = cumulative_satisfaction(
            before, memory, rules.alpha, rules.loss_ratio, model.salience[journey.need]
        )
        glow = self.settle(journey, case, before)
        self.write_down(journey, memory, kind, done)
        self.talk(journey, memory)
        if kind == PURCHASE and done:
            self.purchase(journey)
        elif kind == JOIN and self.status == PROSPECT:
            if done:
                self.join(journey.at)
            else:
                self.claim = None
                self.consider_again(model.today + 1)
        elif kind == LEAVE and journey.ending == STAY:
            self.stay()
        elif kind == LEAVE:
            self.leave(journey.at, VOLUNTARY)
            return
        if self.status == CUSTOMER and not journey.marks & SURVEYED:
            chance = self.terms.rules.journey_sampling
            if keys.uniform(journey.key, purposes.SURVEY_TIME) < chance:
                channel = model.channel[journey.touchpoint]
                felt = min(10.0, self.satisfaction + glow)
                answered = self.answer(journey.key, felt, channel)
                if answered and journey.contacts > 0:
                    self.score(journey, memory, channel)

    def settle(self, journey: Journey, case: Claim | None, before: float) -> float:
        """Keep what a failed journey took; be soothed where help after a failure ends (rule 15).

        What a recovery better than whole adds to the satisfaction felt right after it.
        """
        rules, about = self.terms.rules, self.terms.aftermath[journey.need]
        if not journey.because & FAILED:
            if self.claim is not None and self.claim.fresh:
                self.claim.lost = max(0.0, before - self.satisfaction)
                self.claim.fresh = False
            return 0.0
        assert case is not None
        if journey.ending != DONE:
            self.grievance *= 1.0 - rules.voice
            return 0.0
        self.be_recompensed(journey, about[RECOVERY_COST])
        if rules.recovery == 0.0:
            return 0.0
        _, last, mean = journey.memory_parts
        felt = rules.recovery, about[COMPENSATION], last, mean, journey.at - case.since
        offset = recovery_offset(*felt, rules.fast_days, case.hardness)
        offset = believed(offset, self.trust, float(self.model.case.trust))
        self.soothe(journey, case, before, offset)
        return afterglow(case.lost, offset)

    def soothe(self, journey: Journey, case: Claim, before: float, offset: float) -> None:
        """Forgive a share of the grievance; satisfaction regains what the failure took, no more."""
        self.grievance *= 1.0 - forgiven(offset)
        moved = regained(case.lost, self.satisfaction - before, offset)
        self.satisfaction = min(10.0, before + moved)

    def be_recompensed(self, journey: Journey, cost: float) -> None:
        """Book what making good costs, at the touchpoint where the help ended."""
        model = self.model
        if model.today < 0 or cost == 0.0:
            return
        paid, worth = millionths(cost), millionths(cost * model.worth_of(model.today))
        self.cost += paid
        self.value -= worth
        month, touchpoint = books.month_of(model.today), journey.touchpoint
        model.books.record.touched[month, self.archetype, touchpoint, 3] += paid
        model.books.count(self.archetype, books.CONTACT_COST, paid)
        model.books.count(self.archetype, books.VALUE, -worth)

    def write_down(self, journey: Journey, memory: float, kind: int, done: bool) -> None:
        """Count how the journey ended; help solved at the first contact is counted apart."""
        written = self.model.books
        if journey.ending != STAY:  # counted by `stay`
            written.count(self.archetype, books.DONE if done else books.GIVEN_UP)
        if kind == HELP:
            written.count(self.archetype, books.HELPED)
            if journey.contacts > 1 or journey.because & CAME_BACK:
                written.count(self.archetype, books.REPEATED)
            elif done and journey.contacts == 1:
                written.count(self.archetype, books.HELPED_AT_ONCE)
        if journey.contacts > 0:
            content = satisfaction_score(memory) >= SATISFIED
            written.count(self.archetype, books.RATED)
            written.count(self.archetype, books.CONTENT, content)
            written.count(self.archetype, books.EASE, self.ease(journey))
        place = (journey.need, journey.occurrence, 0, journey.touchpoint, journey.ending)
        written.note(self.number, books.ENDED, *place, felt=memory)

    def talk(self, journey: Journey, memory: float) -> None:
        """Tell some friends of the journey (rule 19, on its memory); they hear of it tomorrow."""
        rules, written = self.terms.rules, self.model.books
        style = rules.talk_base, rules.praise, rules.blame_ratio, rules.talkativeness
        if keys.uniform(journey.key, purposes.TALK) >= talk_chance(memory, *style):
            return
        says = GOOD if memory >= NEUTRAL else BAD
        written.count(self.archetype, books.TALKED_BADLY if says == BAD else books.TALKED_WELL)
        place = (journey.need, journey.occurrence, 0, -1, says)
        written.note(self.number, books.TALK, *place, felt=memory)
        luck = keys.purpose_key(journey.key, purposes.MESSAGE)
        for friend, strength in self.ties:
            if keys.uniform(luck, friend.number) < rules.told:
                friend.mail[says] += strength

    def purchase(self, journey: Journey) -> None:
        """Pay; after a repeat purchase the customer may silently drop out (BG/NBD)."""
        model, rules = self.model, self.terms.rules
        self.purchases += 1
        self.last_purchase = journey.at
        score = normal(keys.uniform(journey.key, purposes.AMOUNT))
        listed = self.model.purchase_level[self.number] * quantile(score, model.world.amounts, 0)
        paid = self.charge(listed, journey.at - self.joined)
        if model.today >= 0:
            model.books.count(self.archetype, books.PURCHASES)
            place = (journey.need, journey.occurrence)
            model.books.note(self.number, books.PURCHASE, *place, felt=paid)
        z = self.standing
        price = self.price_term(z)
        odds = self.loyalty + price + (self.bearing + self.contacted_term())
        chance = dropout_chance(odds, rules.beta_s, link(z, model.case.link))
        dropped = keys.uniform(journey.key, purposes.DROPOUT) < chance
        if dropped and model.today >= 0:
            self.leave(journey.at, SILENT)

    def charge(self, listed: float, tenure: float) -> float:
        """Be billed, or buy: what is listed, more or less by how one stands (rule 24).

        Returns what is paid: at today's price, and with the offers that were taken.
        """
        rules, z = self.terms.rules, held_standing(self.standing)
        rise, self.last_standing = z - self.last_standing, z
        strengths = rules.spend_level, rules.spend_change
        listed *= spend_multiple(z, rise, *strengths, tenure, rules.spend_weakens)
        listed = min(listed, LARGEST_AMOUNT)
        extra = max(self.offers_taken(), -listed * rules.price)
        if self.model.today >= 0:
            self.earn(listed, extra)
        return float(listed * rules.price + extra)

    def earn(self, listed: float, extra: float) -> None:
        """Book revenue and margin; a price cut, or an offer taken, moves the margin whole."""
        model, rules, written = self.model, self.terms.rules, self.model.books
        margin = listed * (rules.margin + rules.price - 1.0) + extra
        paid, worth = millionths(listed * rules.price + extra), margin * model.worth_of(model.today)
        self.revenue += paid
        self.value += millionths(worth)
        written.count(self.archetype, books.REVENUE, paid)
        written.count(self.archetype, books.MARGIN, millionths(margin))
        written.count(self.archetype, books.VALUE, millionths(worth))

    # ---- the relationship: a clock of its own, separate from journeys ----

    def renew_or_leave(self) -> None:
        """End every period that is over by today: more than one, perhaps, after joining late."""
        while self.bill_day < self.model.today + 1:
            self.end_period()

    def end_period(self) -> None:
        """At the end of a period, leave or stay and pay (rules 16 to 18, 26)."""
        model = self.model
        when = self.bill_time()
        self.bills += 1
        self.bill_day = self.bill_time()
        leaving = self.journey is not None and self.journey.need == model.case.leave
        cause = NOBODY
        if self.bills > 1 and model.case.relationship == CONTRACTUAL and not leaving:
            model.books.count(self.archetype, books.EXPOSED)
            cause = self.reason_to_leave()
            if cause == NOBODY:
                self.consider_a_line()
            elif cause == VOLUNTARY and self.drops_a_line():
                self.drop_line()
                cause = NOBODY
            elif cause == VOLUNTARY:
                self.reason = self.strongest_push()
        if cause == NOBODY:
            self.charge(self.list_price(), when - self.joined)
        elif cause == VOLUNTARY and model.case.leave >= 0:
            self.break_off()
            self.begin(model.case.leave, max(when, float(model.today)))
            self.act_day = model.today + 1.0
        else:
            self.leave(when, cause)

    def reason_to_leave(self) -> int:
        """Let the period's hazards eat up their draws; the cause whose is used up first."""
        rules = self.terms.rules
        first, cause = 1.0, NOBODY
        growth = hazard_growth(self.leaving_chance())
        if share_of_period(self.to_leave, growth) <= first:
            first, cause = share_of_period(self.to_leave, growth), VOLUNTARY
        self.to_leave -= growth
        growth = hazard_growth(rules.non_payment)
        if share_of_period(self.to_non_payment, growth) <= first:
            first, cause = share_of_period(self.to_non_payment, growth), NON_PAYMENT
        self.to_non_payment -= growth
        growth = hazard_growth(rules.involuntary)
        if share_of_period(self.to_involuntary, growth) <= first:
            cause = INVOLUNTARY
        self.to_involuntary -= growth
        return cause

    # ---- lines of business, held side by side ----

    def list_price(self) -> float:
        """What a period costs at list price: all lines held, or the spend of a case without."""
        if self.model.case.lines == 0:
            return float(self.terms.rules.spend)
        total = 0.0
        for line in range(self.model.case.lines):
            if (self.lines >> line) & 1:
                total += self.terms.line_spend[line]
        return total

    def drops_a_line(self) -> bool:
        """Whether the customer, about to leave, holds several lines and drops one instead."""
        if self.model.case.lines < 2 or held_count(self.lines) < 2:
            return False
        drawn = keys.uniform_at(self.key, purposes.PARTIAL, self.spell)
        return bool(drawn < self.terms.rules.partial)

    def drop_line(self) -> None:
        """Drop one line, each as likely; a new spell begins."""
        luck = keys.uniform_at(self.key, purposes.DROPPED_LINE, self.spell)
        line = int(line_at(self.lines, luck))
        self.lines -= 1 << line
        self.spell += 1
        self.to_leave = threshold(self.key, purposes.LEAVE_VOLUNTARY, self.spell)
        if self.model.today >= 0:
            self.path = keys.fold(self.path, DROPPED + line)
        self.model.books.count(self.archetype, books.LINES_DROPPED)
        self.model.books.note(self.number, books.LINE_DROPPED, to=line)

    def consider_a_line(self) -> None:
        """At a bill, perhaps take one of the lines that are missing, each as likely."""
        case, rules = self.model.case, self.terms.rules
        missing = (1 << int(case.lines)) - 1 - self.lines
        if case.lines < 2 or missing == 0:
            return
        z = held_standing(self.standing)
        willing = willingness_to_pay(z, rules.pay_slope, rules.pay_cubic)
        chance = cross_sell_chance(rules.cross_sell, float(case.period), willing)
        if keys.uniform_at(self.key, purposes.CROSS_SELL, self.bills) >= chance:
            return
        line = int(line_at(missing, keys.uniform_at(self.key, purposes.ADDED_LINE, self.bills)))
        self.lines += 1 << line
        if self.model.today >= 0:
            self.path = keys.fold(self.path, ADDED + line)
        self.model.books.count(self.archetype, books.LINES_ADDED)
        self.model.books.note(self.number, books.LINE_ADDED, to=line)

    # ---- why the relationship ends ----

    def strongest_push(self) -> int:
        """What makes the customer want to leave, against the neutral case."""
        rules, z = self.terms.rules, self.standing
        days = float(self.model.today - self.heard_day)
        p = forgotten(self.consideration, rules.consideration, days, rules.memory_days)
        return int(
            real_reason(
                -rules.beta_s * link(z, self.model.case.link),
                self.price_term(z),
                heard_term(p, rules.consideration, rules.on_leaving),
                rules.beta_alternative * (rules.alternative - self.satisfaction),
                self.contacted_term(),
                self.bearing,
            )
        )

    def leaving_chance(self) -> float:
        """Chance of leaving voluntarily in this period (rules 15 to 18, 31)."""
        rules, z = self.terms.rules, self.standing
        days = float(self.model.today - self.heard_day)
        p = forgotten(self.consideration, rules.consideration, days, rules.memory_days)
        heard = heard_term(p, rules.consideration, rules.on_leaving)
        bond = lock_in_term(rules.bond, self.satisfaction, rules.lock_in)
        return logistic(
            leave_logit(
                self.loyalty - rules.loyalty,
                rules.beta_s,
                link(z, self.model.case.link),
                rules.beta_alternative,
                rules.alternative,
                self.satisfaction,
                self.price_term(z),
                heard + bond,
            )
            + (self.bearing + self.contacted_term())
        )

    def price_term(self, z: float) -> float:
        """What the price adds to the log-odds of leaving (rule 26)."""
        rules = self.terms.rules
        elasticity = rules.elasticity * rules.price_sensitivity
        return price_term(rules.price, elasticity, rules.dampening, z)

    @property
    def standing(self) -> float:
        """Cumulative satisfaction in standard deviations from today's mean."""
        return (self.satisfaction - self.model.case.c_mean) / self.model.case.c_spread

    def bill_time(self) -> float:
        """When the next bill falls due."""
        return self.joined + self.bills * self.model.case.period

    def stay(self) -> None:
        """Saved: a new spell begins, and its period is paid."""
        self.spell += 1
        self.to_leave = threshold(self.key, purposes.LEAVE_VOLUNTARY, self.spell)
        self.model.books.count(self.archetype, books.STAYED)
        tenure = self.joined + (self.bills - 1) * self.model.case.period - self.joined
        self.charge(self.list_price(), tenure)

    def join(self, when: float) -> None:
        """A prospect becomes a customer."""
        model = self.model
        self.status = CUSTOMER
        self.joined, self.bills = when, 0
        self.loyalty = self.newborn_loyalty()
        self.last_standing = held_standing(self.standing)
        self.start_hazards()
        self.start_clocks(when)
        self.survey_day = model.today + 1.0 + self.first_survey()
        self.bill_day = when
        self.befriend(1)
        model.books.count(self.archetype, books.JOINED)
        model.books.note(self.number, books.JOIN)

    def leave(self, when: float, cause: int) -> None:
        """Leave; before day 0 a newcomer takes the place, so that the base stays."""
        model = self.model
        self.break_off()
        self.claim = None
        if model.today < 0:
            self.make_room(when)
            return
        self.status, self.cause, self.left = LEFT, cause, when
        self.act_day = self.bill_day = self.survey_day = NEVER
        self.befriend(-1)
        self.path = keys.fold(self.path, cause)
        what = books.DROPPED_OUT if cause == SILENT else books.LEFT_VOLUNTARY + cause - 1
        model.books.count(self.archetype, what)
        real, declared = 0, 0
        if cause == VOLUNTARY:
            luck = keys.uniform_at(self.key, purposes.CANDOUR, self.spell)
            real, candour = self.reason, self.terms.rules.candour
            declared = int(declared_reason(real, candour, luck))
            model.books.record.reasons[self.archetype, real, declared] += 1
        model.books.note(self.number, books.LEAVE, step=real, to=cause, felt=float(declared))

    def break_off(self) -> None:
        """Cut short the journey under way, if there is one; it leaves no memory."""
        if self.journey is not None and self.journey.step > 0:
            self.model.books.count(self.archetype, books.BROKEN_OFF)
        if self.journey is not None and self.claim is not None:
            self.claim.fresh = False
            if self.journey.because:
                self.claim = None
        self.journey = None

    def make_room(self, when: float) -> None:
        """A newcomer of the same archetype takes the place, with luck of their own."""
        case, model = self.model.case, self.model
        self.life += 1
        self.key = keys.customer_key(int(case.root), self.number, self.life)
        self.joined, self.bills, self.spell, self.cause = when, 0, 0, NOBODY
        self.experience = 0
        self.grievance, self.trust = 0.0, float(case.trust)
        self.consideration = float(case.consideration)
        self.style = case.style * normal(keys.uniform(self.key, purposes.STYLE))
        self.loyalty = self.newborn_loyalty()
        score = normal(keys.uniform(self.key, purposes.INITIAL_SATISFACTION))
        self.satisfaction = min(10.0, max(0.0, case.c_mean + case.c_spread * score))
        self.last_standing = held_standing(self.standing)
        if case.lines > 0:
            held = model.world.held[self.archetype]
            self.lines = int(lines_held(self.key, held, int(case.lines)))
        self.expect()
        self.should = list(model.first_should[self.archetype])
        self.fired, self.claims = [0] * len(self.fired), 0
        self.start_hazards()
        self.start_clocks(when)
        self.bill_day = when

    def newborn_loyalty(self) -> float:
        """The loyalty that a newcomer is born with (rule 17)."""
        score = normal(keys.uniform(self.key, purposes.LOYALTY))
        return quantile(score, self.model.world.newborn, 0)

    def befriend(self, sign: int) -> None:
        """Tell everyone tied to me that I have become a customer (1) or am none any more (−1)."""
        for friend, strength in self.ties:
            friend.friends += sign * strength
            friend.be_pulled()

    # ---- surveys ----

    def be_asked(self) -> None:
        """The recurring survey reaches those whose turn it is (rule 32)."""
        key = keys.survey_key(self.key, RELATIONAL, self.surveys)
        self.surveys += 1
        self.survey_day = self.model.today + self.terms.rules.every
        if keys.uniform(key, purposes.SURVEY_TIME) < self.terms.rules.relational_sampling:
            self.answer(key, self.feeling(), self.model.relational)

    def feeling(self) -> float:
        """Satisfaction at this moment, an open journey's moments so far included."""
        journey, rules = self.journey, self.terms.rules
        if journey is None or journey.step == 0:
            return self.satisfaction
        so_far = self.memory_so_far(journey)
        salience = self.model.salience[journey.need]
        return felt_now(self.satisfaction, so_far, rules.alpha, rules.loss_ratio, salience)

    def memory_so_far(self, journey: Journey) -> float:
        """What is remembered of a journey under way, a wait for what was promised included."""
        rules, waits = self.terms.rules, journey.promised < LATER
        if waits and self.model.today > journey.since and self.minds_waiting:
            journey = replace(journey)
            journey.live(self.waiting_moment(journey))
        return episode_memory(*journey.memory_parts, rules.w_peak, rules.w_end)

    def be_asked_meanwhile(self, journey: Journey) -> None:
        """The survey after a journey, sent while what was promised is overdue."""
        sampling = self.terms.rules.journey_sampling
        if self.status != CUSTOMER:
            return
        if keys.uniform(journey.key, purposes.SURVEY_TIME) >= sampling:
            return
        channel = self.model.channel[journey.touchpoint]
        answered = self.answer(journey.key, self.feeling(), channel)
        if answered and journey.contacts > 0:
            self.score(journey, self.memory_so_far(journey), channel)

    def answer(self, key: int, felt: float, channel: int) -> bool:
        """Answer a survey, or not; the firm sees only the answers."""
        rules, written = self.terms.rules, self.model.books
        if self.model.today < 0:
            return False
        written.survey(channel, books.ASKED)
        chance = response_chance(felt, rules.response, rules.selection)
        if keys.uniform(key, purposes.SURVEY_RESPONSE) >= chance:
            return False
        given = self.rating(felt, keys.uniform(key, purposes.SURVEY_NOISE))
        written.survey(channel, books.ANSWERED)
        if nps_class(given) == 1:
            written.survey(channel, books.PROMOTERS)
        if nps_class(given) == -1:
            written.survey(channel, books.DETRACTORS)
        written.note(self.number, books.ANSWER, to=channel, felt=float(given))
        return True

    def ease(self, journey: Journey) -> int:
        """How easy a journey was so far (rule 33)."""
        return ease_score(journey.contacts - self.model.least[journey.need], journey.hurdles)

    def score(self, journey: Journey, memory: float, channel: int) -> None:
        """What the answer says of the journey itself: CSAT and CES (rule 33)."""
        written, content = self.model.books, satisfaction_score(memory) >= SATISFIED
        written.survey(channel, books.SCORED)
        written.survey(channel, books.SCORED_CONTENT, content)
        written.survey(channel, books.SCORED_EASE, self.ease(journey))

    def rating(self, felt: float, luck: float) -> int:
        """The 0–10 answer that a feeling comes to."""
        return recommendation(felt, self.style, self.terms.rules.noise * normal(luck))

    def true_rating(self, month: int) -> int:
        """What the customer would answer at a month's end, whoever asks."""
        key = keys.survey_key(self.key, EVERYBODY, month)
        return self.rating(self.satisfaction, keys.uniform(key, purposes.CENSUS_NOISE))

    def retained(self) -> bool:
        """Whether the firm sees a customer: without a contract, who has bought lately."""
        if self.model.case.relationship != NON_CONTRACTUAL:
            return bool(self.status == CUSTOMER)
        since = self.model.today + 1 - self.last_purchase
        return bool(since <= self.model.case.inactivity)

    # ---- clocks ----

    def start_clocks(self, since: float) -> None:
        """Start the clocks of all needs at a time."""
        for need in range(len(self.next_need)):
            clocked = self.model.clocked[need]
            self.next_need[need] = self.first_firing(need, since) if clocked else NEVER
        self.act_day = self.next_turn()

    def start_hazards(self) -> None:
        """Draw what the hazards of a life with the firm must come to before they end it."""
        self.to_leave = threshold(self.key, purposes.LEAVE_VOLUNTARY, self.spell)
        self.to_non_payment = threshold(self.key, purposes.LEAVE_NONPAYMENT, 0)
        self.to_involuntary = threshold(self.key, purposes.LEAVE_INVOLUNTARY, 0)

    def first_survey(self) -> float:
        """Days before one's turn in the recurring survey first comes."""
        every = self.terms.rules.every
        return float(math.floor(every * keys.uniform(self.key, purposes.SURVEY_TIME)))

    def first_firing(self, need: int, since: float) -> float:
        """When a need fires for the first time."""
        key = keys.journey_key(self.key, need, self.fired[need])
        amount = exponential(keys.uniform(key, purposes.FIRST_NEED))
        return self.next_firing(need, since, amount)

    def next_firing(self, need: int, since: float, amount: float) -> float:
        """When a need comes up whose rate, added up from a day on, must come to `amount`.

        Where levers change the rate, what it adds up to is tabulated by day.
        """
        own = need == self.model.case.purchase
        pace = self.model.purchase_rate[self.number] * MONTH if own else 1.0
        months = amount / pace if pace > 0.0 else NEVER
        changing = self.model.changing(self.number, need)
        rate = self.terms.needs[need] if changing is None else changing.rate
        fires = since + months * MONTH / rate if rate > 0.0 else NEVER
        if changing is None or fires <= changing.change:
            return fires
        if since >= changing.change:
            return changing_clock(changing.intensity, since, months * MONTH)
        left = months * MONTH - (changing.change - since) * rate
        return changing_clock(changing.intensity, changing.change, left)

    def change_clocks(self) -> None:
        """Let clocks that run on day 0, wound in today's journey, feel the levers to come."""
        changed = False
        for need, fires in enumerate(self.next_need):
            changing = self.model.changing(self.number, need)
            if changing is None or fires <= changing.change:
                continue
            changed = True
            if changing.rate > 0.0:
                needed = (fires - changing.change) * changing.rate
                fires = changing_clock(changing.intensity, changing.change, needed)
            else:
                fires = self.first_firing(need, 0.0)
            self.next_need[need] = fires
        if changed and self.journey is None:
            self.act_day = self.next_turn()


def choose(weights: list[float], luck: float) -> int:
    """The first way whose weights add up to more than the draw."""
    total = 0.0
    for weight in weights:
        total += weight
    so_far, last = 0.0, 0
    for way, weight in enumerate(weights):
        if weight > 0.0:
            last = way
            so_far += weight
            if luck * total < so_far:
                return way
    return last


def threshold(key: int, purpose: int, spell: int) -> float:
    """The Exp(1) draw that an accumulated hazard must reach, one per spell."""
    return -log1p(-keys.uniform_at(key, purpose, spell))


def share_of_period(left: float, growth: float) -> float:
    """Share of the period that passes before a hazard growing by `growth` has eaten up `left`."""
    return left / growth if growth > 0.0 else math.inf
