"""One life lived again, alone: against what the customer met of others in a run of the kernel."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import simpy

from cxsim.behaviour.reasons import REASONS
from cxsim.behaviour.recovery import forgiven
from cxsim.behaviour.relationship import link, lock_in_term, logistic, price_term
from cxsim.behaviour.word_of_mouth import forgotten, heard_term
from cxsim.world.people import CUSTOMER, LEFT, VOLUNTARY
from cxsim.world.teams import DAY, HALF_HOUR, MINUTE, SLOTS
from cxsim.world.world import Built, left_as_is

from .. import run as kernel
from ..run import Lived
from ..staffed.tables import OUTCOMES, RESOLVED, SERVED
from ..state import CAME_BACK, State
from .customer import Customer
from .employees import Employee
from .listening import Ear
from .model import Model
from .registers import TRAITS
from .reviews import STARS
from .teams import Contact, Team
from .under_way import Claim, Journey


class Met(NamedTuple):
    """What reaches one customer from others, by day."""

    said: np.ndarray
    """(days, 3) int: strength of the praise, the blame and the news of leaving that arrive."""
    common: np.ndarray
    """(days, 5) int: what all share in the morning (`State.common`)."""
    friends: np.ndarray
    """(days,) int: summed strength of ties to customers, in the morning."""
    seen: np.ndarray
    """(levers, days, 2) int: visits and failures that levers wait for, before each day."""
    shown: np.ndarray
    """(days, 2) the rating, and the number of reviews, as `State.shown`."""
    brought: np.ndarray
    """(days, 3) int: what has brought them, the referrer's number, and whether that one stays."""
    raised: np.ndarray
    """(days, touchpoints) points by which fixes have raised each; empty where none is made."""
    served: dict[int, Served]
    """By day, what came of wanting to be served by a team."""


class Served(NamedTuple):
    """A contact with a team that came to something, as the kernel had it."""

    contact: dict[str, Any]
    """By the names of `tables.CONTACT`."""
    employee: dict[str, Any]
    """Whoever served, by the names of `tables.EMPLOYEE`, with the strain of that day."""
    mood: float


class Moment(NamedTuple):
    """Something that happens in a life."""

    day: int
    what: str
    turn: tuple[Any, ...]
    """What another life must share not to part from this one here; empty for what is only felt,
    said or weighed."""
    numbers: dict[str, Any]
    """What is behind it."""


def met(built: Built, warm: State, number: int) -> tuple[Lived, Met]:
    """Live a world in the kernel and write down what one person meets of others.

    Returns
    -------
    tuple of (Lived, Met)
    """
    days = int(built.world.case[0].horizon)
    shown, brought = np.zeros((days, 2)), np.zeros((days, 3), np.int64)
    raised = np.zeros((days, built.world.places.size if built.world.case[0].listens else 0))
    said, friends = np.zeros((days, 3), np.int64), np.zeros(days, np.int64)
    common = np.zeros((days, 5), np.int64)
    served: dict[int, Served] = {}
    before: list[np.ndarray] = []

    def look_back(today: int, state: State) -> None:
        if today > 0:
            shown[today - 1] = state.shown
            raised[today - 1] = state.raised[:, 0]
            brought[today - 1] = referred(state, number, today - 1)
        found = came_out(state, number, today - 1, before)
        if found is not None:
            served[today - 1] = found
        before[:] = [state.employees.strain.copy(), state.employees.hire.copy()]

    def look(today: int, state: State) -> None:
        said[today] = state.inbox[number]
        common[today] = state.common
        friends[today] = state.friends[number]
        look_back(today, state)

    lived = kernel.live(built, warm, step=1, morning=look)
    look_back(days, lived.state)
    return lived, Met(
        said, common, friends, built.world.seen.copy(), shown, brought, raised, served
    )


def referred(state: State, number: int, day: int) -> tuple[int, int, int]:
    """What had brought somebody by the end of a day, who did, and whether that one stays."""
    who = state.people[number]
    referrer = state.people[max(0, int(who.referrer))]
    here = referrer.status == CUSTOMER and referrer.joined < day
    stays = who.referrer >= 0 and (here or referrer.gone == day)
    return int(who.source), int(who.referrer), int(stays)


def came_out(state: State, number: int, day: int, before: list[np.ndarray]) -> Served | None:
    """What came of somebody's contact with a team on the day that is just over, if anything did."""
    if not before:
        return None
    for row in state.resolved[: int(state.floor[RESOLVED])]:
        contact = state.contacts[row]
        if contact.person != number:
            continue
        at = divmod(max(0, int(contact.employee)), state.employees.shape[1])
        employee, mood = kept(state.employees[at]), 0.0
        if contact.employee >= 0:
            slot = (int(contact.began) - day * DAY) // HALF_HOUR
            mood = float(state.moods[at][slot]) if 0 <= slot < SLOTS else 0.0
            strain, hire = (float(known[at]) for known in before)
            employee["strain"] = strain if employee["hire"] == hire else 0.0
        return Served(kept(contact), employee, mood)
    return None


def kept(record: np.void) -> dict[str, Any]:
    """A record as Python's own numbers, which nobody writes over."""
    return {name: record[name].item() for name in record.dtype.names or ()}


class Friend:
    """Somebody of whom only is known what the customer tells them."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.mail = [0, 0, 0]
        self.friends = 0


class Told(Ear):
    """What the firm did because of what others, too, had answered."""

    model: Replay

    def carry_out(self) -> None:
        """Touchpoints are raised as far as they were."""
        for so_far, raised in zip(
            self.raised, self.model.meets.raised[self.model.today], strict=True
        ):
            so_far[0] = float(raised)
        super().carry_out()

    def review(self) -> None:
        """What was decided is known."""


class StandIn(Employee):
    """Whoever served, as the customer met them."""

    def __init__(self, team: Team, served: Served) -> None:
        super().__init__(team, served.contact["employee"] % team.size, served.employee)
        self.mood = served.mood

    def mood_at(self, now: int) -> float:
        """The mood of that half-hour."""
        return self.mood


class Witness(Customer):
    """A customer who takes note of what happens to them, and of the numbers behind it."""

    model: Replay
    failed: bool
    misfit: bool
    weights: dict[int, float]
    period: dict[str, float]
    moved: dict[str, Any]

    def tell(self, what: str, turn: tuple[Any, ...] = (), **numbers: Any) -> None:
        """Take note of a moment."""
        if self.model.today >= 0:
            self.model.moments.append(Moment(self.model.today, what, turn, numbers))

    def trace(self) -> None:
        """What brought the prospect, and who did, is as it was in the kernel's run."""
        self.source, self.referrer, _ = self.model.meets.brought[self.model.today].tolist()

    def hear(self) -> None:
        """Note what friends said."""
        (good, bad, left), before = self.news(), self.consideration
        super().hear()
        if left > 0 and self.status != LEFT:
            self.tell("friend_left", strength=left)
        if (good, bad) != (0, 0) and self.listens:
            self.tell("hear", good=good, bad=bad, before=before)

    def consider(self) -> None:
        """Keep what moves a prospect today."""
        self.moved = {"chance": self.consideration, "pull": self.pull, "friends": self.following}
        super().consider()

    def adopt(self) -> None:
        """Note the day on which a prospect begins to buy, and what moved them."""
        self.tell("consider", **self.moved)
        super().adopt()

    def set_out(self, key: int, need: int, occurrence: int, when: float) -> Journey:
        """Note why a journey begins where it does."""
        journey = super().set_out(key, need, occurrence, when)
        pairs = zip(self.model.entries[need], self.entry_weights(need), strict=True)
        ways = shares({touchpoint: weight for (_, touchpoint, _), weight in pairs})
        self.tell(
            "begin",
            need=need,
            occurrence=journey.occurrence,
            touchpoint=journey.touchpoint,
            ways=ways,
            rate=self.terms.needs[need],
        )
        return journey

    def begin_again(self, claim: Claim, free_from: float) -> Journey:
        """Note who comes back with what they had given up; a complaint is noted when it is made."""
        journey = super().begin_again(claim, free_from)
        if claim.because & CAME_BACK:
            self.tell("return", need=claim.need)
        return journey

    def complain(self, journey: Journey, opens: int, felt: float) -> None:
        """Note a complaint, and the help that is sought with it."""
        super().complain(journey, opens, felt)
        sought: dict[str, Any] = {"need": opens} if opens >= 0 else {}
        self.tell("complain", touchpoint=journey.touchpoint, **sought)

    def soothe(self, journey: Journey, case: Claim, before: float, offset: float) -> None:
        """Note how far a failure is made good."""
        super().soothe(journey, case, before, offset)
        self.tell("recover", need=journey.need, share=forgiven(offset))

    def meets_failure(self, touchpoint: int, key: int) -> bool:
        """Remember it for the moment."""
        self.failed = super().meets_failure(touchpoint, key)
        return self.failed

    def fit(self, touchpoint: int, key: int) -> float:
        """Remember for the moment whether a visit was made for somebody else."""
        found = super().fit(touchpoint, key)
        self.misfit = found < 0.0 < self.terms.tailoring[touchpoint]
        return found

    def fares(self, journey: Journey, key: int) -> int:
        """Remember for the moment how one may fare with an assistant."""
        settled, wrong, way_out = self.assistance(journey)
        chances = [settled * (1.0 - wrong), (1.0 - settled) * way_out]
        chances += [settled * wrong, (1.0 - settled) * (1.0 - way_out)]
        ways = self.model.ways[journey.need][journey.touchpoint]
        self.weights = shares({way.to: c for way, c in zip(ways, chances, strict=True)})
        return super().fares(journey, key)

    def way_weights(self, journey: Journey) -> list[float]:
        """Remember them for the moment."""
        weights = super().way_weights(journey)
        ways = self.model.ways[journey.need][journey.touchpoint]
        self.weights = shares({way.to: w for way, w in zip(ways, weights, strict=True)})
        return weights

    def come_out(self, journey: Journey, contact: Contact) -> bool:
        """Note a stay in line, and what came of it."""
        moments = journey.moments
        served = super().come_out(journey, contact)
        felt = journey.last if journey.moments > moments else None
        turn = (journey.need, journey.occurrence, journey.step, "line", contact.outcome)
        self.tell(
            "line",
            turn,
            need=journey.need,
            occurrence=journey.occurrence,
            step=journey.step,
            touchpoint=journey.touchpoint,
            minutes=contact.waited / MINUTE,
            outcome=OUTCOMES[contact.outcome],
            called_back=bool(contact.called_back),
            handed=contact.handed,
            tries=1 + contact.legs - contact.handed,
            turned_away=contact.outcome != SERVED and contact.waited == 0,
            teams=(contact.first_team, contact.team),
            felt=felt,
        )
        return served

    def visit(self, journey: Journey, contact: Contact | None = None) -> None:
        """Note a visit."""
        touchpoint, risk = journey.touchpoint, self.terms.failure[journey.touchpoint]
        since, self.weights = journey.at, {}
        told, known = journey.told_before, journey.known
        super().visit(journey, contact)
        if self.served is not None:
            risk = self.served.failure(risk)
        to = journey.ending or journey.touchpoint
        turn = (journey.need, journey.occurrence, journey.step - 1, touchpoint, self.failed, to)
        self.tell(
            "visit",
            turn,
            need=journey.need,
            occurrence=journey.occurrence,
            step=journey.step - 1,
            touchpoint=touchpoint,
            failed=self.failed,
            misfit=self.misfit,
            story=self.story(told, known),
            to=to,
            felt=journey.last,
            risk=risk,
            ways=self.weights,
            after=journey.at - since,
        )

    def story(self, told: bool, known: bool) -> str:
        """Whether whoever was met knew a story told before, or it had to be told again."""
        if not self.model.case.silos:
            return ""
        known = known or not told
        if self.served is not None and self.served.handed:
            told, known = True, known and self.served.known
        return "" if not told else "known" if known else "again"

    def promise_passes(self, journey: Journey) -> None:
        """Note a promised day that passes."""
        moments = journey.moments
        super().promise_passes(journey)
        felt = journey.last if journey.moments > moments else None
        to = journey.ending or journey.touchpoint
        waited = self.model.today - journey.since
        self.tell("wait", need=journey.need, to=to, waited=waited, felt=felt)

    def remember(self, journey: Journey, case: Claim | None) -> None:
        """Keep what satisfaction was before."""
        self.before = self.satisfaction
        super().remember(journey, case)

    def write_down(self, journey: Journey, memory: float, kind: int, done: bool) -> None:
        """Note how a journey ends and what it does to satisfaction."""
        super().write_down(journey, memory, kind, done)
        turn = (journey.need, journey.occurrence, journey.ending)
        told = {"memory": memory, "before": self.before, "after": self.satisfaction}
        self.tell("end", turn, need=journey.need, to=journey.ending, **told)

    def talk(self, journey: Journey, memory: float) -> None:
        """Note to how many friends the customer talks."""
        written = len(self.model.books.events)
        super().talk(journey, memory)
        if len(self.model.books.events) > written:
            good, bad = self.model.overheard()
            of = len(self.ties)
            self.tell("talk", need=journey.need, memory=memory, good=good, bad=bad, of=of)

    def review(self, journey: Journey, memory: float) -> None:
        """Note the stars of a review, where one is written."""
        before = list(self.model.site.all)
        super().review(journey, memory)
        given = [now - then for now, then in zip(self.model.site.all, before, strict=True)]
        if any(given):
            self.tell("review", need=journey.need, stars=STARS[given.index(1)])

    def reach_further(self, told: list[Any], key: int, says: int) -> int:
        """Whom friends tell of it is not lived again here."""
        return 0

    def be_calmed(self, offset: float) -> None:
        """Note a call back, and how much of the grievance it takes."""
        before = self.satisfaction
        super().be_calmed(offset)
        self.tell("call", share=forgiven(offset), before=before, after=self.satisfaction)

    def answer(self, key: int, felt: float, channel: int) -> bool:
        """Note an answer to a survey."""
        answered = super().answer(key, felt, channel)
        if answered:
            given = self.model.books.events[-1][-1]
            self.tell("answer", given=given, relational=channel == self.model.relational)
        return answered

    def be_contacted(self) -> None:
        """Note the contacts of campaigns, and whether the offer is taken."""
        written = len(self.model.books.events)
        super().be_contacted()
        for event in self.model.books.events[written:]:
            campaign, taken = event[-2:]
            self.tell("contact", ("contact", campaign), campaign=campaign, taken=taken)
        self.model.overheard()  # what they tell friends of it is no talk of a journey

    def earn(self, listed: float, extra: float, tenure: float) -> None:
        """Note what is paid."""
        super().earn(listed, extra, tenure)
        self.tell("pay", paid=listed * self.terms.rules.price + extra)

    def purchase(self, journey: Journey) -> None:
        """Note what the log-odds of dropping out after a purchase are made of."""
        z = self.standing
        parts = {
            "satisfaction": -self.terms.rules.beta_s * link(z, self.model.case.link),
            "rival": 0.0,
            "bond": 0.0,
            "heard": 0.0,
            "contact": self.contacted_term(),
            "price": self.price_term(z),
            "grievance": self.bearing,
            "defection": self.exposed_term(),
            "loyalty": self.loyalty,
        }
        self.tell(
            "period", chance=logistic(sum(parts.values())), standing=self.satisfaction, **parts
        )
        super().purchase(journey)

    def leaving_chance(self) -> float:
        """Note what the log-odds of leaving in a period are made of."""
        chance = super().leaving_chance()
        rules, z, days = self.terms.rules, self.standing, float(self.model.today - self.heard_day)
        p = forgotten(self.consideration, rules.consideration, days, rules.memory_days)
        elasticity = rules.elasticity * rules.price_sensitivity
        self.tell(
            "period",
            chance=chance,
            left=self.to_leave,
            non_payment=rules.non_payment,
            involuntary=rules.involuntary,
            satisfaction=-rules.beta_s * link(z, self.model.case.link)
            - rules.beta_alternative * self.satisfaction,
            rival=rules.beta_alternative * self.terms.rivalry.elsewhere,
            heard=heard_term(p, rules.consideration, rules.on_leaving),
            price=price_term(self.terms.relative_price, elasticity, rules.dampening, z),
            bond=lock_in_term(rules.bond, self.satisfaction, rules.lock_in),
            contact=self.contacted_term(),
            grievance=self.bearing,
            defection=self.exposed_term(),
            loyalty=self.loyalty - rules.loyalty,
            standing=self.satisfaction,
        )
        return chance

    def stay(self) -> None:
        """Note that the customer is talked out of leaving."""
        super().stay()
        self.tell("stay")

    def drop_line(self) -> None:
        """Note which line is dropped."""
        held = self.lines
        super().drop_line()
        line = (held - self.lines).bit_length() - 1
        self.tell("line_dropped", ("line_dropped", line), line=line)

    def consider_a_line(self) -> None:
        """Note which line is taken, if one is."""
        held = self.lines
        super().consider_a_line()
        if self.lines != held:
            line = (self.lines - held).bit_length() - 1
            self.tell("line_added", ("line_added", line), line=line)

    def join(self, when: float) -> None:
        """Note the first day as a customer, or the first again."""
        super().join(when)
        self.tell("join", ("join",), again=self.returns > 0, source=self.source)

    def look_again(self) -> None:
        """Note who begins to think of coming back."""
        super().look_again()
        self.tell("reconsider", provider=self.provider)

    def leave(self, when: float, cause: int) -> None:
        """Note the last day as a customer."""
        super().leave(when, cause)
        told: dict[str, str] = {}
        if cause == VOLUNTARY and self.model.today >= 0:
            event: tuple[Any, ...] = self.model.books.events[-1]
            told = {"real": REASONS[event[6]], "declared": REASONS[int(event[-1])]}
        turn = ("leave", cause, self.provider)
        self.tell("leave", turn, cause=cause, provider=self.provider, **told)


class Replay(Model):
    """A world in which one person lives, and meets what they met in the kernel.

    Parameters
    ----------
    built : Built
    warm : State
        Day 0, of everybody.
    number : int
        The person.
    meets : Met
    """

    def __init__(self, built: Built, warm: State, number: int, meets: Met) -> None:
        self.moments: list[Moment] = []
        self.told: list[Friend] = []
        self.meets = meets
        self.in_force: dict[int, int] = {}
        """First day in force of each lever, by its number; none of those that never were."""
        super().__init__(built, warm, 0, built.people.size, Witness, number)
        self.ear = Told(self, self.register)

    def friend(self, number: int) -> Any:
        """Somebody who is not here."""
        self.told.append(Friend(number))
        return self.told[-1]

    def overheard(self) -> tuple[int, int]:
        """How many friends have just been told good and bad, and forget it."""
        mail = [friend.mail for friend in self.told]
        found = sum(good > 0 for good, _, _ in mail), sum(bad > 0 for _, bad, _ in mail)
        for friend in self.told:
            friend.mail = [0, 0, 0]
        return found

    def counted_so_far(self, lever: int) -> tuple[int, int]:
        """What a lever waits for, as the kernel counted it."""
        total, bad = self.meets.seen[lever, self.today].tolist()
        return total, bad

    def watch(self) -> None:
        """Note the first day on which a lever is in force."""
        super().watch()
        for number, lever in enumerate(self.world.levers):
            if lever.start <= self.today:
                self.in_force.setdefault(number, int(lever.start))

    def stays(self, number: int) -> bool:
        """Whether the referrer, the only one asked about, was a customer this morning."""
        return bool(self.meets.brought[self.today, 2])

    def open_site(self) -> None:
        """Reviews that others wrote are as the kernel counted them."""
        self.site.rating, self.site.volume = self.meets.shown[self.today].tolist()
        self.site.show()

    def open_shop(self) -> None:
        """Who else works and waits is not lived again here."""

    def close_shop(self) -> None:
        """Nor what it does to them."""

    def run_lines(self) -> None:
        """What came of wanting to be served is taken from the kernel's run."""
        self.coming, self.carried = [], []
        served = self.meets.served.get(self.today)
        if served is None:
            return
        contact = Contact(**{name: served.contact[name] for name in TRAITS})
        if served.contact["employee"] >= 0:
            team = self.teams[served.contact["employee"] // self.teams[0].size]
            contact.employee = StandIn(team, served)
        clock = simpy.Environment(initial_time=self.today)
        (person,) = self.people
        clock.process(person.live_day(clock, contact))
        clock.run()

    def step(self) -> None:
        """A day: what others did is taken from the kernel's run."""
        (person,) = self.people
        person.mail = self.meets.said[self.today].tolist()
        self.common = self.meets.common[self.today].tolist()
        person.friends = int(self.meets.friends[self.today])
        super().step()


def replayed(built: Built, warm: State, number: int, meets: Met) -> Replay:
    """Live one life from day 0 to the horizon; the world is left as it is."""
    with left_as_is(built.world):
        model = Replay(built, warm, number, meets)
        (person,) = model.people
        if person.status == CUSTOMER:
            person.change_clocks()
        while model.today < model.case.horizon:
            model.step()
    return model


def shares(weights: dict[int, float]) -> dict[int, float]:
    """Weights as shares of their sum."""
    total = sum(weights.values())
    return {way: weight / total for way, weight in weights.items()} if total else weights
