"""One life lived again, alone, is the life it was among all others; and what parts two is named."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim import load
from cxsim.engine.record import EVENT, HEAR
from cxsim.engine.reference.replay import Replay, met, replayed
from cxsim.engine.run import Lived, live, warmed
from cxsim.measure.replay import replay
from cxsim.measure.twins import lives_of, twins
from cxsim.scenario import Problems
from cxsim.scenario.schema import Scenario

from ..kit.generated import life
from ..kit.generated_luck import Luck
from ..kit.runs import state_arrays, worlds
from ..kit.scenarios import FAILURE_DEMAND, PURCHASES, RICH, made, redesigned
from .test_silos import ASSISTED, HELP

EXIT = "touchpoints.bot.assistant.human_exit"
EVERYWHERE: dict[str, Any] = {
    "quality": {"target": "touchpoints.desk.quality", "effect": 1, "ramp_days": 9},
    "prices": {"target": "economics.price", "how": "multiply", "effect": 0.9, "start_day": 12},
}
APP: dict[str, Any] = {
    "label": "App",
    "stage": "post_purchase",
    "owner": "brand",
    "channel": "app",
    "quality": 9,
    "failure": {"probability": 0.3, "depth": 4},
}
MORE = "as_is.teams.save_desk.staff=60"
"""At that scale as many fill its three shifts."""
SMALL = ["as_is.warm_up_days=20", "as_is.firm.team_scale=0.05", MORE]
SCENARIOS = {
    "contract": made(RICH, levers=EVERYWHERE),
    "purchases": made(
        PURCHASES,
        {"relationship.rate.scale_days": 20},
        levers={"often": {"target": "relationship.frequency", "how": "multiply", "effect": 2}},
    ),
    "failure demand": made(RICH, FAILURE_DEMAND, levers=EVERYWHERE),
    "structure": redesigned(
        made(RICH, {"touchpoints.line.control": 1}).as_is,
        {
            "door": {"target": "journeys.mend.entry.app", "effect": 2, "start_day": 10},
            "way": {"target": "journeys.mend.steps.line.app.share", "effect": 0.3},
            "close": {"removes": "line", "instead": "desk", "start_day": 30, "ramp_days": 9},
        },
        touchpoints={"app": APP},
        journeys={"mend": {"steps": {"app": {"done": 0.6, "desk": 0.4}}}},
    ),
    "promises": made(
        RICH,
        {
            "journeys.mend.steps.line.desk": {"share": 0.3, "after_days": 3, "promised_days": 1},
            "touchpoints.desk.personalisation": {"strength": 4},
            "surveys.journey.after_promise_days": 1,
        },
        levers={
            "sooner": {"target": "journeys.mend.steps.line.desk.after_days", "effect": -1},
            "kept": {"target": "journeys.mend.steps.line.desk.promised_days", "effect": 1},
        },
    ),
    "assistant": made(
        HELP, ASSISTED, {"silos": {}}, levers={"shut": {"target": EXIT, "effect": -0.8}}
    ),
    "prospects": made(
        RICH,
        {
            "market": {"prospects": 3, "innovation": 6, "imitation": 20},
            "market.reviews": {"count": 9, "stars": 4, "recent_days": 9},
            "market.arousal": {"per_year": 30, "search_days": 9},
            "behaviour.reviews.writing": 0.1,
            "behaviour.referral": {"leaving": 0.9, "margin": 0.5},
            "campaigns": {"seed": {"label": "Seed", "days": 20, "talks": 0.5, "reach": 0.5}},
        },
        levers={"ask": {"target": "market.referral.pull", "effect": 1}},
    ),
    "listening": made(
        RICH,
        FAILURE_DEMAND,
        {
            "surveys.response": 0.9,
            "listening": {
                "close_loop": {"share": 0.6},
                "fix": {"gain": 1, "review_days": 9, "least_answers": 5, "delay_days": 3},
            },
        },
        levers={"calls": {"target": "listening.close_loop.share", "effect": 0.4}},
    ),
    "telecom": load("telecom/to_be_on_time_technician", SMALL),
}


DAYS = {
    "contract": 60,
    "failure demand": 60,
    "structure": 60,
    "promises": 40,
    "purchases": 800,
    "assistant": 120,
    "prospects": 60,
    "listening": 60,
    "telecom": 200,
}


OF_OTHERS = "inbox", "friends", "common"
"""What others did since the last morning has not been met."""
OF_THE_SITE = ("stars", "recent_stars", "shown")
"""What reviews come to: of what others write only that is known which is shown."""
OF_THE_FIRM = ("heard", "fixes", "raised")
"""What the firm hears in surveys: of what it decides, the replayed life knows what is felt."""
OF_TEAMS = (
    "employees",
    "customers_of",
    "recent",
    "recent_count",
    "carried",
    "team_day",
    "team_hours",
)


def events_of(events: np.ndarray, number: int) -> list[tuple[Any, ...]]:
    own = (events["person"] == number) & (events["kind"] != HEAR)
    return [tuple(one.item()) for one in events[own]]


def assert_same_life(model: Replay, lived: Lived, number: int) -> None:
    """All that the person carries, and every event in order, to the bit."""
    ours, theirs = state_arrays(model.state()), state_arrays(lived.state)
    for (name, mine), (_, others) in zip(ours, theirs, strict=True):
        if name in (*OF_OTHERS, *OF_THE_SITE, *OF_THE_FIRM) or mine.size == 0 or of_teams(name):
            continue  # nobody has any, or what others did since the last morning has not been met
        at = (slice(None), number) if name == "calendar" else number
        assert mine[at].tobytes() == others[at].tobytes(), name
    told = np.array(model.books.events or [], EVENT)
    written = lived.record.events[: int(lived.record.written[0])]
    assert events_of(told, number) == events_of(np.asarray(written), number)


def of_teams(name: str) -> bool:
    """Whether an array is of those who serve, who are not lived again."""
    return name.split(".")[0] in OF_TEAMS


def lived_again(scenario: Scenario, customers: int, horizon: int, step: int, seed: int = 1) -> int:
    """Live every so manieth person again, in both worlds; how many moments there were."""
    today, own = worlds(scenario, customers, horizon, seed)
    warm = warmed(today)
    moments = 0
    for built in {id(world): world for world in (today, own)}.values():
        whole = live(built, warm, built.people.size)
        for number in range(0, built.people.size, step):
            model = replayed(built, warm, number, met(built, warm, number)[1])
            assert_same_life(model, whole, number)
            moments += len(model.moments)
    return moments


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_life_alone_is_the_life_among_all(name: str) -> None:
    assert lived_again(SCENARIOS[name], 60, DAYS[name], 7) > 100


def test_a_life_alone_is_the_life_among_all_in_generated_scenarios() -> None:
    moments = 0
    for seed in range(12):
        one = life(Luck.of(seed))
        step = 1 + one.customers // 3
        moments += lived_again(one.scenario, one.customers, one.horizon, step, one.seed)
    assert moments > 100


@pytest.mark.parametrize("name", SCENARIOS)
def test_two_lives_part_where_the_twins_do(name: str) -> None:
    scenario, about = SCENARIOS[name], (120, DAYS[name], 1)
    today, own = worlds(scenario, *about)
    warm = warmed(today)
    people = today.people.size
    pair = [live(world, warm, people) for world in (today, own)]
    frame = twins(pair[0], pair[1], lives_of(pair[0])).frame
    assert frame is not None
    assert len(frame) > 5
    chosen = frame.set_index("customer")["parted_day"]
    for number in [*chosen.index[:6], *set(range(people)) - set(chosen.index)][:9]:
        parting = replay(scenario, number, *about).parting
        if number in chosen.index and not chosen.isna()[number]:
            assert parting is not None
            assert parting.day == chosen[number]
        elif parting is not None:  # twins who live the same, at other times, are no others
            assert parting.why in ("clock", "pace")


ALONE: dict[str, Any] = {
    "ties": {"friends": 0, "weak": 0},
    "archetypes.anyone.needs": {"ask": 3, "mend": 3},
    "market": {"prospects": 3, "innovation": 5},
    "journeys.join.steps.desk": {
        "done": 0.4,
        "desk": {"share": 0.5, "after_days": 1},
        "give_up": 0.1,
    },
}
LATE = "journeys.mend.steps.line.desk.after_days"
CONTRACT: dict[str, tuple[dict[str, Any], str]] = {
    "failures": ({"target": "touchpoints.desk.failure.probability", "effect": 0.4}, "failure"),
    "ways": ({"target": "journeys.mend.steps.line.desk.share", "effect": 0.3}, "way"),
    "doors": ({"target": "journeys.mend.entry.desk", "effect": 3}, "entry"),
    "needs": ({"target": "archetypes.anyone.needs.mend", "effect": 3}, "clock"),
    "pace": ({"target": LATE, "effect": 4}, "pace"),
    "ends": ({"target": "journeys.mend.steps.line.done.after_days", "effect": 4}, "pace"),
    "joining": ({"target": "journeys.join.steps.desk.desk.after_days", "effect": 4}, "pace"),
    "known": ({"target": "market.innovation", "effect": 5}, "adoption"),
    "price": ({"target": "economics.price", "how": "multiply", "effect": 1.5}, "voluntary"),
    "rival": ({"target": "market.alternative", "effect": 4}, "voluntary"),
    "loyalty": ({"target": "archetypes.anyone.loyalty", "effect": 2}, "voluntary"),
    "bond": ({"target": "relationship.lock_in", "effect": 1}, "voluntary"),
    "debts": ({"target": "archetypes.anyone.non_payment", "effect": 0.3}, "non_payment"),
}
IDLE: dict[str, Any] = {
    "never": {"target": "touchpoints.desk.failure.probability", "how": "at_most", "effect": 1},
    "later": {"target": "touchpoints.desk.failure.probability", "effect": 0.1, "start_day": 99},
    "depth": {"target": "touchpoints.desk.failure.depth", "effect": 0},
    "costs": {"target": "touchpoints.desk.cost", "effect": 1},
}


@pytest.mark.parametrize("name", CONTRACT)
def test_a_lever_on_one_chance_parts_lives_at_that_chance(name: str) -> None:
    """Without ties, where one number alone is moved, nothing else can come first."""
    lever, why = CONTRACT[name]
    scenario = made(RICH, ALONE, levers=IDLE | {"it": lever})
    found = [replay(scenario, number, 30, 60).parting for number in range(120)]
    parted = [parting for parting in found if parting is not None]
    assert len(parted) >= 2
    assert {parting.why for parting in parted} <= {why} | (
        {"adoption"} if name == "price" else set()
    )
    assert all(parting.levers == ("it",) for parting in parted)


def test_a_closing_parts_lives_where_it_leads_elsewhere() -> None:
    close = {"removes": "line", "instead": "desk"}
    scenario = made(RICH, ALONE, {"touchpoints.line.control": 1}, levers=IDLE | {"it": close})
    found = [replay(scenario, number, 30, 60).parting for number in range(30)]
    parted = [parting for parting in found if parting is not None]
    assert {parting.why for parting in parted} == {"way", "entry"}
    assert all(parting.levers == ("it",) for parting in parted)


@pytest.mark.parametrize("main", ["price", "rival", "loyalty", "bond"])
def test_what_moved_the_wish_to_leave_is_named(main: str) -> None:
    # A bond holds the dissatisfied: it shows where all are.
    unhappy = (
        {"touchpoints.desk.quality": 2, "touchpoints.line.quality": 2} if main == "bond" else {}
    )
    scenario = made(RICH, ALONE, unhappy, levers={"it": CONTRACT[main][0]})
    found = [replay(scenario, number, 30, 60).parting for number in range(30)]
    leaving = [one for one in found if one is not None and one.why == "voluntary"]
    assert leaving
    assert {one.numbers["main"] for one in leaving} == {main}
    assert all(one.numbers["chance"][0] != one.numbers["chance"][1] for one in leaving)


def test_the_price_of_purchases_is_named() -> None:
    lever = {"target": "economics.price", "how": "multiply", "effect": 3}
    often = {"relationship.rate.scale_days": 5, "ties": {"friends": 0, "weak": 0}, "behaviour": {}}
    scenario = made(PURCHASES, often, levers={"it": lever})
    found = [replay(scenario, number, 60, 300).parting for number in range(60)]
    silent = [one for one in found if one is not None]
    assert {one.why for one in silent} == {"silent"}
    assert {(one.numbers["main"], one.levers) for one in silent} == {("price", ("it",))}


def test_felt_is_told_of_the_journey_that_it_moves() -> None:
    """Ways on lean on satisfaction with this journey so far: an earlier one has no say."""
    quality = {"target": "touchpoints.line.quality", "effect": 3}
    share = {"target": "journeys.mend.steps.line.desk.share", "effect": 0.05}
    scenario = made(RICH, ALONE, levers={"quality": quality, "share": share})
    for number in range(30):
        told = replay(scenario, number, 30, 60)
        if told.parting is None or told.parting.why != "way" or "felt" not in told.parting.numbers:
            continue
        about = told.parting.numbers
        felt = [m.numbers for m in told.today.moments if m.day == about["felt_day"]]
        assert about["need"] in [one.get("need") for one in felt]


def test_a_redesign_that_changes_nothing_parts_nobody() -> None:
    nothing = {"it": {"target": "touchpoints.desk.quality", "effect": 0}}
    told = replay(made(RICH, levers=nothing), None, 40, 60)
    assert told.parting is None
    assert told.today == told.redesigned


def test_the_telling_customer_is_one_whom_the_redesign_saves() -> None:
    told = replay(SCENARIOS["telecom"], None, 300, 365)
    assert (told.today.status, told.redesigned.status) == ("left", "customer")
    assert told.parting is not None
    assert told.parting.day < told.today.left + 1  # the last journey may be walked the day after


def test_mistakes_are_told() -> None:
    with pytest.raises(Problems, match=r"customer is 99.*0 … 44"):
        replay(made(RICH, levers=EVERYWHERE), 99, 30, 60)
    with pytest.raises(Problems, match="a redesign"):
        replay(made(RICH), 1, 30, 60)
    with pytest.raises(Problems, match="seed"):
        replay(made(RICH, levers=EVERYWHERE), 1, 30, 60, seed=-1)
