"""What friends said and did yesterday arrives (rules 20, 21); what a journey gives to tell (19)."""

from __future__ import annotations

from typing import Any

from cxsim.behaviour.defection import exposed
from cxsim.behaviour.parameters import NEUTRAL
from cxsim.behaviour.word_of_mouth import forgotten, heard, talk_chance
from cxsim.draws import keys, purposes
from cxsim.world.people import LEFT
from cxsim.world.ties import UNIT

from .. import record as books
from ..record import MILLION, millionths
from ..state import ALL_SAY, BAD, GOOD, LIKED
from .person import Person
from .under_way import Journey


class Talk(Person):
    """Somebody who hears what friends say, and tells them."""

    @property
    def listens(self) -> bool:
        """Whether what friends say can matter: not to who has left for good."""
        return self.status != LEFT or bool(self.model.case.returns)

    def hear(self) -> None:
        """Yesterday's praise and blame move the chance of buying, or of staying (rule 20)."""
        today, rules = self.model.today, self.terms.rules
        good, bad, left = self.news()
        self.mail = [0, 0, 0]
        if not self.listens:
            return
        if left > 0 and self.status != LEFT:
            self.be_exposed(left)
        if (good, bad) == (0, 0):
            return
        days = 0.0 if self.considers else float(today - self.heard_day)
        p = forgotten(self.consideration, rules.consideration, days, rules.memory_days)
        p = heard(p, good, bad, rules.hearing, rules.resistance)
        if self.considers and p != rules.consideration:
            self.model.common[LIKED] = 1
        self.consideration, self.heard_day = p, today
        self.model.books.count(self.archetype, books.HEARD)

    def news(self) -> tuple[float, float, float]:
        """Praise and blame that wait, and ties to those who left, each by the strength of ties."""
        (good, bad, gone), case = self.mail, self.model.case
        if not case.complete:
            return good / UNIT, bad / UNIT, gone / case.usual_tie
        _, praise, blame, left, _ = self.model.common
        praised, blamed = (praise + good) / MILLION, (blame + bad) / MILLION
        return praised * case.tied, blamed * case.tied, left * case.tied

    def be_exposed(self, left: float) -> None:
        """Hear how strong the ties were to those who left yesterday (rule 21)."""
        model = self.model
        days, memory = float(model.today - self.exposure_day), self.terms.rules.defection_days
        self.exposure = exposed(self.exposure, days, memory, left)
        self.exposure_day = model.today

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
        self.tell_friends(journey.key, says)

    def tell_friends(self, key: int, says: int) -> None:
        """Tell some friends a story: each hears it by their own luck, as strong as the tie is."""
        written, rules = self.model.books, self.terms.rules
        if self.model.case.complete:
            written.count(self.archetype, books.REACHED, self.tell_everybody(says))
            return
        luck = keys.purpose_key(key, purposes.MESSAGE)
        told = [tie for tie in self.ties if keys.uniform(luck, tie[0].number) < rules.told]
        for friend, strength in told:
            friend.mail[says] += strength
            self.note_hearing(friend, strength, says)
        further = self.reach_further([friend for friend, _ in told], key, says)
        written.count(self.archetype, books.REACHED, len(told) + further)

    def note_hearing(self, friend: Any, strength: int, says: int) -> None:
        """Write down who has told whom."""
        written, place = self.model.books, (-1, self.number, 0, -1, says, False)
        written.note(friend.number, books.HEAR, *place, strength / UNIT)

    def tell_everybody(self, says: int) -> int:
        """Tell a share of all, where all are tied to all; how many that is, rounded."""
        told = self.terms.rules.told
        self.model.common[ALL_SAY + says] += millionths(told)
        self.mail[says] -= millionths(told)  # not oneself
        return int(told * (len(self.model.world.segment) - 1) + 0.5)

    def reach_further(self, told: list[Any], key: int, says: int) -> int:
        """Let those just told tell the story on, hop by hop; how many more hear it (rule 22).

        Nobody hears it twice; who hears it from several at once hears the strongest tie.
        """
        known, further = {self, *told}, 0
        while told:
            brought: dict[Any, int] = {}
            for one in told:
                for friend, strength in one.ties_told(key):
                    if friend not in known:
                        brought[friend] = max(strength, brought.get(friend, 0))
                        one.note_hearing(friend, strength, says)
            for friend, strength in brought.items():
                friend.mail[says] += strength
            told = list(brought)
            known.update(told)
            further += len(told)
        return further

    def ties_told(self, key: int) -> list[tuple[Any, int]]:
        """The ties whom one who has heard a story tells it, if one tells it on at all."""
        rules = self.terms.rules
        if keys.uniform(keys.purpose_key(key, purposes.RETOLD), self.number) >= rules.retold:
            return []
        luck = keys.fold(keys.purpose_key(key, purposes.PASSED_ON), self.number)
        return [tie for tie in self.ties if keys.uniform(luck, tie[0].number) < rules.told]
