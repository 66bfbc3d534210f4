"""How customers truly are at a month's end, whoever asks."""

from __future__ import annotations

from cxsim.draws import keys, purposes
from cxsim.world.people import CUSTOMER
from cxsim.world.world import NON_CONTRACTUAL

from ..stages.surveys import EVERYBODY
from .surveys import Surveys


class Census(Surveys):
    """Somebody who is counted."""

    def true_rating(self, month: int) -> int:
        """What the customer would answer at a month's end, whoever asks."""
        key = keys.survey_key(self.key, EVERYBODY, month)
        return self.rating(self.satisfaction, keys.uniform(key, purposes.CENSUS_NOISE))

    def retained(self) -> bool:
        """Whether the firm sees a customer: without a contract, who has bought lately."""
        if self.model.case.relationship != NON_CONTRACTUAL:
            return bool(self.status == CUSTOMER)
        since = self.model.today + 1 - self.last_purchase
        return bool(since <= self.model.case.inactivity)
