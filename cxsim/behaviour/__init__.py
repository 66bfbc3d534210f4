"""The rules of behaviour, each once, and the list of them that documents and `do=explain` read.

Importing this package loads no compiler; a rule's function is compiled when its module is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Rule:
    """One rule of behaviour: what it claims, on whose word, and how to switch it off.

    Attributes
    ----------
    number : int, optional
        Number in the model's description; a rule without one is a modelling choice.
    name : str
        Short name.
    functions : tuple of str
        ``module.function`` within this package, the main one first; none for a rule that is how
        the world is built and no function of a person's state (22: `cxsim.world.ties`).
    meaning : str
        The claim in one line.
    source : str
        Published source of the claim; what is a modelling choice is called so.
    switch : tuple of str
        Places in a scenario (``*`` for each of many) whose values turn the rule off.
    off : str
        The value that does it, in each of those places.
    """

    number: int | None
    name: str
    functions: tuple[str, ...]
    meaning: str
    source: str
    switch: tuple[str, ...]
    off: str = "0"

    def load(self) -> tuple[Callable[..., Any], ...]:
        """Return the rule's functions, importing (and so preparing to compile) their modules."""
        paths = (function.split(".") for function in self.functions)
        return tuple(
            getattr(import_module(f"{__name__}.{module}"), function) for module, function in paths
        )


RULES: tuple[Rule, ...] = (
    Rule(
        1,
        "Disconfirmation",
        ("perception.episode_satisfaction", "perception.disconfirmation"),
        "Satisfaction follows quality and surprise; a shortfall weighs more than an excess.",
        "Oliver (1980); Anderson & Sullivan (1993); loss aversion Brown et al. (2024); weights are "
        "modelling choices",
        ("behaviour.satisfaction.quality", "behaviour.satisfaction.disconfirmation"),
    ),
    Rule(
        2,
        "Will and should",
        ("perception.perceived_quality",),
        "What one thinks will happen colours the quality seen; what should happen darkens it.",
        "Boulding et al. (1993); weights are modelling choices",
        ("behaviour.expectations.will_weight", "behaviour.expectations.should_weight"),
    ),
    Rule(
        3,
        "Updating",
        (
            "expectations.updated_will",
            "expectations.updated_should",
            "expectations.per_visit_rate",
        ),
        "Each visit moves what is expected next; standards only rise.",
        "Boulding et al. (1993); rates are modelling choices",
        ("behaviour.expectations.will_learning", "behaviour.expectations.should_learning"),
    ),
    Rule(
        4,
        "First expectations",
        ("expectations.first_will",),
        "What newcomers expect comes from what is promised, what is said, and what is usual.",
        "Zeithaml, Berry & Parasuraman (1993), background knowledge; weights are assumptions",
        ("behaviour.expectations.promise", "behaviour.expectations.word"),
    ),
    Rule(
        5,
        "Kano",
        ("perception.kano_value", "perception.kano"),
        "Some qualities can only disappoint, some only delight, some do both in proportion.",
        "Wang & Ji (2010), background knowledge; coefficients are modelling choices",
        ("archetypes.*.kano.*",),
        off="one_dimensional, with dimensions.*.specification 10",
    ),
    Rule(
        6,
        "Peak and end",
        ("memory.episode_memory", "memory.peak"),
        "A journey is remembered by its extreme, its end and its mean, not by its length.",
        "Alaybek et al. (2022); weights are modelling choices",
        ("behaviour.memory.peak", "behaviour.memory.end"),
    ),
    Rule(
        7,
        "Cumulative satisfaction",
        ("memory.cumulative_satisfaction", "survey.felt_now"),
        "Each journey moves lasting satisfaction towards its memory, faster down than up.",
        "Bolton (1998); Anderson & Sullivan (1993); rates are modelling choices",
        ("behaviour.memory.learning",),
    ),
    Rule(
        8,
        "Mood",
        (
            "mood.coloured",
            "mood.first_mood",
            "mood.next_mood",
            "mood.affect_weight",
            "mood.infected",
            "employees.next_half_hour",
        ),
        "A good mood flatters what is met, a bad one darkens it; the experienced are swayed less.",
        "Homburg, Koschate & Hoyer (2006); Söderlund & Rosengren (2008); form and strengths are "
        "modelling choices",
        ("behaviour.mood.strength", "behaviour.mood.contagion"),
    ),
    Rule(
        9,
        "Display",
        ("employees.display_quality", "employees.shown", "employees.faked"),
        "What employees show of themselves is worth more where it is felt than where it is put on.",
        "Barger & Grandey (2006); Hülsheger & Schewe (2011); form and strengths are modelling "
        "choices",
        ("behaviour.display.strength",),
    ),
    Rule(
        10,
        "Strain",
        (
            "employees.strain_after",
            "employees.rudeness",
            "employees.staff_quality",
            "employees.pace",
            "employees.error_odds",
            "employees.absence_chance",
            "employees.quit_chance",
        ),
        "Load, acting and rudeness strain employees, who then serve worse, stay away and quit.",
        "Hülsheger & Schewe (2011) for acting; sizes are assumptions",
        ("behaviour.strain.load", "behaviour.strain.surface", "behaviour.strain.rude"),
    ),
    Rule(
        11,
        "Waiting in line",
        ("queueing.wait_loss", "queueing.perceived_wait", "queueing.called_back_wait"),
        "A wait costs by the minute beyond what is acceptable; empty and unexplained it feels "
        "longer.",
        "Maister (1985), Davis & Vollmann (1990), Taylor (1994), background knowledge; form is a "
        "modelling choice",
        ("behaviour.queueing.strength",),
    ),
    Rule(
        12,
        "Patience",
        (
            "patience.exponential_patience",
            "patience.weibull_patience",
            "patience.patience_between",
        ),
        "Who waits in line gives up when their patience ends, some sooner than others.",
        "Brown et al. (2005) for its form; sizes are assumptions",
        ("teams.*.patience.form",),
        off="endless",
    ),
    Rule(
        13,
        "Effort",
        ("burden.effort", "handoff.repeat_effort", "handoff.handoff_effort", "handoff.untold"),
        "A contact made again, in another channel or handed on is worth less; told anew, least.",
        "Dixon, Toman & DeLisi (2013), a vendor's survey; form and strengths are modelling choices",
        ("behaviour.effort.repeat", "behaviour.effort.channel", "behaviour.effort.handoff"),
    ),
    Rule(
        14,
        "Complaint",
        ("complaint.complaint_chance", "complaint.severity"),
        "After a failure some complain, the more the more it cost them and the worse it felt.",
        "TARP, secondary sources; severity and its slope are assumptions",
        (
            "behaviour.complaint.money",
            "behaviour.complaint.service",
            "behaviour.complaint.trivial",
        ),
    ),
    Rule(
        15,
        "Recovery",
        (
            "recovery.recovery_offset",
            "recovery.fair_procedure",
            "recovery.aggravation",
            "recovery.grieved",
            "recovery.lasting",
            "recovery.hardness",
            "recovery.forgiven",
            "recovery.regained",
            "recovery.afterglow",
        ),
        "A failure leaves a grievance that fades; making good soothes it, never wholly.",
        "Knox & van Oest (2014); Matos, Henrique & Rossi (2007); sizes are assumptions",
        ("behaviour.grievance.strength", "behaviour.recovery.gain", "behaviour.recovery.voice"),
    ),
    Rule(
        16,
        "Stay",
        (
            "relationship.leave_logit",
            "relationship.link",
            "relationship.logistic",
            "relationship.logit",
            "relationship.hazard_growth",
            "relationship.rescaled_hazard",
            "relationship.dropout_chance",
        ),
        "The satisfied leave less, from their cumulative satisfaction, on a clock of its own.",
        "Bolton (1998); Mittal & Kamakura (2001); form and strength are modelling choices",
        ("behaviour.leaving.strength", "behaviour.leaving.alternative_weight"),
    ),
    Rule(
        17,
        "Sorting",
        ("relationship.leave_logit",),
        "Loyalty differs between people for life, so retention rises as the disloyal go.",
        "The shifted beta-geometric model of retention",
        ("relationship.loyalty.spread",),
    ),
    Rule(
        18,
        "Lock-in",
        ("relationship.lock_in_term",),
        "Being bound keeps the dissatisfied; who is satisfied would have stayed anyhow.",
        "Gao et al. (2022); the line between the two is a modelling choice",
        ("behaviour.leaving.lock_in", "relationship.lock_in"),
    ),
    Rule(
        19,
        "Talk",
        ("word_of_mouth.talk_chance",),
        "People talk after the very good and, more readily, after the very bad.",
        "Anderson (1998); slopes are modelling choices",
        ("behaviour.word_of_mouth.base", "behaviour.word_of_mouth.praise"),
    ),
    Rule(
        20,
        "Hear",
        ("word_of_mouth.heard", "word_of_mouth.forgotten", "word_of_mouth.heard_term"),
        "Praise and blame move the chance of buying, less when they go against preference.",
        "East et al. (2008); formula, forgetting and effect on leaving are modelling choices",
        ("behaviour.word_of_mouth.hearing",),
    ),
    Rule(
        21,
        "Friends who leave",
        (
            "defection.defection_term",
            "defection.exposure_left",
            "defection.exposed",
            "defection.susceptibility",
        ),
        "A friend's leaving makes leaving likelier for some weeks; the loyal mind it less.",
        "Nitzan & Libai (2011); form is a modelling choice",
        ("behaviour.defection.strength",),
    ),
    Rule(
        22,
        "Network",
        (),
        "Talk and adoption spread along strong ties between likes and a few weak ties to anyone.",
        "Watts & Strogatz (1998); how many ties, how strong, and a ring by archetype are modelling "
        "choices",
        ("ties.kind",),
        off="none",
    ),
    Rule(
        23,
        "Referral",
        ("referral.retention_edge", "referral.margin_edge"),
        "Who was brought by a customer leaves less while that one stays, and pays more at first.",
        "Schmitt, Skiera & Van den Bulte (2011); size and pace of the margin are assumptions",
        ("behaviour.referral.leaving", "behaviour.referral.margin"),
    ),
    Rule(
        24,
        "Spend",
        ("spend.spend_multiple", "spend.held_standing"),
        "The satisfied, and those who become so, spend more; less so the longer they have stayed.",
        "Cooil et al. (2007); form is a modelling choice",
        ("behaviour.spend.level", "behaviour.spend.change"),
    ),
    Rule(
        25,
        "Willingness to pay",
        ("spend.willingness_to_pay",),
        "What one would pay hardly moves in the middle, and steeply at both ends.",
        "Homburg, Koschate & Hoyer (2005); form is a modelling choice",
        ("behaviour.willingness_to_pay.slope", "behaviour.willingness_to_pay.cubic"),
    ),
    Rule(
        26,
        "Price",
        ("relationship.price_term",),
        "A rise in price drives customers away, the satisfied less.",
        "Bijmolt, van Heerde & Pieters (2005), background knowledge; Homburg, Hoyer & Koschate "
        "(2005); form is a modelling choice",
        ("behaviour.price.elasticity",),
    ),
    Rule(
        27,
        "Shock",
        ("shock.intensity",),
        "What strikes from outside passes, part of it quickly, part slowly, part of a loss never.",
        "Gijsenberg, van Heerde & Verhoef (2015); sizes and times are modelling choices",
        ("shocks.*.effects.*.size",),
    ),
    Rule(
        28,
        "Economy",
        ("economy.experience_counts", "economy.mood_of_times"),
        "In good times experience counts more, and people meet the firm in a better mood.",
        "Kumar et al. (2014); of mood, Frank and co-authors, its size an assumption",
        ("behaviour.economy.experience", "behaviour.economy.mood"),
    ),
    Rule(
        29,
        "The category",
        ("rivals.category_lift",),
        "What the best competitor has added, customers come to demand of everybody.",
        "Lemon & Verhoef (2016), background knowledge; the share is a modelling choice",
        ("behaviour.expectations.category",),
    ),
    Rule(
        30,
        "Personalisation",
        ("burden.personal_fit",),
        "What is made for a person is worth more to them; made for somebody else, less than none.",
        "Modelling choice",
        ("behaviour.personalisation.fit", "behaviour.personalisation.intrusion"),
    ),
    Rule(
        31,
        "Untargeted contact",
        ("relationship.contact_term",),
        "A contact that nobody asked for can break inertia, and drive customers away.",
        "Ascarza, Iyengar & Schleicher (2016); when it ends is a modelling choice",
        ("campaigns.*.on_leaving",),
    ),
    Rule(
        32,
        "Survey",
        ("survey.response_chance", "survey.recommendation", "survey.nps_class"),
        "Strong feelings answer more often; answers carry the person's style and the day's mood.",
        "Schoenmueller, Netzer & Stahl (2020); form is a modelling choice",
        ("surveys.selection",),
    ),
    Rule(
        33,
        "CSAT and CES",
        ("survey.satisfaction_score", "survey.ease_score"),
        "Satisfaction scores follow the last journey, effort scores the contacts that it took.",
        "De Haan, Verhoef & Wiesel (2015) for what they tell apart; form is a modelling choice",
        ("surveys.journey.sampling",),
    ),
    Rule(
        34,
        "Value",
        (
            "value.lifetime_value",
            "value.residual_value",
            "value.lifetime_value_elasticity",
            "value.discount_factor",
            "value.period_retention",
            "value.period_discount",
        ),
        "A customer is worth the discounted margin of the time they stay.",
        "Textbook sum; elasticity to retention compared with Gupta, Lehmann & Stuart (2004)",
        ("economics.discount_rate",),
    ),
    Rule(
        35,
        "Waiting for what was promised",
        ("waiting.waiting_cost", "waiting.actual_delay"),
        "Waiting costs by the day, and more so beyond the promised day; early earns nothing.",
        "Sizes after public orders of an online shop (Olist); form is a modelling choice",
        ("behaviour.waiting.elapsed", "behaviour.waiting.late"),
    ),
    Rule(
        36,
        "Adoption",
        (
            "market.adoption_hazard",
            "market.promise_pull",
            "market.looking_share",
            "market.daily_chance",
        ),
        "Prospects adopt from advertising and from friends who have adopted.",
        "Bass (1969) on a network; how price and preference multiply is a modelling choice",
        ("market.innovation", "market.imitation"),
    ),
    Rule(
        None,
        "Choosing a provider",
        (
            "rivals.attraction",
            "rivals.rival_seen",
            "rivals.surplus_over",
            "rivals.inclusive_worth",
            "rivals.price_level",
        ),
        "Who leaves goes where reputation, the quality seen from outside and price draw them.",
        "Rust, Lemon & Zeithaml (2004); McFadden (1978), background knowledge; strengths are "
        "assumptions",
        ("behaviour.rivals.scale", "behaviour.rivals.promise"),
    ),
    Rule(
        None,
        "Coming back",
        ("rivals.return_pull",),
        "Who left may come back, the sooner the less badly they left, and remembers.",
        "Modelling choice",
        ("market.returns.rate",),
    ),
    Rule(
        None,
        "Reviews",
        (
            "reviews.star",
            "reviews.writing_chance",
            "reviews.shown_rating",
            "reviews.read_quality",
            "reviews.review_pull",
        ),
        "Who is delighted or angry writes; how many there are, and their stars, move prospects.",
        "Schoenmueller, Netzer & Stahl (2020); elasticities You, Vadakkepatt & Joshi (2015); how "
        "often reviews are written is an assumption",
        ("behaviour.reviews.writing", "behaviour.reviews.volume", "behaviour.reviews.valence"),
    ),
    Rule(
        None,
        "Rising standards",
        ("expectations.risen_standard",),
        "What customers think they are entitled to rises year by year, whatever the firm does.",
        "Modelling choice",
        ("market.standards_rise",),
    ),
    Rule(
        None,
        "Lines of business",
        ("lines.cross_sell_chance", "lines.held_count", "lines.line_at"),
        "Who holds several lines may drop one instead of leaving; who lacks one may take it.",
        "Modelling choice",
        ("relationship.partial", "relationship.cross_sell"),
    ),
    Rule(
        None,
        "Reasons for leaving",
        ("reasons.real_reason", "reasons.declared_reason"),
        "Who leaves often says that it was the price, whatever it was.",
        "Modelling choice",
        ("surveys.exit.candour",),
        off="1",
    ),
    Rule(
        None,
        "Trust",
        ("trust.trust_after", "trust.believed", "trust.reminded"),
        "A word broken costs trust; trust decides how far promises and recoveries are believed.",
        "Modelling choice",
        ("behaviour.trust.loss", "behaviour.trust.gain", "behaviour.trust.promise_rate"),
    ),
    Rule(
        None,
        "Service times",
        (
            "service.lognormal_duration",
            "service.lognormal_sigma",
            "service.ticks",
        ),
        "Serving takes some much longer than others, whoever serves.",
        "Brown et al. (2005)",
        ("teams.*.service.form",),
        off="fixed",
    ),
    Rule(
        None,
        "Learning the job",
        ("employees.learnt",),
        "Newcomers lack part of the skill that they will have, and learn it with time.",
        "Modelling choice",
        ("teams.*.employees.learning.gap",),
    ),
    Rule(
        None,
        "Skill and mood at work",
        ("employees.pace", "employees.staff_quality", "employees.error_odds"),
        "The skilled, and those in a good mood, serve faster and better and err less.",
        "Brown & Lam (2008); form and strengths are modelling choices",
        (
            "behaviour.skill.pace",
            "behaviour.skill.quality",
            "behaviour.skill.errors",
            "behaviour.temper.pace",
            "behaviour.temper.quality",
            "behaviour.temper.errors",
        ),
    ),
    Rule(
        None,
        "Customers' tempers",
        ("employees.temper_after",),
        "Content and angry customers move the mood in which employees come the next day.",
        "Getta (2011), a dissertation; sizes are assumptions",
        ("behaviour.temper.anger", "behaviour.temper.thanks"),
    ),
    Rule(
        None,
        "Employees and customers",
        (),
        "How employees are moves customers, and how customers are moves employees, each way apart.",
        "Brown & Lam (2008); Getta (2011), a dissertation; sizes are assumptions",
        ("behaviour.directions.to_customers", "behaviour.directions.to_employees"),
    ),
    Rule(
        None,
        "Solving",
        ("resolution.resolution_tilt",),
        "Skill, authority and knowing the customer's story make it likelier that it is solved.",
        "Modelling choice",
        (
            "behaviour.resolution.skill",
            "behaviour.resolution.authority",
            "behaviour.resolution.context",
        ),
    ),
    Rule(
        None,
        "Assistants",
        ("assistant.contained", "assistant.outcome", "assistant.forced"),
        "An assistant settles what is easy; who wants a person and finds no way out minds it.",
        "Modelling choice",
        ("behaviour.assistant.difficulty", "behaviour.assistant.forced"),
    ),
    Rule(
        None,
        "Branching",
        ("choice.tilt",),
        "Which way a traveller turns depends on satisfaction and effort so far.",
        "Modelling choice",
        ("journeys.*.steps.*.*.satisfaction", "journeys.*.steps.*.*.effort"),
    ),
)
