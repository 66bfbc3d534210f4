"""Lines of business: leaving in part, and taking one more."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim import load, simulate
from cxsim.behaviour.lines import cross_sell_chance, held_count, line_at
from cxsim.engine.record import DAILY
from cxsim.engine.run import live, warmed
from cxsim.measure.metrics import held_lines
from cxsim.scenario import Problems
from cxsim.scenario.schema import Scenario

from ..kit import books
from ..kit.engines import differences
from ..kit.runs import differing, lived, worlds
from ..kit.scenarios import RICH, made

HELD: dict[str, Any] = {
    "relationship.lines": {"home": {"label": "Home"}, "mobile": {"label": "Mobile"}},
    "archetypes.anyone.spend": 0,
    "archetypes.keen.spend": 0,
    "archetypes.anyone.lines": {
        "home": {"held": 0.8, "spend": 20},
        "mobile": {"held": 0.6, "spend": 15},
    },
    "archetypes.keen.lines": {
        "home": {"held": 0.3, "spend": 40},
        "mobile": {"held": 0.3, "spend": 30},
    },
}
BOTH = HELD | {
    f"archetypes.{name}.lines.{line}.held": 1
    for name in ("anyone", "keen")
    for line in ("home", "mobile")
}


def case(partial: float = 0.0, cross_sell: float = 0.0, held: dict[str, Any] = HELD) -> Scenario:
    return made(
        RICH, held, {"relationship.partial": partial, "relationship.cross_sell": cross_sell}
    )


@pytest.mark.parametrize("held", [HELD, BOTH], ids=["some", "both"])
def test_the_engines_agree_and_the_books_balance(held: dict[str, Any]) -> None:
    scenario = case(0.5, 3, held)
    assert differences(scenario, 15, 25) == []
    today, own = worlds(scenario, 40, 40)
    warm = warmed(today)
    books.check(warm, live(own, warm, own.people.size))


def test_bits_are_counted_and_found() -> None:
    for bits in range(1, 256):
        held = [line for line in range(8) if bits >> line & 1]
        assert held_count(bits) == len(held)
        found = [line_at(bits, luck) for luck in np.linspace(0, 0.999, 200).tolist()]
        assert sorted(set(found)) == held
        assert found == sorted(found)


def test_the_chance_to_take_a_line_rises_with_what_one_would_pay() -> None:
    assert cross_sell_chance(0.0, 30.0, 15.0) == 0.0
    chances = [cross_sell_chance(0.5, 30.0, more) for more in (-150.0, -20.0, 0.0, 20.0)]
    assert chances[0] == 0.0
    assert chances == sorted(chances)
    assert chances[3] < 0.5 * 30 / 365 * 1.2


def test_everybody_holds_a_line_and_newcomers_as_many_as_stated() -> None:
    built, _ = worlds(case(), 1500, 10)
    archetype = np.asarray(built.people["archetype"])
    held = held_lines(built.people)[:, :2]
    assert (held.sum(axis=1) > 0).all()
    # Of two lines, none with (1 − a)(1 − b); then the one that was nearer.
    for a, chances in enumerate([(0.8, 0.6), (0.3, 0.3)]):
        mean = held[archetype == a].mean(axis=0)
        none = (1 - chances[0]) * (1 - chances[1])
        assert mean.sum() == pytest.approx(sum(chances) + none, abs=0.05)


def test_more_leave_in_part_the_more_do_so_and_all_who_hold_two_at_most() -> None:
    at = DAILY.index("lines_dropped")
    dropped = [
        lived(case(partial, held=BOTH), 40, 40).record.daily[..., at].sum()
        for partial in (0.0, 0.3, 1.0)
    ]
    assert dropped[0] == 0 < dropped[1] < dropped[2]


def test_leaving_in_part_keeps_customers_and_pays_less() -> None:
    whole, part = (simulate(case(partial, held=BOTH), 40, 40) for partial in (0.0, 1.0))
    assert part.metrics["churn_voluntary"] < whole.metrics["churn_voluntary"]
    assert part.metrics["lines"] < whole.metrics["lines"] == 2
    customers = part.customers[part.customers["status"] == "customer"]
    assert customers["lines"].isin((1, 2)).all()
    assert (part.customers.loc[part.customers["status"] != "customer", "lines"] == 0).all()


@pytest.mark.parametrize("cross_sell", [0.5, 5])
def test_lines_are_taken_and_pay(cross_sell: float) -> None:
    without, more = (simulate(case(0.0, one), 40, 40) for one in (0.0, cross_sell))
    assert more.metrics["lines"] > without.metrics["lines"]
    assert more.metrics["revenue"] > without.metrics["revenue"]


def test_events_tell_which_line() -> None:
    run = simulate(case(0.7, 3), 40, 40, record="events")
    assert run.events is not None
    told = run.events[run.events["event"].isin(("line_dropped", "line_added"))]
    assert set(told["event"]) == {"line_dropped", "line_added"}
    assert set(told["led_to"]) == {"home", "mobile"}


def test_one_line_is_the_case_without_lines_to_the_bit() -> None:
    one = {"line": {"held": 0.5, "spend": 30}}, {"line": {"held": 1, "spend": 60}}
    lines = {
        "relationship.lines": {"line": {"label": "Line"}},
        "relationship.partial": 1,
        "relationship.cross_sell": 9,
        "archetypes.anyone.spend": 0,
        "archetypes.keen.spend": 0,
        "archetypes.anyone.lines": one[0],
        "archetypes.keen.lines": one[1],
    }
    found = differing(lived(made(RICH), 30, 30), lived(made(RICH, lines), 30, 30))
    assert found == ["people.lines"]


def test_mistakes_are_told() -> None:
    with pytest.raises(Problems, match=r"anyone.spend is 5.*each line states its own spend"):
        made(RICH, HELD, {"archetypes.anyone.spend": 5})
    with pytest.raises(Problems, match=r"keen.lines.mobile is missing.*held and spend"):
        made(RICH, HELD, {"archetypes.keen.lines": {"home": {"held": 1, "spend": 1}}})
    with pytest.raises(Problems, match=r"anyone.lines holds no line"):
        made(RICH, HELD, {f"archetypes.anyone.lines.{n}.held": 0 for n in ("home", "mobile")})
    nine = {f"l{n}": {"label": "L"} for n in range(9)}
    with pytest.raises(Problems, match=r"relationship.lines has 9 lines.*at most 8"):
        made(RICH, {"relationship.lines": nine})
    alone = {"share": {"target": "relationship.partial", "effect": 0.5}}
    with pytest.raises(Problems, match="nothing reads"):
        made(RICH, levers=alone)


def test_telecom_begins_with_the_revenue_of_its_archetypes() -> None:
    case = load("telecom/as_is").as_is
    for name, revenue in (
        ("connected_family", 32),
        ("digital_native", 18),
        ("home_business", 38),
        ("traditional_senior", 22),
    ):
        lines = case.archetypes[name].lines.values()
        assert sum(line.held.value * line.spend.value for line in lines) == pytest.approx(revenue)
