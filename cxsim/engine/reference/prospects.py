"""A prospect considers becoming a customer (rule 36)."""

from __future__ import annotations

import math

from cxsim.world.people import PROSPECT

from .journeys import Journeys


class Prospects(Journeys):
    """Somebody who may set out to buy for the first time."""

    def consider(self) -> None:
        """The hazard of joining eats up the prospect's draw."""
        p = self.consideration
        looking = self.look_around() if self.model.case.arousal and self.considers else 1.0
        self.to_adopt -= self.pull * p * looking
        if self.considers:
            usual = self.terms.rules.consideration
            self.consideration = usual + (p - usual) * self.terms.kept

    def adopt(self) -> None:
        """Nothing of the draw is left: begin to buy, or be a customer at once."""
        model, need = self.model, self.model.case.join
        self.to_adopt = math.inf
        self.heard_day = model.today + 1
        if need < 0:
            self.expect()
            self.join(float(model.today))
            return
        if self.fired[need] == 0 and self.status == PROSPECT:  # else they know what they met
            self.expect()
        self.begin(need, float(model.today))
        self.act_day = float(model.today)
