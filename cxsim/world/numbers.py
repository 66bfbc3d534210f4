"""The numbers of a world, in one buffer: what each segment lives, and where each value lies.

A segment is an archetype together with the levers that reach it. Every value that a rule reads
and a lever may change lies in one flat buffer, so that a lever is only an index and an effect.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cxsim.arrays import Records
from cxsim.behaviour.expectations import per_visit_rate
from cxsim.scenario.journeys import CLOCKED, ENDS
from cxsim.scenario.schema import AsIs, Scenario, values_of

FIELDS = {
    "baseline": "behaviour.satisfaction.baseline",
    "reference_quality": "behaviour.satisfaction.reference_quality",
    "w_q": "behaviour.satisfaction.quality",
    "b": "behaviour.satisfaction.disconfirmation",
    "loss_aversion": "behaviour.satisfaction.loss_aversion",
    "zone": "behaviour.satisfaction.zone",
    "kappa": "behaviour.satisfaction.inside_zone",
    "rho": "behaviour.satisfaction.curvature",
    "a_w": "behaviour.expectations.will_weight",
    "a_s": "behaviour.expectations.should_weight",
    "eta": "behaviour.expectations.will_learning",
    "eta_s": "behaviour.expectations.should_learning",
    "promise_weight": "behaviour.expectations.promise",
    "word_weight": "behaviour.expectations.word",
    "promise_pull": "behaviour.expectations.promise_pull",
    "category": "behaviour.expectations.category",
    "effort_repeat": "behaviour.effort.repeat",
    "effort_channel": "behaviour.effort.channel",
    "mood_strength": "behaviour.mood.strength",
    "mood_persistence": "behaviour.mood.persistence",
    "mood_reaction": "behaviour.mood.reaction",
    "fit_weight": "behaviour.personalisation.fit",
    "intrusion_weight": "behaviour.personalisation.intrusion",
    "wait_elapsed": "behaviour.waiting.elapsed",
    "wait_late": "behaviour.waiting.late",
    "mood_contagion": "behaviour.mood.contagion",
    "effort_handoff": "behaviour.effort.handoff",
    "context_worth": "behaviour.effort.kept",
    "integration": "silos.integration",
    "memory": "silos.memory",
    "queue_strength": "behaviour.queueing.strength",
    "queue_acceptable": "behaviour.queueing.acceptable",
    "queue_curvature": "behaviour.queueing.curvature",
    "queue_idle": "behaviour.queueing.idle",
    "queue_unexplained": "behaviour.queueing.unexplained",
    "queue_called_back": "behaviour.queueing.called_back",
    "queue_unserved": "behaviour.queueing.unserved",
    "display_strength": "behaviour.display.strength",
    "surface_worth": "behaviour.display.surface_worth",
    "strain_threshold": "behaviour.strain.threshold",
    "strain_load": "behaviour.strain.load",
    "strain_surface": "behaviour.strain.surface",
    "strain_rude": "behaviour.strain.rude",
    "strain_recovery": "behaviour.strain.recovery",
    "strain_quality": "behaviour.strain.quality",
    "strain_pace": "behaviour.strain.pace",
    "strain_errors": "behaviour.strain.errors",
    "strain_absence": "behaviour.strain.absence",
    "strain_quits": "behaviour.strain.quits",
    "skill_pace": "behaviour.skill.pace",
    "skill_quality": "behaviour.skill.quality",
    "skill_errors": "behaviour.skill.errors",
    "temper_pace": "behaviour.temper.pace",
    "temper_quality": "behaviour.temper.quality",
    "temper_errors": "behaviour.temper.errors",
    "temper_anger": "behaviour.temper.anger",
    "temper_thanks": "behaviour.temper.thanks",
    "temper_persistence": "behaviour.temper.persistence",
    "solve_skill": "behaviour.resolution.skill",
    "solve_authority": "behaviour.resolution.authority",
    "solve_context": "behaviour.resolution.context",
    "assistant_difficulty": "behaviour.assistant.difficulty",
    "assistant_forced": "behaviour.assistant.forced",
    "w_peak": "behaviour.memory.peak",
    "w_end": "behaviour.memory.end",
    "alpha": "behaviour.memory.learning",
    "loss_ratio": "behaviour.memory.loss_ratio",
    "complain_money": "behaviour.complaint.money",
    "complain_service": "behaviour.complaint.service",
    "complain_trivial": "behaviour.complaint.trivial",
    "complain_severity": "behaviour.complaint.severity",
    "grievance": "behaviour.grievance.strength",
    "second": "behaviour.grievance.second",
    "buffer": "behaviour.grievance.buffer",
    "grievance_days": "behaviour.grievance.memory_days",
    "defection": "behaviour.defection.strength",
    "defection_days": "behaviour.defection.memory_days",
    "recovery": "behaviour.recovery.gain",
    "fast_days": "behaviour.recovery.fast_days",
    "voice": "behaviour.recovery.voice",
    "recovery_authority": "behaviour.recovery.authority",
    "trust_loss": "behaviour.trust.loss",
    "trust_gain": "behaviour.trust.gain",
    "promise_rate": "behaviour.trust.promise_rate",
    "beta_s": "behaviour.leaving.strength",
    "bond": "behaviour.leaving.lock_in",
    "beta_alternative": "behaviour.leaving.alternative_weight",
    "elasticity": "behaviour.price.elasticity",
    "dampening": "behaviour.price.dampening",
    "rival_scale": "behaviour.rivals.scale",
    "rival_promise": "behaviour.rivals.promise",
    "regret": "behaviour.rivals.regret",
    "talk_base": "behaviour.word_of_mouth.base",
    "praise": "behaviour.word_of_mouth.praise",
    "blame_ratio": "behaviour.word_of_mouth.blame_ratio",
    "told": "behaviour.word_of_mouth.told",
    "retold": "behaviour.word_of_mouth.retold",
    "hearing": "behaviour.word_of_mouth.hearing",
    "resistance": "behaviour.word_of_mouth.resistance",
    "memory_days": "behaviour.word_of_mouth.memory_days",
    "on_leaving": "behaviour.word_of_mouth.on_leaving",
    "edge_leaving": "behaviour.referral.leaving",
    "edge_margin": "behaviour.referral.margin",
    "edge_days": "behaviour.referral.margin_days",
    "review_writing": "behaviour.reviews.writing",
    "review_selection": "behaviour.reviews.selection",
    "review_recent": "behaviour.reviews.recent",
    "review_volume": "behaviour.reviews.volume",
    "review_valence": "behaviour.reviews.valence",
    "spend_level": "behaviour.spend.level",
    "spend_change": "behaviour.spend.change",
    "spend_weakens": "behaviour.spend.tenure_weakens",
    "pay_slope": "behaviour.willingness_to_pay.slope",
    "pay_cubic": "behaviour.willingness_to_pay.cubic",
    "margin": "economics.margin",
    "price": "economics.price",
    "innovation": "market.innovation",
    "imitation": "market.imitation",
    "reach": "market.reach",
    "consideration": "market.consideration",
    "cost_advertising": "market.acquisition.advertising.cost",
    "cost_friends": "market.acquisition.friends.cost",
    "cost_referral": "market.acquisition.referral.cost",
    "cost_returning": "market.acquisition.returning.cost",
    "advertising_monthly": "market.acquisition.advertising.monthly",
    "referral_pull": "market.referral.pull",
    "reward": "market.referral.reward",
    "arousal": "market.arousal.per_year",
    "search_days": "market.arousal.search_days",
    "alternative": "market.alternative",
    "standards_rise": "market.standards_rise",
    "without": "market.without",
    "return_rate": "market.returns.rate",
    "return_after": "market.returns.after_days",
    "response": "surveys.response",
    "selection": "surveys.selection",
    "noise": "surveys.noise",
    "every": "surveys.relational.every_days",
    "relational_sampling": "surveys.relational.sampling",
    "journey_sampling": "surveys.journey.sampling",
    "candour": "surveys.exit.candour",
    "call_share": "listening.close_loop.share",
    "call_delay": "listening.close_loop.delay_days",
    "call_cost": "listening.close_loop.cost",
    "call_felt": "listening.close_loop.felt",
    "call_compensation": "listening.close_loop.compensation",
    "fix_gain": "listening.fix.gain",
    "fix_cost": "listening.fix.cost",
    "fix_delay": "listening.fix.delay_days",
    "involuntary": "relationship.involuntary",
    "partial": "relationship.partial",
    "cross_sell": "relationship.cross_sell",
    "lock_in": "relationship.lock_in",
    "spend": "archetypes.*.spend",
    "non_payment": "archetypes.*.non_payment",
    "talkativeness": "archetypes.*.talkativeness",
    "complaining": "archetypes.*.complaining",
    "price_sensitivity": "archetypes.*.price_sensitivity",
    "patience": "archetypes.*.patience",
    "loyalty": "archetypes.*.loyalty",
    "mood_level": "archetypes.*.mood.level",
    "mood_volatility": "archetypes.*.mood.volatility",
}
"""Scalars of a segment by name, with their place in the case."""

AFTERMATH = {
    "comes_back.share": 0,
    "comes_back.after_days": 1,
    "recovery.compensation": 2,
    "recovery.cost": 3,
}
"""What a help journey leaves behind, by its place within the journey: columns of `aftermath`."""
COMES_BACK, BACK_AFTER, COMPENSATION, RECOVERY_COST = AFTERMATH.values()

STAFFING = {
    name: column
    for column, name in enumerate(
        (
            "staff",
            "service.minutes",
            "service.cv",
            "patience.minutes",
            "unserved.again",
            "unserved.after_minutes",
            "callback.above",
            "callback.taken",
            "waiting.occupied",
            "waiting.explained",
            "waiting.weight",
            "employees.skill",
            "employees.skill_spread",
            "employees.learning.gap",
            "employees.learning.days",
            "employees.mood.level",
            "employees.mood.volatility",
            "employees.mood.persistence",
            "employees.display.norm",
            "employees.display.deep",
            "employees.absence",
            "employees.quits",
            "employees.vacancy_days",
            "employees.wage",
            "employees.hiring",
            "authority",
        )
    )
}
"""What a team has, by its place within the team: columns of `staffing`."""
(
    STAFF,
    SERVICE_MINUTES,
    SERVICE_CV,
    PATIENCE_MINUTES,
    AGAIN,
    AGAIN_AFTER,
    CALLBACK_ABOVE,
    CALLBACK_TAKEN,
    OCCUPIED,
    EXPLAINED,
    WAIT_WEIGHT,
    SKILL,
    SKILL_SPREAD,
    LEARNING_GAP,
    LEARNING_DAYS,
    MOOD_LEVEL,
    MOOD_VOLATILITY,
    MOOD_PERSISTENCE,
    DISPLAY_NORM,
    DISPLAY_DEEP,
    ABSENCE,
    QUITS,
    VACANCY_DAYS,
    WAGE,
    HIRING,
    AUTHORITY,
) = STAFFING.values()

ASSISTING = {
    name: column for column, name in enumerate(("containment", "wrong", "human_exit", "context"))
}
"""What an assistant has, by its place within it: columns of `assisting`."""
CONTAINMENT, WRONG, HUMAN_EXIT, CONTEXT = ASSISTING.values()

TO_CUSTOMERS = (
    "display_strength",
    "mood_contagion",
    "strain_quality",
    "strain_pace",
    "strain_errors",
    "temper_quality",
    "temper_pace",
    "temper_errors",
)
TO_EMPLOYEES = ("temper_anger", "temper_thanks", "strain_rude")
"""Links of each way between employees and customers (`behaviour.directions`); no lever moves them,
so that they are scaled once and for all."""

RULES = np.dtype([(name, "f8") for name in FIELDS])
"""One record a segment: strengths of the rules and the segment's own scalars."""


@dataclass(frozen=True)
class Names:
    """Integer ids of everything a case names, in the order of its file."""

    archetypes: tuple[str, ...]
    dimensions: tuple[str, ...]
    touchpoints: tuple[str, ...]
    channels: tuple[str, ...]
    needs: tuple[str, ...]
    edges: tuple[tuple[str, str, str], ...]
    """(need, from touchpoint, to), grouped by need and touchpoint."""
    entries: tuple[tuple[str, str], ...]
    """(need, touchpoint), grouped by need."""
    purchase: str
    """The need whose clock each customer has a pace of their own for; empty with a contract."""
    lines: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    """Enabled campaigns, which redesigns may add."""
    teams: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    assistants: tuple[str, ...] = ()
    """Touchpoints where one answers."""
    competitors: tuple[str, ...] = ()

    @classmethod
    def of(cls, case: AsIs) -> Names:
        """The names of a case."""
        # Needs with a clock come first, so that clocks are a table without holes.
        order = sorted(case.journeys, key=lambda need: case.journeys[need].kind not in CLOCKED)
        journeys = {need: case.journeys[need] for need in order}
        return cls(
            archetypes=tuple(case.archetypes),
            dimensions=tuple(case.dimensions),
            touchpoints=tuple(case.touchpoints),
            channels=tuple(dict.fromkeys(t.channel for t in case.touchpoints.values())),
            needs=tuple(journeys),
            edges=tuple(
                (need, step, to)
                for need, journey in journeys.items()
                for step, ways in journey.steps.items()
                for to in ways
            ),
            entries=tuple((need, to) for need, j in journeys.items() for to in j.entry),
            purchase=getattr(case.relationship, "need", ""),
            lines=tuple(getattr(case.relationship, "lines", {})),
            teams=tuple(case.teams),
            competitors=tuple(case.market.competitors),
            assistants=tuple(name for name, t in case.touchpoints.items() if t.assistant),
            departments=tuple(
                dict.fromkeys(
                    department
                    for department in (
                        *(touchpoint.department for touchpoint in case.touchpoints.values()),
                        *(team.department for team in case.teams.values()),
                    )
                    if department is not None
                )
            ),
        )

    def destination(self, to: str) -> int:
        """A touchpoint's id, or −1 done, −2 give_up, −3 stay."""
        return -1 - ENDS.index(to) if to in ENDS else self.touchpoints.index(to)


@dataclass(frozen=True)
class Numbers:
    """The flat buffer of a world's values, and the views by which rules read it.

    `rules` has one record a segment; every other view has the segment as its first axis.
    """

    flat: np.ndarray
    rules: Records
    needs: np.ndarray
    """(segments, needs) firings per month."""
    channels: np.ndarray
    """(segments, channels) preference."""
    quality: np.ndarray
    """(segments, touchpoints, dimensions) mean quality met, 0–10."""
    spread: np.ndarray
    depth: np.ndarray
    failure: np.ndarray
    """(segments, touchpoints) chance that a visit fails."""
    cost: np.ndarray
    tailoring: np.ndarray
    """(segments, touchpoints) how closely a visit is made for the person, 0–10."""
    hit: np.ndarray
    """(segments, touchpoints) chance that it is made for the right one."""
    intrusion: np.ndarray
    entry: np.ndarray
    """(segments, entries) weight."""
    share: np.ndarray
    """(segments, edges) probability for a neutral traveller."""
    after: np.ndarray
    """(segments, edges) days before the next step."""
    aftermath: np.ndarray
    """(segments, needs, len(AFTERMATH))."""
    promise: np.ndarray
    """(segments, dimensions) what advertising promises, 0–10; 0 where it says nothing."""
    line_spend: np.ndarray
    """(segments, lines, at least one) list price of each line per period."""
    delay: np.ndarray
    """(segments, edges) standard deviation of the logarithm of those days."""
    promised: np.ndarray
    """(segments, edges) days in which the next step is promised; `NOTHING_PROMISED`: it is not."""
    minutes: np.ndarray
    """(segments, touchpoints) mean duration of a contact; 0: as is usual for the team."""
    staffing: np.ndarray
    """(segments, teams, len(STAFFING)); the same in every segment."""
    transfers: np.ndarray
    """(segments, teams, teams) share of contacts that the first hands on to the second."""
    own_integration: np.ndarray
    """(segments, departments) chance that each passes the story on; −1: as usual."""
    assisting: np.ndarray
    """(segments, assistants, len(ASSISTING))."""
    containment: np.ndarray
    """(segments, assistants, needs) chance that each settles a need; −1: as usual."""
    rival_quality: np.ndarray
    """(segments, competitors, dimensions) what each delivers, 0–10."""
    rival_promise: np.ndarray
    """(segments, competitors, dimensions) what each promises; `SAYS_NOTHING`: it does not."""
    rival_price: np.ndarray
    """(segments, competitors) price relative to ours on day 0."""
    rival_reputation: np.ndarray
    """(segments, competitors) how many think of each first, a weight."""
    start: Mapping[str, int] = field(repr=False)
    """Where each view begins in the buffer."""
    where: Mapping[str, tuple[str, int, str | None]] = field(repr=False)
    """Place in the case → (view, index within a segment's part of it, archetype or None)."""

    def view(self, name: str) -> np.ndarray:
        """A view as (segments, values)."""
        found: np.ndarray = getattr(self, name)
        if name == "rules":
            return found.view("f8").reshape(len(found), -1)
        return found.reshape(len(found), -1)

    def index(self, segment: int, place: str) -> int:
        """Index in the buffer of a value of the case for a segment."""
        name, offset, _ = self.where[place]
        return self.start[name] + segment * self.view(name).shape[1] + offset


def _shapes(names: Names) -> dict[str, tuple[int, ...]]:
    """Shape of each view after its segment axis."""
    t, d = len(names.touchpoints), len(names.dimensions)
    return {
        "needs": (len(names.needs),),
        "channels": (len(names.channels),),
        "quality": (t, d),
        "spread": (t, d),
        "depth": (t, d),
        "failure": (t,),
        "cost": (t,),
        "tailoring": (t,),
        "hit": (t,),
        "intrusion": (t,),
        "entry": (len(names.entries),),
        "share": (len(names.edges),),
        "after": (len(names.edges),),
        "aftermath": (len(names.needs), len(AFTERMATH)),
        "promise": (d,),
        "line_spend": (max(1, len(names.lines)),),
        "delay": (len(names.edges),),
        "promised": (len(names.edges),),
        "minutes": (t,),
        "staffing": (len(names.teams), len(STAFFING)),
        "transfers": (len(names.teams), len(names.teams)),
        "own_integration": (len(names.departments),),
        "assisting": (len(names.assistants), len(ASSISTING)),
        "containment": (len(names.assistants), len(names.needs)),
        "rival_quality": (len(names.competitors), d),
        "rival_promise": (len(names.competitors), d),
        "rival_price": (len(names.competitors),),
        "rival_reputation": (len(names.competitors),),
    }


NOTHING_PROMISED = 1e18
"""Days in which a step is promised that is not."""
AS_USUAL = -1.0
"""Where one of many has no value of its own."""
SAYS_NOTHING = -1.0
"""A promise on a dimension of which a competitor does not speak."""
OF_A_WAY = {
    "share": "share",
    "after_days": "after",
    "delay_spread": "delay",
    "promised_days": "promised",
}
"""Views of what a way on has, by its key in the case."""
SCALARS = {path: i for i, path in enumerate(FIELDS.values())}


def _slot(place: str, names: Names) -> tuple[str, int, str | None] | None:
    """View, index and archetype of a place of the case; None if no rule reads it there."""
    parts = place.split(".")
    if place in SCALARS:
        return "rules", SCALARS[place], None
    if place == "relationship.frequency":
        return "needs", names.needs.index(names.purchase), None
    if parts[:2] == ["market", "promise"]:
        return "promise", names.dimensions.index(parts[2]), None
    if parts[:2] == ["market", "competitors"]:
        return _competitor_slot(parts[2:], names)
    if parts[0] == "archetypes":
        return _archetype_slot(parts, names)
    if parts[0] == "touchpoints":
        return _touchpoint_slot(parts, names)
    if parts[0] == "teams":
        return _team_slot(parts, names)
    if parts[:2] == ["silos", "departments"]:
        return "own_integration", names.departments.index(parts[2]), None
    if parts[0] == "journeys" and parts[2] == "entry":
        return "entry", names.entries.index((parts[1], parts[3])), None
    if parts[0] == "journeys" and (column := AFTERMATH.get(".".join(parts[2:]))) is not None:
        return "aftermath", names.needs.index(parts[1]) * len(AFTERMATH) + column, None
    if parts[0] == "journeys" and parts[2] == "steps" and parts[5] in OF_A_WAY:
        return OF_A_WAY[parts[5]], names.edges.index((parts[1], parts[3], parts[4])), None
    return None


def _competitor_slot(parts: list[str], names: Names) -> tuple[str, int, str | None] | None:
    """Slot of a place within `market.competitors`; moves are none."""
    rival, what = names.competitors.index(parts[0]), parts[1]
    if what in ("price", "reputation"):
        return f"rival_{what}", rival, None
    if what in ("quality", "promise"):
        at = rival * len(names.dimensions) + names.dimensions.index(parts[2])
        return f"rival_{what}", at, None
    return None


def _archetype_slot(parts: list[str], names: Names) -> tuple[str, int, str | None] | None:
    """Slot of a place within `archetypes`."""
    if parts[2] == "needs":
        return "needs", names.needs.index(parts[3]), parts[1]
    if parts[2] == "channels":
        return "channels", names.channels.index(parts[3]), parts[1]
    if parts[2] == "lines":
        line = names.lines.index(parts[3])
        return ("line_spend", line, parts[1]) if parts[4] == "spend" else None
    scalar = SCALARS.get(f"archetypes.*.{'.'.join(parts[2:])}")
    return None if scalar is None else ("rules", scalar, parts[1])


def _team_slot(parts: list[str], names: Names) -> tuple[str, int, str | None] | None:
    """Slot of a place within `teams`."""
    team = names.teams.index(parts[1])
    if parts[2] == "transfers":
        return "transfers", team * len(names.teams) + names.teams.index(parts[3]), None
    column = STAFFING.get(".".join(parts[2:]))
    return None if column is None else ("staffing", team * len(STAFFING) + column, None)


def _touchpoint_slot(parts: list[str], names: Names) -> tuple[str, int, str | None] | None:
    """Slot of a place within `touchpoints`."""
    touchpoint, rest = names.touchpoints.index(parts[1]), tuple(parts[2:])
    if rest == ("failure", "probability"):
        return "failure", touchpoint, None
    if rest in (("cost",), ("minutes",)):
        return rest[0], touchpoint, None
    if rest[0] == "assistant":
        which = names.assistants.index(parts[1])
        if rest[1] == "by_need":
            need = names.needs.index(rest[2])
            return "containment", which * len(names.needs) + need, None
        return "assisting", which * len(ASSISTING) + ASSISTING[rest[1]], None
    if rest[0] == "personalisation":
        return "tailoring" if rest[1] == "strength" else rest[1], touchpoint, None
    for view, path in (
        ("quality", ("quality",)),
        ("spread", ("spread",)),
        ("depth", ("failure", "depth")),
    ):
        if rest[:-1] == path:
            dimension = names.dimensions.index(rest[-1])
            return view, touchpoint * len(names.dimensions) + dimension, None
    return None


def central(scenario: Scenario) -> dict[str, float]:
    """Central values of a scenario by place, those of what its redesign adds included."""
    found = {place: value.value for place, value in values_of(scenario.extended)}
    if scenario.redesign is not None:
        found |= {place: value.value for place, value in values_of(scenario.redesign)}
    return found


def numbers(
    case: AsIs, names: Names, values: Mapping[str, float], archetypes: np.ndarray
) -> Numbers:
    """Fill the buffer with today's values.

    Parameters
    ----------
    case : AsIs
        Gives the structure.
    names : Names
        Ids of what the case names.
    values : mapping
        Value by place, such as `central(scenario)`.
    archetypes : (segments,) int array
        Archetype of each segment.
    """
    segments = len(archetypes)
    shapes = {"rules": (len(FIELDS),)} | _shapes(names)
    sizes = [segments * int(np.prod(shape)) for shape in shapes.values()]
    flat = np.zeros(sum(sizes))
    parts = np.split(flat, np.cumsum(sizes)[:-1])
    views = {
        name: part.reshape(segments, *shape)
        for (name, shape), part in zip(shapes.items(), parts, strict=True)
    }
    views["rules"] = views["rules"].reshape(-1).view(RULES).view(np.recarray)
    slots = {place: _slot(place, names) for place, _ in values_of(case)}
    where = {place: slot for place, slot in slots.items() if slot is not None}
    start = dict(zip(shapes, np.cumsum([0, *sizes[:-1]]).tolist(), strict=True))
    made = Numbers(flat, start=start, where=where, **views)
    made.channels[...] = 1.0
    made.promised[...] = NOTHING_PROMISED
    made.own_integration[...] = AS_USUAL
    made.containment[...] = AS_USUAL
    made.rival_promise[...] = SAYS_NOTHING
    owners = np.array(names.archetypes)[archetypes]
    for place, (view, offset, owner) in where.items():
        rows = slice(None) if owner is None else owners == owner
        made.view(view)[rows, offset] = values[place]
    for direction, links in (("to_customers", TO_CUSTOMERS), ("to_employees", TO_EMPLOYEES)):
        for link in links:
            made.rules[link] *= values[f"behaviour.directions.{direction}"]
    made.rules.mood_contagion = np.minimum(1.0, made.rules.mood_contagion)
    ratio = 4.0 / case.behaviour.expectations.visits_a_month
    for row in made.rules:
        row.eta = per_visit_rate(0.5 * row.eta, ratio)
        row.eta_s = per_visit_rate(0.5 * row.eta_s, ratio)
    return made
