"""The listening loop: the firm hears what surveys say, calls back (rule 15) and fixes."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cxsim.behaviour.complaint import severity
from cxsim.behaviour.recovery import forgiven, hardness, recovery_offset, regained
from cxsim.behaviour.survey import nps_class, satisfaction_score
from cxsim.behaviour.trust import believed
from cxsim.draws import keys, purposes
from cxsim.world.people import CUSTOMER

from .. import record as books
from ..record import millionths
from ..state import LATER, State
from .person import Person

if TYPE_CHECKING:
    from .model import Model


class Ear:
    """What the firm hears of its touchpoints, and what it does about it.

    Parameters
    ----------
    model : Model
    state : State
        What has been heard and done when it is taken up.
    """

    def __init__(self, model: Model, state: State) -> None:
        self.model = model
        self.heard: list[list[int]] = state.heard.tolist()
        """CSAT answers since the last review, and their sum, by touchpoint."""
        self.fixes: list[list[int]] = state.fixes.tolist()
        """How often each has been fixed, and when the fix under way will be felt."""
        self.raised: list[list[float]] = state.raised.tolist()
        """Points by which fixes have raised each, and by which the one under way will."""

    def hear_of(self, touchpoint: int, memory: float) -> None:
        """Count the CSAT answer after a journey that ended at a touchpoint, or waits for it."""
        if self.heard:
            self.heard[touchpoint][0] += 1
            self.heard[touchpoint][1] += satisfaction_score(memory)

    def carry_out(self) -> None:
        """What was decided on and is due today raises its touchpoint from today on."""
        today, world = self.model.today, self.model.world
        if today < 0:
            return
        for touchpoint, fix in enumerate(self.fixes):
            if fix[1] <= today:
                so_far, under_way = self.raised[touchpoint]
                self.raised[touchpoint] = [so_far + under_way, 0.0]
                fix[1] = LATER
            row = world.raises[touchpoint]
            if row >= 0:
                world.forces[row, today] = self.raised[touchpoint][0]

    def review(self) -> None:
        """Look at the scores, and decide what is fixed; then listen anew."""
        today, every = self.model.today, int(self.model.case.review_days)
        if not self.heard or today <= 0 or today % every:
            return
        rules, written = self.model.terms[0].rules, self.model.books.record
        seen = written.heard[today // every - 1]
        lived = written.touched.sum(axis=(0, 1))
        seen[:, :2], seen[:, 2:4] = self.heard, lived[:, :2]
        for touchpoint in self.chosen() if rules.fix_gain > 0.0 else ():
            due = today + max(1, int(rules.fix_delay))
            self.fixes[touchpoint] = [self.fixes[touchpoint][0] + 1, due]
            self.raised[touchpoint][1] = rules.fix_gain
            seen[touchpoint, books.HEARD_FIXED] = due
            written.fixing[today] += millionths(rules.fix_cost)
        self.heard = [[0, 0] for _ in self.heard]

    def chosen(self) -> list[int]:
        """What is to be fixed: the worst of all, or what each department finds too bad."""
        case, department = self.model.case, self.model.department
        could = [
            touchpoint for touchpoint in range(len(self.heard)) if self.can_be_fixed(touchpoint)
        ]
        if not case.walled:
            return [min(could, key=self.score)] if could else []
        owners = {department[touchpoint] for touchpoint in could} - {-1}
        worst = [min((t for t in could if department[t] == one), key=self.score) for one in owners]
        return [t for t in worst if self.heard[t][1] < case.poor * self.heard[t][0]]

    def score(self, touchpoint: int) -> Fraction:
        """Mean of the answers; of equals the first is the lower."""
        answers, scores = self.heard[touchpoint]
        return Fraction(scores, answers)

    def can_be_fixed(self, touchpoint: int) -> bool:
        """Whether the firm has a say there, has heard enough, and has not done all it can."""
        case, (times, due) = self.model.case, self.fixes[touchpoint]
        enough = self.heard[touchpoint][0] >= case.least_answers
        idle = due == LATER and times < case.most_fixes
        return bool(self.model.world.raises[touchpoint] >= 0 and enough and idle)

    def write(self, state: State) -> None:
        """Write it into a state."""
        if self.heard:
            state.heard[...], state.fixes[...] = self.heard, self.fixes
            state.raised[...] = self.raised


class Caller(Person):
    """Somebody whom the firm may call back."""

    to_call: int = LATER
    """Day of the answer for which they are to be called; `LATER`: of none."""
    called: int = 0

    def be_heard(self, key: int, given: int) -> None:
        """An answer may bring a call; who is to be called already, is called once."""
        if not self.model.case.listens or self.to_call != LATER or nps_class(given) != -1:
            return
        if keys.uniform(key, purposes.CALL) < self.terms.rules.call_share:
            self.to_call = self.model.today

    def be_called_back(self) -> None:
        """Be called once the answer has waited long enough, if still a customer."""
        if self.to_call == LATER:
            return
        waited = float(self.model.today - self.to_call)
        if self.status != CUSTOMER:
            self.to_call = LATER
        elif waited >= self.terms.rules.call_delay:
            self.to_call = LATER
            self.take_call(waited)

    def take_call(self, waited: float) -> None:
        """A call makes good what is missing to neutral, by rule 15: help without a journey."""
        model, rules = self.model, self.terms.rules
        cost = rules.call_cost
        paid, worth = millionths(cost), millionths(cost * model.worth_of(model.today))
        self.called += 1
        self.cost += paid
        self.value -= worth
        model.books.count(self.archetype, books.CALLED)
        model.books.count(self.archetype, books.CALL_COST, paid)
        model.books.count(self.archetype, books.VALUE, -worth)
        felt = rules.call_compensation, rules.call_felt, rules.call_felt, waited
        hard = hardness(self.satisfaction, 1.0)
        offset = recovery_offset(rules.recovery, *felt, rules.fast_days, hard)
        self.be_calmed(believed(offset, self.trust, float(model.case.trust)))

    def be_calmed(self, offset: float) -> None:
        """Forgive a share of the grievance; satisfaction regains what is missing to neutral."""
        self.grievance *= 1.0 - forgiven(offset)
        self.satisfaction += regained(severity(self.satisfaction), 0.0, offset)
