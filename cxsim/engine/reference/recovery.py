"""A failed journey's damage, and what help makes good of it (rule 15)."""

from __future__ import annotations

from cxsim.behaviour.recovery import (
    afterglow,
    fair_procedure,
    forgiven,
    recovery_offset,
    regained,
)
from cxsim.behaviour.trust import believed
from cxsim.world.numbers import AUTHORITY, COMPENSATION, RECOVERY_COST

from .. import record as books
from ..record import millionths
from ..stages.recovery import DONE
from ..state import FAILED
from .person import Person
from .under_way import Claim, Journey


class Recovery(Person):
    """Somebody whom help may soothe."""

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
        team = self.model.team_at[journey.touchpoint]
        if team >= 0:
            helper = self.model.teams[team]
            may, usual = helper.staffing[AUTHORITY], float(helper.about.authority)
            mean = fair_procedure(mean, may, usual, rules.recovery_authority)
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
