"""Lines of business, held side by side: what they cost, dropping one, taking one more."""

from __future__ import annotations

from cxsim.behaviour.lines import cross_sell_chance, held_count, line_at
from cxsim.behaviour.spend import held_standing, willingness_to_pay
from cxsim.draws import keys, purposes

from .. import record as books
from ..lines import ADDED, DROPPED
from .clocks import threshold
from .person import Person


class Lines(Person):
    """Somebody who may hold several lines."""

    def list_price(self) -> float:
        """What a period costs at list price: all lines held, or the spend of a case without."""
        if self.model.case.lines == 0:
            return float(self.terms.rules.spend)
        total = 0.0
        for line in range(self.model.case.lines):
            if (self.lines >> line) & 1:
                total += self.terms.line_spend[line]
        return total

    def drops_a_line(self) -> bool:
        """Whether the customer, about to leave, holds several lines and drops one instead."""
        if self.model.case.lines < 2 or held_count(self.lines) < 2:
            return False
        drawn = keys.uniform_at(self.key, purposes.PARTIAL, self.spell)
        return bool(drawn < self.terms.rules.partial)

    def drop_line(self) -> None:
        """Drop one line, each as likely; a new spell begins."""
        luck = keys.uniform_at(self.key, purposes.DROPPED_LINE, self.spell)
        line = int(line_at(self.lines, luck))
        self.lines -= 1 << line
        self.spell += 1
        self.to_leave = threshold(self.key, purposes.LEAVE_VOLUNTARY, self.spell)
        if self.model.today >= 0:
            self.path = keys.fold(self.path, DROPPED + line)
        self.model.books.count(self.archetype, books.LINES_DROPPED)
        self.model.books.note(self.number, books.LINE_DROPPED, to=line)

    def consider_a_line(self) -> None:
        """At a bill, perhaps take one of the lines that are missing, each as likely."""
        case, rules = self.model.case, self.terms.rules
        missing = (1 << int(case.lines)) - 1 - self.lines
        if case.lines < 2 or missing == 0:
            return
        z = held_standing(self.standing)
        willing = willingness_to_pay(z, rules.pay_slope, rules.pay_cubic)
        chance = cross_sell_chance(rules.cross_sell, float(case.period), willing)
        if keys.uniform_at(self.key, purposes.CROSS_SELL, self.bills) >= chance:
            return
        line = int(line_at(missing, keys.uniform_at(self.key, purposes.ADDED_LINE, self.bills)))
        self.lines += 1 << line
        if self.model.today >= 0:
            self.path = keys.fold(self.path, ADDED + line)
        self.model.books.count(self.archetype, books.LINES_ADDED)
        self.model.books.note(self.number, books.LINE_ADDED, to=line)
