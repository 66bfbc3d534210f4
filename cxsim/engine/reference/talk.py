"""What friends said yesterday arrives (rule 20); what a journey gives to tell (rule 19)."""

from __future__ import annotations

from cxsim.behaviour.parameters import NEUTRAL
from cxsim.behaviour.word_of_mouth import forgotten, heard, talk_chance
from cxsim.draws import keys, purposes
from cxsim.world.people import LEFT
from cxsim.world.ties import UNIT

from .. import record as books
from .person import Person
from .under_way import Journey

GOOD, BAD = 0, 1
"""What a friend's message says."""


class Talk(Person):
    """Somebody who hears what friends say, and tells them."""

    def hear(self) -> None:
        """Yesterday's praise and blame move the chance of buying, or of staying (rule 20)."""
        today, rules = self.model.today, self.terms.rules
        good, bad = self.mail
        self.mail = [0, 0]
        if (good, bad) == (0, 0) or self.status == LEFT:
            return
        days = 0.0 if self.considers else float(today - self.heard_day)
        p = forgotten(self.consideration, rules.consideration, days, rules.memory_days)
        p = heard(p, good / UNIT, bad / UNIT, rules.hearing, rules.resistance)
        self.consideration, self.heard_day = p, today
        self.model.books.count(self.archetype, books.HEARD)

    def talk(self, journey: Journey, memory: float) -> None:
        """Tell some friends of the journey (rule 19, on its memory); they hear of it tomorrow."""
        rules, written = self.terms.rules, self.model.books
        style = rules.talk_base, rules.praise, rules.blame_ratio, rules.talkativeness
        if keys.uniform(journey.key, purposes.TALK) >= talk_chance(memory, *style):
            return
        says = GOOD if memory >= NEUTRAL else BAD
        written.count(self.archetype, books.TALKED_BADLY if says == BAD else books.TALKED_WELL)
        place = (journey.need, journey.occurrence, 0, -1, says)
        written.note(self.number, books.TALK, *place, felt=memory)
        luck = keys.purpose_key(journey.key, purposes.MESSAGE)
        for friend, strength in self.ties:
            if keys.uniform(luck, friend.number) < rules.told:
                friend.mail[says] += strength
