"""One customer's life in two worlds, day by day, in words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from cxsim.behaviour.parameters import NEUTRAL

from .voice import Voice

if TYPE_CHECKING:
    from cxsim.engine.reference.replay import Moment
    from cxsim.measure.replay import Beginning, Life, TwoLives

WIDTH = 100
CONTINUED = " " * 10
ENDS = ("done", "give_up", "stay")
TURNS = ("join", "leave", "contact", "line_dropped", "line_added")
"""Turns of a life that are no part of a journey."""
OWN_REASONS = ("contact",)
"""Reasons for a parting that say themselves what the redesign did."""
MORNING, LATER = (
    ("hear", "friend_left", "consider", "call", "wait"),
    ("complain", "return", "recover", "talk", "review", "answer", "pay", "stay", "reconsider"),
)
"""What is told before the journeys of a day, and after."""


def story_lines(lives: TwoLives, language: str = "es", afterwards: bool = False) -> list[str]:
    """The two lives as plain text: what they share, where and why they part, what comes of it.

    Parameters
    ----------
    lives : TwoLives
    language : str
        "es", "en" or a full locale such as "es_PE".
    afterwards : bool
        Tell each life day by day after the parting, too.

    Returns
    -------
    list of str
        Plain text without control characters, at most 100 characters a line.
    """
    return list(Story(lives, Voice(language)).lines(afterwards))


class Story:
    """A story in one reader's voice.

    Parameters
    ----------
    lives : TwoLives
    voice : Voice
    """

    def __init__(self, lives: TwoLives, voice: Voice) -> None:
        self.lives, self.voice, self.say = lives, voice, voice.say
        self.case = lives.to_be.extended
        self.redesign = voice.short(lives.to_be.label, lives.to_be.name)
        self.worlds = (self.say("story_today"), self.say("story_redesigned", name=self.redesign))

    def lines(self, afterwards: bool) -> Iterator[str]:
        """All of it; days after the parting on request."""
        lives, parting = self.lives, self.lives.parting
        yield from self.opening(lives.beginning)
        both = [lives.today.moments, lives.redesigned.moments]
        cut = [len(one) for one in both]
        if parting is not None:
            cut = [_end_of_shared(one, parting.shared, parting.day) for one in both]
        yield from ("", self.say("story_both"))
        shared: list[Sequence[Moment]] = [one[:end] for one, end in zip(both, cut, strict=True)]
        yield from self.days(shared)
        if parting is not None and afterwards:
            for world, one, end in zip(self.worlds, both, cut, strict=True):
                yield from ("", self.say("story_alone", day=self.number(parting.day), world=world))
                yield from self.days([one[end:]], _last(shared))
        yield ""
        for world, life in zip(self.worlds, (lives.today, lives.redesigned), strict=True):
            yield from self.wrapped(self.ending(world, life))
        yield from ("", *self.parted())

    def opening(self, beginning: Beginning) -> Iterator[str]:
        """Who this is, and what is compared."""
        lives, numbers = self.lives, self.voice.numbers
        archetype = self.case.archetypes[beginning.archetype]
        name = self.voice.short(self.case.label, lives.as_is.case)
        heading = self.say("story_title", customer=self.number(lives.customer), case=name)
        if self.case.fictitious:
            heading = f"{heading} · {self.say('fictitious')}"
        yield heading
        who = self.voice.short(archetype.label, beginning.archetype)
        friends = self.number(beginning.friends)
        felt = numbers.decimal(beginning.satisfaction, 1)
        if beginning.status == "customer":
            span = self.voice.span(max(1, round(beginning.tenure)))
            said = self.say("story_customer", who=who, span=span, felt=felt, friends=friends)
        elif beginning.status == "prospect":
            said = self.say("story_prospect", who=who, friends=friends)
        else:
            said = self.say("story_gone", who=who)
        yield from self.wrapped(said)
        luck = {"seed": lives.seed, "replication": lives.replication}
        many = self.number(lives.customers)
        yield from self.wrapped(
            self.say("story_worlds", name=self.redesign, customers=many, **luck)
        )

    # ---- days ----

    def days(self, worlds: list[Sequence[Moment]], after: int = -1) -> Iterator[str]:
        """The days on which something happens, in one world or in both side by side.

        What comes from outside is told from the day after `after` on, while the life goes on.
        """
        byday = [
            {day: list(there) for day, there in groupby(one, key=lambda moment: moment.day)}
            for one in worlds
        ]
        came: dict[int, list[str]] = {}
        for day, name in self.lives.arrivals:
            if after < day <= _last(worlds):
                came.setdefault(day, []).append(self.say("story_outside", name=self.arrival(name)))
        told = False
        for day in sorted({day for one in byday for day in one} | came.keys()):
            texts = [*came.get(day, []), *self.day([one.get(day, []) for one in byday])]
            for n, text in enumerate(texts):
                label = self.say("story_day", day=self.number(day)) if n == 0 else ""
                yield from textwrap.wrap(
                    text,
                    WIDTH,
                    initial_indent=f"{label:<{len(CONTINUED)}}",
                    subsequent_indent=CONTINUED,
                )
            told = told or bool(texts)
        if not told:
            yield CONTINUED + self.say("story_nothing")

    def arrival(self, name: str) -> str:
        """A shock, or a competitor's move, as people call it."""
        rival, _, move = name.partition(".")
        if not move:
            return self.voice.short(self.case.shocks[name].label, name)
        competitor = self.case.market.competitors[rival]
        whose = self.voice.short(competitor.label, rival)
        return f"{whose}: {self.voice.short(competitor.moves[move].label, move)}"

    def day(self, worlds: list[list[Moment]]) -> Iterator[str]:
        """What happens on a day, a line for each journey."""
        yield from self.beside(worlds, MORNING)
        yield from self.journeys(worlds)
        yield from self.beside(worlds, LATER)

    def beside(self, worlds: list[list[Moment]], kinds: tuple[str, ...]) -> Iterator[str]:
        """What is said or paid, once where it is the same in both worlds."""
        texts = [[self.remark(m) for m in one if m.what in kinds] for one in worlds]
        said = [[text for text in one if text] for one in texts]
        if all(one == said[0] for one in said):
            yield from said[0]
            return
        for world, one in zip(self.worlds, said, strict=True):
            yield from (f"{world}: {text}" for text in one)

    def remark(self, moment: Moment) -> str:
        """A moment outside a journey, as a sentence; empty for what is not told."""
        about, numbers = moment.numbers, self.voice.numbers
        if moment.what == "hear":
            praise, blame = about["good"] > 0, about["bad"] > 0
            kind = "both" if praise and blame else "good" if praise else "bad"
            return self.say(f"story_hear_{kind}")
        if moment.what == "friend_left":
            return self.say("story_friend_left")
        if moment.what == "consider":
            return self.say("story_consider", friends=numbers.percent(about["friends"]))
        if moment.what == "complain":
            key = "story_complains_for" if "need" in about else "story_complains"
            need = self.need(about["need"]) if "need" in about else ""
            return self.say(key, touchpoint=self.place(about["touchpoint"]), need=need)
        if moment.what == "recover":
            share = numbers.percent(about["share"])
            return self.say("story_recovers", need=self.need(about["need"]), share=share)
        if moment.what == "call":
            then = {when: numbers.decimal(about[when], 1) for when in ("before", "after")}
            return self.say("story_called", **then)
        if moment.what == "return":
            return self.say("story_returns", need=self.need(about["need"]))
        if moment.what == "wait":
            parts = {"need": self.need(about["need"]), "to": self.way(moment)}
            days = self.number(about["waited"])
            felt = "" if about["felt"] is None else f" {numbers.decimal(about['felt'], 1)}"
            return self.say("story_wait", **parts, days=days) + felt
        if moment.what == "talk":
            told = about["good"] + about["bad"]
            if told == 0:
                return ""
            key = "story_talk_bad" if about["memory"] < NEUTRAL else "story_talk_good"
            parts = {"told": self.number(told), "friends": self.number(about["of"])}
            return self.say(key, need=self.need(about["need"]), **parts)
        if moment.what == "review":
            stars = self.number(about["stars"])
            return self.say("story_review", need=self.need(about["need"]), stars=stars)
        if moment.what == "answer":
            return self.say("story_answer", given=numbers.decimal(about["given"]))
        if moment.what == "pay" and self.case.relationship.kind == "non_contractual":
            return self.say("story_pay", amount=self.money(about["paid"]))
        if moment.what == "reconsider":
            return self.say("story_reconsiders")
        return self.say("story_saved") if moment.what == "stay" else ""

    def journeys(self, worlds: list[list[Moment]]) -> Iterator[str]:
        """The journeys of a day, each as a chain of its visits."""
        turns = [[moment for moment in one if moment.turn] for one in worlds]
        chain, need, visits = "", "", 0
        for together in zip(*turns, strict=True):
            moment = together[0]
            about = moment.numbers
            if moment.what in TURNS:
                if chain:
                    yield chain
                chain = ""
                yield self.both([self.turning(one) for one in together])
                continue
            if not chain or about["need"] != need:
                if chain:
                    yield chain
                need = about["need"]
                chain, visits = self.journey(need, about.get("step", 1) > 0), 0
            if moment.what == "line":
                chain += f" {self.both([self.line(one.numbers) for one in together])}"
            elif moment.what == "visit":
                chain += f" {self.visit(together)}"
                visits += 1 + about["step"]
            else:
                yield f"{chain} {self.remembered(together, visits == 1)}"
                chain = ""
        if chain:
            yield chain

    def journey(self, need: str, continued: bool) -> str:
        """A journey's name."""
        label = self.voice.short(self.case.journeys[need].label, need)
        return self.say("story_continued", need=label) if continued else f"{label}:"

    def line(self, about: dict[str, Any]) -> str:
        """How long one waited for a team, and what came of it."""
        key = f"story_line_{about['outcome']}"
        if about["outcome"] == "served" and about["called_back"]:
            key = "story_line_called_back"
        elif about["called_back"]:
            key = f"story_line_uncalled_{about['outcome']}"
        elif about["turned_away"]:
            key = f"story_line_away_{about['outcome']}"
        minutes = self.voice.numbers.decimal(about["minutes"], 1)
        came = self.say(key, minutes=minutes, touchpoint=self.place(about["touchpoint"]))
        return " ".join([*self.before(about), came])

    def before(self, about: dict[str, Any]) -> Iterator[str]:
        """What had come of wanting to be served that day: tries in vain, and being handed on."""
        if about["tries"] > 1:
            yield self.say("story_line_tries", count=self.number(about["tries"]))
        first, last = about["teams"]
        if about["handed"] == 1 and first != last:
            label = self.case.teams[last].label
            yield self.say("story_line_handed", team=self.voice.short(label, last))
        elif about["handed"]:
            yield self.say("story_line_handed_about", count=self.number(about["handed"]))

    def visit(self, together: tuple[Moment, ...]) -> str:
        """A touchpoint and how it felt, and where it leads."""
        about = together[0].numbers
        felt = self.values([moment.numbers["felt"] for moment in together])
        text = f"{self.place(about['touchpoint'])} {felt}"
        if about["failed"]:
            text = f"{text} {self.say('story_fails')}"
        if about["misfit"]:
            text = f"{text} {self.say('story_misfit')}"
        stories = [moment.numbers["story"] for moment in together]
        if any(stories):
            text = f"{text} {self.both([self.say(f'story_told_{one}') for one in stories])}"
        return text if about["to"] in ENDS else f"{text} →"

    def remembered(self, together: tuple[Moment, ...], single: bool) -> str:
        """How a journey ends, and what it leaves behind: a single visit is its own memory."""
        memory, before, after = (
            self.values([moment.numbers[name] for moment in together])
            for name in ("memory", "before", "after")
        )
        felt = after if before == after else f"{before} → {after}"
        said = [] if single else [self.say("story_memory", memory=memory)]
        said.append(self.say("story_satisfaction", felt=felt))
        return f"→ {self.way(together[0])}. {' '.join(said)}"

    def turning(self, moment: Moment) -> str:
        """A turn that is no part of a journey."""
        if moment.what == "join":
            source = moment.numbers["source"]
            if moment.numbers["again"] or not source:
                return self.say("story_joins_again" if moment.numbers["again"] else "story_joins")
            return self.say("story_joins_by", source=self.say(f"source_{source}"))
        if moment.what in ("line_dropped", "line_added"):
            line = moment.numbers["line"]
            label = self.case.relationship.lines[line].label  # type: ignore[union-attr]
            return self.say(f"story_{moment.what}", line=self.voice.short(label, line))
        if moment.what == "contact":
            key = "story_contact_taken" if moment.numbers["taken"] else "story_contact"
            return self.say(key, campaign=self.campaign(moment.numbers["campaign"]))
        leaves = self.say(f"story_leaves_{moment.numbers['cause']}")
        if moment.numbers["provider"]:
            competitor = self.case.market.competitors[moment.numbers["provider"]]
            name = self.voice.short(competitor.label, moment.numbers["provider"])
            leaves = f"{leaves} {self.say('story_goes_to', name=name)}"
        if "real" not in moment.numbers:
            return leaves
        reasons = {
            name: self.say(f"reason_{moment.numbers[name]}") for name in ("real", "declared")
        }
        return f"{leaves} {self.say('story_reason', **reasons)}"

    # ---- how it ends, and why ----

    def ending(self, world: str, life: Life) -> str:
        """Where a life has come to at the horizon."""
        left = [moment.day for moment in life.moments if moment.what == "leave"]
        if life.status == "left" and not left:
            return self.say("story_end_gone", world=world)
        day = self.number(left[-1]) if left else ""
        key = f"story_ends_{life.status}"
        status = self.say(key, day=day, horizon=self.number(self.lives.horizon_days))
        if life.status == "prospect":
            return self.say("story_end_prospect", world=world, status=status)
        felt = self.voice.numbers.decimal(life.satisfaction, 1)
        paid, cost = self.money(life.revenue), self.money(life.cost)
        return self.say("story_end", world=world, status=status, felt=felt, paid=paid, cost=cost)

    def parted(self) -> Iterator[str]:
        """Where the lives parted, and why."""
        parting, lives = self.lives.parting, self.lives
        if parting is None and not any(moment.turn for moment in lives.today.moments):
            yield from self.wrapped(self.say("story_empty"))
            return
        if parting is None:
            ends = [life.satisfaction for life in (lives.today, lives.redesigned)]
            alike = [self.voice.numbers.decimal(felt, 1) for felt in ends]
            yield from self.wrapped(self.say("story_never", today=alike[0], redesigned=alike[1]))
            return
        yield self.say("story_parted", day=self.number(parting.day))
        for world, moment in zip(self.worlds, (parting.today, parting.redesigned), strict=True):
            yield from self.wrapped(f"{world}: {self.turn(moment)}", "  ")
        yield from self.wrapped(" ".join(self.why()), "  ")

    def turn(self, moment: Moment | None) -> str:
        """The turn that a life takes where the other takes another."""
        if moment is None:
            return self.say("story_no_more")
        if moment.what in TURNS:
            return self.turning(moment)
        day = self.say("story_on_day", day=self.number(moment.day))
        chain = self.journey(moment.numbers["need"], moment.numbers.get("step", 1) > 0)
        if moment.what == "visit":
            return f"{day}, {chain} {self.visit((moment,)).removesuffix(' →')} → {self.way(moment)}"
        if moment.what == "line":
            return f"{day}, {chain} {self.line(moment.numbers).removesuffix(',')}"
        return f"{day}, {chain} → {self.way(moment)}"

    def why(self) -> Iterator[str]:
        """What was behind the parting."""
        parting = self.lives.parting
        assert parting is not None
        yield self.reason(parting.why, parting.numbers)
        about = parting.numbers
        if "felt" in about:
            felt = self.pair([self.voice.numbers.decimal(value, 1) for value in about["felt"]])
            place, day = self.place(about["felt_at"]), self.number(about["felt_day"])
            yield self.say("story_felt", touchpoint=place, day=day, **felt)
        if parting.why in OWN_REASONS:
            return
        if parting.levers:
            levers = self.lives.to_be.levers
            names = ", ".join(self.voice.short(levers[name].label, name) for name in parting.levers)
            yield self.say("story_levers", levers=names)
        else:
            yield self.say("story_no_lever")

    def reason(self, why: str, about: dict) -> str:  # type: ignore[type-arg]
        """The chance that went apart."""
        numbers = self.voice.numbers
        need, touchpoint = about.get("need", ""), about.get("touchpoint", "")
        parts = {"need": self.need(need) if need else "", "touchpoint": ""}
        if touchpoint:
            parts["touchpoint"] = self.place(touchpoint)
        if why == "failure":
            return self.say("story_why_failure", **parts, **self.percents(about["risk"]))
        if why in ("way", "entry"):
            return self.say(f"story_why_{why}", **parts, ways=self.ways(need, *about["ways"]))
        if why == "pace" and "days" in about:
            written = self.pair([numbers.plain(days, 1) for days in about["days"]])
            return self.say("story_why_pace", **parts, **written)
        if why == "line":
            written = self.pair([numbers.decimal(minutes, 1) for minutes in about["minutes"]])
            return self.say("story_why_line", **parts, **written)
        if why == "caused":
            return self.say("story_why_caused", **parts)
        if why == "clock":
            rates = about["rate"]
            purchase = self.case.journeys[need].kind == "purchase"
            if None in rates or purchase or rates[0] == rates[1]:
                return self.say("story_why_clock", **parts)
            written = self.pair([numbers.plain(rate, 2) for rate in rates])
            return self.say("story_why_rate", **parts, **written)
        if why in ("non_payment", "involuntary"):
            return self.say(f"story_why_{why}", **self.percents(about["chance"]))
        if why == "contact":
            return self.say("story_why_contact", campaign=self.campaign(about["campaign"]))
        if "main" in about:
            return self.leaving(why, about)
        return self.say(f"story_why_{'timing' if why == 'pace' else why}")

    def leaving(self, why: str, about: dict) -> str:  # type: ignore[type-arg]
        """What had made the wish to leave, or to buy no more, grow differently."""
        standing = [self.voice.numbers.decimal(value, 2) for value in about["standing"]]
        main = self.say(f"story_main_{about['main']}", **self.pair(standing))
        count, chances = self.number(about["periods"]), self.percents(about["chance"])
        key = "story_why_dropout" if why == "silent" else "story_why_leaving"
        return self.say(key, main=main, count=count, **chances)

    def ways(self, need: str, today: dict[str, float], redesigned: dict[str, float]) -> str:
        """The ways on from a place, and how likely each is in either world."""
        names = dict.fromkeys([*today, *redesigned])
        write = self.voice.numbers.percent
        return "; ".join(
            f"{self.led(need, name)} {write(today.get(name, 0.0), 1)} | "
            f"{write(redesigned.get(name, 0.0), 1)}"
            for name in names
        )

    # ---- words and numbers ----

    def number(self, value: int) -> str:
        """A whole number."""
        return self.voice.numbers.decimal(value)

    def money(self, amount: float) -> str:
        """An amount in the case's currency."""
        return self.voice.numbers.money(amount, self.case.firm.currency)

    def values(self, felt: Sequence[float]) -> str:
        """A figure of 0–10; the redesign's in brackets where it is another."""
        texts = [self.voice.numbers.decimal(value, 1) for value in felt]
        return texts[0] if len(set(texts)) == 1 else f"{texts[0]} [{texts[1]}]"

    def both(self, texts: Sequence[str]) -> str:
        """What is said of a turn; in brackets what the redesign makes of it, if another thing."""
        return texts[0] if len(set(texts)) == 1 else f"{texts[0]} [{texts[1].removesuffix(',')}]"

    def percents(self, chances: Sequence[float | None]) -> dict[str, str]:
        """A chance in either world, as parts of a sentence."""
        return self.pair([self.voice.numbers.percent(chance, 1) for chance in chances])

    def pair(self, texts: Sequence[str]) -> dict[str, str]:
        """A figure in either world, as parts of a sentence."""
        return {"today": texts[0], "redesigned": texts[1]}

    def need(self, name: str) -> str:
        """The label of a journey."""
        return self.voice.short(self.case.journeys[name].label, name)

    def place(self, name: str) -> str:
        """The label of a touchpoint, or of a journey's end."""
        if name in ENDS:
            return self.say(f"story_{name}")
        return self.voice.short(self.case.touchpoints[name].label, name)

    def campaign(self, name: str) -> str:
        """The label of a campaign."""
        return self.voice.short(self.lives.to_be.campaigns[name].label, name)

    def way(self, moment: Moment) -> str:
        """Where a moment of a journey leads: what its end is called depends on the journey."""
        return self.led(moment.numbers["need"], moment.numbers["to"])

    def led(self, need: str, to: str) -> str:
        """A touchpoint, or an end of a journey."""
        kind = self.case.journeys[need].kind
        return self.say(f"story_done_{kind}") if to == "done" else self.place(to)

    def wrapped(self, text: str, indent: str = "") -> list[str]:
        """A paragraph."""
        return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _last(worlds: Iterable[Sequence[Moment]]) -> int:
    """The last day on which anything happens; −1 where nothing does."""
    return max((moment.day for one in worlds for moment in one), default=-1)


def _end_of_shared(moments: Sequence[Moment], shared: int, day: int) -> int:
    """Where in a life what is shared ends: after so many turns, before what else a day brings."""
    turns = [n for n, moment in enumerate(moments) if moment.turn]
    end = turns[shared - 1] + 1 if shared else 0
    while end < len(moments) and not moments[end].turn and moments[end].day < day:
        end += 1
    return end
