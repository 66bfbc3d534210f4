"""What a customer makes of a visit."""

from __future__ import annotations

from cxsim.behaviour.burden import effort, personal_fit
from cxsim.behaviour.expectations import risen_standard, updated_should, updated_will
from cxsim.behaviour.mood import coloured, first_mood, next_mood
from cxsim.behaviour.perception import kano_value, perceived_quality
from cxsim.draws import keys, purposes
from cxsim.draws.variates import normal
from cxsim.world.world import EFFORT, FIT, WAITING

from .under_way import Journey
from .waiting import Waiting


class Visits(Waiting):
    """Somebody who meets the firm, and feels something about it."""

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
