"""Stage 3: people who are not customers yet consider becoming some (rule 36)."""

from __future__ import annotations

from cxsim.behaviour.market import adoption_hazard
from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.behaviour.word_of_mouth import forgotten
from cxsim.compiled import part, stage
from cxsim.draws import purposes
from cxsim.world.people import PROSPECT
from cxsim.world.world import World

from ..calendar import schedule
from ..lives import threshold
from ..record import Record
from ..state import ACT, State
from .journeys import open_journey


@stage
def consider(w: World, s: State, r: Record, today: int) -> None:
    """A prospect's hazard eats up the prospect's draw; when nothing is left, buying begins."""
    need = w.case[0].join
    if need < 0 or today < 0:
        return
    attract(w)
    for i in range(w.case[0].customers, s.people.size):
        who = s.people[i]
        if who.status != PROSPECT or who.need >= 0:
            continue
        pull = w.pull[who.segment]
        if who.consideration != pull.usual:
            who.consideration = pull.usual + (who.consideration - pull.usual) * pull.kept
            who.heard_day = today
        known = s.tie_total[i]
        share = who.friends / known if known > 0 else 0.0
        s.to_adopt[i] -= (pull.alone + share * pull.friends) * who.consideration
        if s.to_adopt[i] <= 0.0:
            open_journey(w, s, i, need, float(today))
            s.to_adopt[i] = threshold(who.key, purposes.ADOPTION, s.fired[i, need])
            schedule(s, ACT, i, float(today))


@part
def attract(w: World) -> None:
    """What a day does to a prospect of each segment: rule 36 is linear in friends and liking."""
    for segment in range(w.rules.size):
        rules, pull = w.rules[segment], w.pull[segment]
        price, elasticity = rules.price, rules.elasticity * rules.price_sensitivity
        alone = adoption_hazard(rules.innovation, rules.reach, 0.0, 0.0, 1.0, price, elasticity)
        friends = adoption_hazard(0.0, 0.0, rules.imitation, 1.0, 1.0, price, elasticity)
        pull.alone = alone / DAYS_A_YEAR
        pull.friends = friends / DAYS_A_YEAR
        pull.usual = rules.consideration
        pull.kept = forgotten(1.0, 0.0, 1.0, rules.memory_days)
