"""What a customer makes of a visit."""

from __future__ import annotations

from cxsim.behaviour.assistant import contained, forced, outcome
from cxsim.behaviour.burden import effort, personal_fit
from cxsim.behaviour.expectations import risen_standard, updated_should, updated_will
from cxsim.behaviour.handoff import handoff_effort
from cxsim.behaviour.mood import coloured, first_mood, infected, next_mood
from cxsim.behaviour.perception import kano_value, perceived_quality
from cxsim.draws import keys, purposes
from cxsim.draws.variates import normal
from cxsim.world.numbers import AS_USUAL
from cxsim.world.world import EFFORT, FIT, HANDOFF, REPEAT, STAFF, SWITCH, WAITING

from ..stages.assisting import STUCK
from .under_way import Attention, Journey
from .waiting import Waiting


class Visits(Waiting):
    """Somebody who meets the firm, and feels something about it."""

    served: Attention | None = None
    """Who serves at the visit at hand, and what the line was like; nobody does at most."""

    fared: int = 0
    """How one has fared with the assistant of the visit at hand."""

    def fares(self, journey: Journey, key: int) -> int:
        """How one fares with the assistant that answers at a touchpoint."""
        luck = keys.uniform(key, purposes.BRANCH)
        return int(outcome(luck, *self.assistance(journey)))

    def assistance(self, journey: Journey) -> tuple[float, float, float]:
        """Chance that the assistant settles it, wrongly if so; to find a person if not."""
        terms, which = self.terms, self.model.assistant_at[journey.touchpoint]
        usual, wrong, way_out, _ = terms.assisting[which]
        own = terms.containment[which][journey.need]
        difficulty = keys.uniform(journey.key, purposes.DIFFICULTY)
        chance = usual if own == AS_USUAL else own
        settled = contained(chance, difficulty, terms.rules.assistant_difficulty)
        return settled, wrong, way_out

    def meets_failure(self, touchpoint: int, key: int) -> bool:
        """Whether the visit fails."""
        chance = self.terms.failure[touchpoint]
        if self.served is not None:
            chance = self.served.failure(chance)
        return keys.uniform(key, purposes.FAILURE) < chance

    def effort(self, journey: Journey) -> float:
        """Quality lost by what it takes to get to the visit (rule 13)."""
        rules = self.terms.rules
        repeats, switches = float(journey.repeats), float(journey.switches)
        what = repeats, switches, float(journey.handoffs), float(journey.known)
        worth = rules.effort_repeat, rules.effort_channel, rules.effort_handoff, rules.context_worth
        found: float = effort(*what, *worth)
        if self.served is not None and self.served.handed:
            known = float(self.served.known and bool(self.model.case.silos))
            handed = float(self.served.handed)
            found += handoff_effort(handed, known, rules.effort_handoff, rules.context_worth)
        if self.model.assistant_at[journey.touchpoint] >= 0 and self.fared == STUCK:
            found += forced(1.0, 0.0, rules.assistant_forced)
        return found

    def knows_department(self, department: int) -> float:
        """Chance that a department passes a story on."""
        own = self.terms.own_integration[department] if department >= 0 else AS_USUAL
        return self.terms.rules.integration if own == AS_USUAL else own

    def story_known(self, department: int, toil: int, key: int) -> bool:
        """Whether what a department was told is known where a way that takes `toil` leads."""
        if not self.model.case.silos or not toil:
            return False
        chance = self.knows_department(department) if toil & HANDOFF else 1.0
        if toil & (REPEAT | SWITCH):
            chance *= self.terms.rules.memory
        return keys.uniform(key, purposes.CONTEXT) < chance

    def context(self, journey: Journey) -> float:
        """How much of the story is known at the visit, 0 or 1; all where nobody asks for it."""
        if not self.model.case.silos:
            return 1.0
        known = journey.known or not journey.told_before
        if self.served is not None and self.served.handed:
            known = known and self.served.known
        return float(known)

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
        if self.served is not None:
            journey.mood = infected(journey.mood, self.served.display, rules.mood_contagion)
        affect = self.model.affect
        return journey.mood * (rules.mood_strength * affect[min(self.experience, len(affect) - 1)])

    def perceive(self, journey: Journey, failed: bool, key: int) -> float:
        """Satisfaction with a visit (rules 2, 5, 1), and what it teaches to expect (rule 3)."""
        model, terms, rules = self.model, self.terms, self.terms.rules
        touchpoint, toil, waited = journey.touchpoint, self.effort(journey), self.waited(journey)
        fit, mood, staff = self.fit(touchpoint, key), self.mood(journey, key), 0.0
        if self.served is not None:
            waited += self.served.loss
            staff = self.served.quality
        luck = keys.purpose_key(key, purposes.QUALITY)
        value = expected = 0.0
        for d, weight in enumerate(model.weight[self.archetype]):
            kano, standard = model.kano[self.archetype][d], model.standard[d]
            score = normal(keys.uniform(luck, d))
            added = model.feels[FIT][d] * fit - model.feels[EFFORT][d] * toil
            added -= model.feels[WAITING][d] * waited
            added += model.feels[STAFF][d] * staff
            quality = terms.quality[touchpoint][d] + added
            quality += terms.spread[touchpoint][d] * score
            quality -= terms.depth[touchpoint][d] if failed else 0.0
            quality = min(10.0, max(0.0, quality))
            will, should = self.will[d], self.should[d]
            rise, lift = rules.standards_rise, terms.rivalry.lift[d]
            demanded = risen_standard(should, rise, float(model.today), lift)
            perceived = perceived_quality(quality, will, demanded, rules.a_w, rules.a_s)
            perceived = coloured(perceived, mood)
            value += weight * kano_value(perceived, kano, standard)
            expected += weight * kano_value(will, kano, standard)
            self.will[d] = updated_will(will, perceived, rules.eta)
            self.should[d] = updated_should(should, perceived, rules.eta_s)
        return self.satisfied(value, expected)
