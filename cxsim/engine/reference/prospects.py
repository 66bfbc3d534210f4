"""A prospect considers becoming a customer (rule 36)."""

from __future__ import annotations

import math

from .journeys import Journeys


class Prospects(Journeys):
    """Somebody who may set out to buy for the first time."""

    def consider(self) -> None:
        """The hazard of joining eats up the prospect's draw; once it is through, buying begins."""
        p = self.consideration
        self.to_adopt -= self.pull * p
        if self.considers:
            usual = self.terms.rules.consideration
            self.consideration = usual + (p - usual) * self.terms.kept
        if self.to_adopt <= 0.0:
            self.to_adopt = math.inf
            self.heard_day = self.model.today + 1
            if self.fired[self.model.case.join] == 0:  # else they know what they met before
                self.expect()
            self.begin(self.model.case.join, float(self.model.today))
            self.act_day = float(self.model.today)
