"""Stage 3: people who are not customers yet consider becoming some (rule 36)."""

from __future__ import annotations

from cxsim.behaviour.market import adoption_hazard
from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.behaviour.word_of_mouth import forgotten
from cxsim.compiled import stage
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
    for i in range(w.case[0].customers, s.people.size):
        who = s.people[i]
        if who.status != PROSPECT or who.need >= 0:
            continue
        rules = w.rules[who.segment]
        known = s.tie_total[i]
        share = who.friends / known if known > 0 else 0.0
        liking = who.consideration
        if liking != rules.consideration:
            days = float(today - who.heard_day)
            liking = forgotten(liking, rules.consideration, days, rules.memory_days)
        elasticity = rules.elasticity * rules.price_sensitivity
        yearly = adoption_hazard(
            rules.innovation, rules.reach, rules.imitation, share, liking, rules.price, elasticity
        )
        s.to_adopt[i] -= yearly / DAYS_A_YEAR
        if s.to_adopt[i] <= 0.0:
            open_journey(w, s, i, need, float(today))
            s.to_adopt[i] = threshold(who.key, purposes.ADOPTION, s.fired[i, need])
            schedule(s, ACT, i, float(today))
