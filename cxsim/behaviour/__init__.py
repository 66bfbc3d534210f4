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
        26,
        "Price",
        ("relationship.price_term",),
        "A rise in price drives customers away, the satisfied less.",
        "Bijmolt, van Heerde & Pieters (2005), background knowledge; Homburg, Hoyer & Koschate "
        "(2005); form is a modelling choice",
        ("behaviour.price.elasticity",),
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
        36,
        "Adoption",
        ("market.adoption_hazard", "market.promise_pull", "market.daily_chance"),
        "Prospects adopt from advertising and from friends who have adopted.",
        "Bass (1969) on a network; how price and preference multiply is a modelling choice",
        ("market.innovation", "market.imitation"),
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
        "Branching",
        ("choice.tilt",),
        "Which way a traveller turns depends on satisfaction and effort so far.",
        "Modelling choice",
        ("journeys.*.steps.*.*.satisfaction", "journeys.*.steps.*.*.effort"),
    ),
)
