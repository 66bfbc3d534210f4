"""Competitors: where leavers go, what the category teaches, and who comes back."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from cxsim import simulate
from cxsim.engine.record import DAILY
from cxsim.engine.run import live, warmed
from cxsim.measure.replay import replay
from cxsim.report.story import story_lines
from cxsim.scenario.schema import Scenario
from cxsim.world.people import CUSTOMER, INVOLUNTARY, LEFT

from ..kit import books
from ..kit.engines import differences
from ..kit.runs import differing, lived, paused, today, worlds
from ..kit.scenarios import RICH, made
from ..kit.statistics import shares_agree

CUSTOMERS, DAYS = 40, 60
WHERE = ("people.provider", "people.path", "destinations", "switches", "origins")
"""What says where somebody is, and nothing else."""


def rival(quality: float = 8, **said: Any) -> dict[str, Any]:
    """A competitor."""
    return {"label": "Rival", "quality": quality} | said


def moves(*each: tuple[Any, ...]) -> dict[str, Any]:
    """Some moves of a competitor: target, size, day, how."""
    return {f"m{n}": move(*one)["it"] for n, one in enumerate(each)}


def rivals(**each: dict[str, Any]) -> dict[str, Any]:
    """Changes of a case that give it competitors."""
    return {"market.competitors": each}


def move(target: str, size: float, day: int = 0, how: str = "add") -> dict[str, Any]:
    """The moves of a competitor: one."""
    told = {"label": "M", "target": target, "size": size, "start_day": day, "how": how}
    return {"it": told}


TWO = rivals(
    big=rival({"care": 7}, reputation=3, price=1.1, promise={"care": 9}),
    small=rival({"care": 8.5}, price=0.9, moves=moves(("quality", 1, 10), ("price", -0.2, 5))),
)
BACK = {"market.returns": {"rate": 60, "after_days": 5}}


def test_the_engines_agree_on_competitors_and_ways_back() -> None:
    assert differences(made(RICH, TWO, BACK), 25, 45) == []


def test_one_like_the_alternative_stated_changes_nothing() -> None:
    """Where newcomers had the same before, too: all but where people are is the same to the bit."""
    stated = made(RICH, {"market.alternative": 8, "market.previous": {"delivered": 8}})
    competing = made(RICH, rivals(one=rival(8)))
    assert differing(lived(stated, CUSTOMERS, DAYS), lived(competing, CUSTOMERS, DAYS), WHERE) == []


def test_what_moves_nobody_draws_nothing() -> None:
    """With every strength at zero a competitor may do as it likes, to the bit.

    But for newcomers, who expect what their provider delivers: here there are none.
    """
    off: dict[str, Any] = {
        "market.prospects": 0,
        "behaviour.leaving.alternative_weight": 0,
        "behaviour.price.elasticity": 0,
        "behaviour.expectations.category": 0,
        "behaviour.rivals": {"scale": 0},
    }
    some = moves(("quality", 1.5, 3), ("price", -0.5, 4))
    still, moving = (
        lived(made(RICH, off, rivals(one=rival(8, moves=one), two=rival(6))), CUSTOMERS, DAYS)
        for one in ({}, some)
    )
    assert differing(still, moving) == []


LEAVERS: dict[str, Any] = {
    "archetypes.anyone.needs": {},
    "relationship.loyalty.median_hazard": 0.9,
    "horizon_days": 40,
    "behaviour.price.elasticity": -2,
    "behaviour.rivals": {"scale": 0.4, "promise": 0.5},
    "market.without": 0.1,
}


def test_leavers_choose_by_the_logit() -> None:
    """Rust, Lemon & Zeithaml (2004): shares of those who chose, each with its standard error."""
    three = rivals(
        a=rival(7, reputation=2),
        b=rival(5, reputation=1, price=0.8, promise=9),
        c=rival(9, reputation=0.5, price=1.2),
    )
    run = lived(made(LEAVERS, three), 72_000, 32)
    counted = run.record.destinations.sum(axis=(0, 2))
    seen = (7, 5 + 0.5 * (9 - 5), 9)
    weights = [
        reputation * math.exp(0.4 * worth) * price**-2
        for reputation, worth, price in zip((2, 1, 0.5), seen, (1, 0.8, 1.2), strict=True)
    ]
    law = [0.9 * weight / sum(weights) for weight in weights]
    assert counted.sum() > 60_000
    shares_agree(counted, int(counted.sum()), [*law, 0.1])


@pytest.mark.parametrize("cut", [0.8, 0.95])
def test_a_price_cut_of_the_only_rival_is_a_rise_of_ours(cut: float) -> None:
    """Those who leave, and those who join, are the same people on the same days."""
    plain = {"warm_up_days": 0, "market.consideration": 0.9}
    theirs = made(RICH, plain, rivals(one=rival(8, moves=move("price", cut, how="multiply"))))
    ours = made(RICH, plain, rivals(one=rival(8)), {"economics.price": 1 / cut})
    a, b = (lived(one, CUSTOMERS, DAYS).state.people for one in (theirs, ours))
    still = lived(made(RICH, plain, rivals(one=rival(8))), CUSTOMERS, DAYS).state.people
    assert (a.status == b.status).all()
    assert np.array_equal(a.left, b.left)
    assert np.array_equal(a.joined, b.joined)
    assert (a.status == CUSTOMER).sum() < (still.status == CUSTOMER).sum()


BUSY: dict[str, Any] = {"archetypes.anyone.needs": {"ask": 8}, "relationship": {"kind": "captive"}}


def test_a_rival_that_improves_is_held_against_us() -> None:
    """Rule 29: nothing of ours has changed, and nobody is more satisfied than before."""
    felt = {}
    for gain in (0.0, 1.0, 2.0):
        one = rivals(one=rival(8, moves=move("quality", gain)))
        felt[gain] = np.asarray(lived(made(BUSY, one), CUSTOMERS, 120).state.people.satisfaction)
    assert (felt[2.0] <= felt[1.0]).all()
    assert (felt[1.0] <= felt[0.0]).all()
    assert felt[2.0].mean() < felt[1.0].mean() < felt[0.0].mean()
    deaf = {"behaviour.expectations.category": 0}
    still = lived(made(BUSY, deaf, rivals(one=rival(8, moves=move("quality", 2)))), CUSTOMERS, 120)
    assert (np.asarray(still.state.people.satisfaction) == felt[0.0]).all()


def test_a_rival_that_improves_takes_customers() -> None:
    """Whoever has left has left at least as early, by what there is elsewhere alone."""
    bare: dict[str, Any] = {
        "behaviour.leaving": {"strength": 0, "alternative_weight": 0.5},
        "ties": {"kind": "none"},
        "market": {"prospects": 0},
    }
    kept = []
    for gain in (0.0, 1.0, 2.0):
        case = made(RICH, bare, rivals(one=rival(8, moves=move("quality", gain))))
        kept.append(int((lived(case, 80, DAYS).state.people.status == CUSTOMER).sum()))
    assert kept[2] < kept[1] < kept[0]


def test_a_rival_that_improves_costs_customers_by_what_they_come_to_demand() -> None:
    """Rule 29 alone: nobody looks at what there is elsewhere, and nothing of ours has changed."""
    case: dict[str, Any] = {
        "archetypes.anyone.needs": {"ask": 8},
        "behaviour.leaving": {"strength": 2, "alternative_weight": 0},
        "behaviour.expectations": {"category": 0.6},
        "ties": {"kind": "none"},
        "market": {"prospects": 0},
    }
    kept = {
        (share, gain): int(
            (
                lived(
                    made(
                        RICH,
                        case,
                        {"behaviour.expectations.category": share},
                        rivals(one=rival(8, moves=move("quality", gain))),
                    ),
                    300,
                    DAYS,
                ).state.people.status
                == CUSTOMER
            ).sum()
        )
        for share in (0.0, 0.6)
        for gain in (0.0, 2.0)
    }
    assert kept[0.6, 2.0] < kept[0.6, 0.0]
    assert kept[0.0, 2.0] == kept[0.0, 0.0] == kept[0.6, 0.0]


def test_nothing_differs_before_a_move() -> None:
    still, moving = (
        made(RICH, rivals(one=rival(8, moves=some))) for some in ({}, move("quality", 2, 9))
    )
    assert differing(lived(still, CUSTOMERS, 9), lived(moving, CUSTOMERS, 9)) == []
    assert differing(lived(still, CUSTOMERS, 20), lived(moving, CUSTOMERS, 20)) != []


def test_everybody_who_left_has_gone_somewhere_or_nowhere() -> None:
    case = made(RICH, TWO, {"market.without": 0.3})
    run = simulate(case, 80, DAYS, record="events")
    left = run.customers[run.customers["status"] == "left"]
    assert set(left["provider"]) == {"big", "small", ""}
    assert (left.loc[left["cause"] == "involuntary", "provider"] == "").all()
    assert run.destinations["customers"].sum() == len(left)
    chose = run.destinations[run.destinations["cause"] == "voluntary"]
    assert chose["customers"].sum() == run.reasons["customers"].sum()
    assert (run.customers.loc[run.customers["status"] == "customer", "provider"] == "").all()
    joined = run.daily.loc[run.daily["metric"] == "joined", "value"].sum()
    assert run.origins["customers"].sum() == joined > 0
    assert run.events is not None
    told = run.events[run.events["event"] == "leave"].set_index("customer")["provider"]
    assert told.to_dict() == left.set_index("id")["provider"].to_dict()


def test_newcomers_expect_what_their_provider_delivers() -> None:
    """Rule 4, without a promise or talk: of a newcomer in a leaver's place, on the day of it."""
    quiet = {"ties": {"kind": "none"}, "archetypes.anyone.needs": {}, "warm_up_days": 30}
    hazard = {"relationship.loyalty.median_hazard": 0.5, "relationship.period_days": 10}
    case = made(quiet, hazard, rivals(good=rival(9), bad=rival(3, reputation=20)))
    warm = warmed(worlds(case, 60, 5)[0])
    people, expected = warm.people, warm.expected
    provider, will = np.asarray(people.provider), expected[:, 0, 0]
    assert {0, 1} <= set(provider.tolist())
    for number, delivered in ((0, 9.0), (1, 3.0)):
        assert (will[provider == number] == delivered).all()
    assert (will[provider == -1] == 8.0).all()


def test_a_shock_on_prices_elsewhere_takes_customers_and_passes() -> None:
    """Of all competitors at once; both engines live it."""
    cut = {"it": {"target": "market.competitors.*.price", "how": "multiply", "size": 0.6}}
    shock = {"shocks.cut": {"label": "Cut", "start_day": 5, "short_days": 5, "effects": cut}}
    case = made(RICH, TWO, shock)
    calm, struck = (lived(one, 80, DAYS).state.people for one in (made(RICH, TWO), case))
    assert (struck.status == CUSTOMER).sum() < (calm.status == CUSTOMER).sum()
    assert differences(case, 15, 20) == []


# ---- coming back ----


def won_back(case: Scenario, customers: int = 60, days: int = DAYS) -> Any:
    first, own = worlds(case, customers, days)
    warm = warmed(first)
    run = live(own, warm)
    books.check(warm, run)
    return run


def test_who_comes_back_is_who_they_were() -> None:
    """Loyalty, style and trust; and what they felt when they left, but for the way back."""
    quiet = {"journeys.join.salience": 0, "ties": {"kind": "none"}, "warm_up_days": 0}
    case, seen = made(RICH, quiet, BACK, rivals(one=rival(9.5))), {}
    found = 0
    names = ("loyalty", "style", "satisfaction", "returns", "spell", "left")
    for day, state in paused(case, 60, range(1, DAYS + 1)):
        people = state.people
        for i in np.flatnonzero(people.status != 0).tolist():
            now = {name: people[name][i].item() for name in names}
            now["gone"] = people.status[i] == LEFT
            before = seen.get(i)
            if before and before["gone"] and not now["gone"]:
                found += 1
                assert now["loyalty"] == before["loyalty"]
                assert now["style"] == before["style"]
                assert now["satisfaction"] == before["satisfaction"]
                assert now["returns"] == before["returns"] + 1
                assert now["spell"] == before["spell"] + 1
                assert now["left"] == math.inf
                assert day - 1 >= math.floor(before["left"]) + 5
                assert state.expected[i, 1, 0] >= 9.5
            seen[i] = now
    assert found > 5


def test_at_a_rate_of_zero_nobody_comes_back_and_nobody_else_notices() -> None:
    never = made(RICH, {"market.returns": {"rate": 0}})
    a, b = won_back(never), won_back(made(RICH))
    assert a.record.daily[:, :, DAILY.index("won_back")].sum() == 0
    of_those_gone = ("next_need", "consideration", "heard_day", "to_adopt", "pull", "calendar")
    assert differing(a, b, (*of_those_gone, "daily", "expected")) == []


def test_who_left_content_comes_back_rather() -> None:
    """With the same luck, regret turns the mixture of those who come back towards the content."""
    felt, back = [], []
    for regret in (0.0, 3.0):
        case = made(RICH, BACK, {"behaviour.rivals": {"regret": regret}})
        people = won_back(case, 80).state.people
        again = np.asarray(people.returns > 0)
        back.append(again)
        felt.append(float(np.asarray(people.satisfaction)[again].mean()))
    assert back[0].sum() > 5
    assert back[1].sum() > 5
    assert felt[1] > felt[0]


def test_who_moved_away_never_comes_back() -> None:
    gone = {"relationship.involuntary": 0.5, "behaviour": {"leaving": {"strength": 0}}}
    run = won_back(made(RICH, gone, {"market.returns": {"rate": 100, "after_days": 0}}))
    people = run.state.people
    lost = np.asarray((people.status == LEFT) & (people.cause == INVOLUNTARY))
    assert lost.sum() > 20
    assert np.isinf(run.state.to_adopt[lost]).all()


def test_talk_reaches_those_who_may_come_back() -> None:
    """What friends say moves a liking that nobody could use before."""
    loud = {"behaviour.word_of_mouth": {"base": 1, "told": 1, "hearing": 2}}
    case = made(RICH, loud, {"market.returns": {"rate": 0}})
    run, deaf = won_back(case), won_back(made(RICH, loud))
    left = np.asarray(run.state.people.status == LEFT)
    assert left.sum() > 10
    day = np.asarray(run.state.people.left[left])
    assert (run.state.heard_day[left] > day).mean() > 0.8
    gone = np.asarray(deaf.state.people.gone[left])
    assert (deaf.state.heard_day[left] <= gone).all()


def test_a_life_that_leaves_and_comes_back_is_told() -> None:
    """Replayed alone it is the kernel's to the bit, and its story says where it went."""
    better = {"care": {"target": "touchpoints.desk.quality", "effect": 1, "start_day": 20}}
    to_be = made(RICH, TWO, BACK, levers=better)
    customers = simulate(to_be, 40, DAYS).customers
    chosen = customers[(customers["came_back"] > 0) & customers["initial"]]
    assert len(chosen) > 2
    for one in chosen.head(3).itertuples():
        lives = replay(to_be, int(one.id), 40, DAYS)
        assert lives.redesigned.satisfaction == one.satisfaction
        assert lives.redesigned.status == one.status
        english, spanish = (story_lines(lives, language, True) for language in ("en", "es"))
        assert "Becomes a customer again." in "\n".join(english)
        assert "Vuelve a ser cliente." in "\n".join(spanish)


def test_a_lever_wins_customers_back() -> None:
    """Those who left alike come back in greater number, and no earlier than it begins."""
    lever = {"call": {"target": "market.returns.rate", "effect": 60, "start_day": 30}}
    to_be = made(RICH, {"market.returns": {"rate": 1, "after_days": 5}}, levers=lever)
    own, called = (
        won_back(one).record.daily[:, :, DAILY.index("won_back")].sum(axis=1)
        for one in (today(to_be), to_be)
    )
    assert (own[:30] == called[:30]).all()
    assert called.sum() > own.sum()
