"""Being handed on, who may decide, assistants: the sign tests, lived with the same luck."""

from __future__ import annotations

from typing import Any

import pytest

from cxsim.engine.record import CENSUS, DAILY
from cxsim.engine.run import Lived
from cxsim.scenario import Problems

from ..behaviour.ranges import EFFORT_HANDOFF, EFFORT_KEPT, prior
from ..kit.engines import differences
from ..kit.runs import differing, lived
from ..kit.scenarios import changed, made

PLACE: dict[str, Any] = {"stage": "post_purchase", "owner": "brand", "spread": 0}
HELP: dict[str, Any] = {
    "archetypes.anyone.needs": {"ask": 2},
    "touchpoints.desk": PLACE
    | {"label": "Desk", "channel": "phone", "quality": 8, "department": "care"},
    "touchpoints.workshop": PLACE
    | {"label": "Workshop", "channel": "phone", "quality": 8, "department": "field"},
    "journeys.ask": {
        "label": "Ask",
        "kind": "help",
        "entry": {"desk": 1},
        "steps": {
            "desk": {
                "done": 0.4,
                "workshop": {"share": 0.4, "after_days": 1},
                "desk": {"share": 0.2, "after_days": 1},
            },
            "workshop": {"done": 0.8, "workshop": {"share": 0.2, "after_days": 1}},
        },
    },
    "relationship.loyalty": {"form": "normal", "median_hazard": 0.15, "spread": 0},
    "behaviour": {"leaving": {"strength": 1, "satisfaction_spread": 0.5}},
}
"""Help by two departments, in one channel; some must come again."""


def totals(run: Lived) -> dict[str, int]:
    return dict(zip(DAILY, run.record.daily.sum(axis=(0, 1)).tolist(), strict=True))


def run_of(*changes: dict[str, Any], customers: int = 60, days: int = 150) -> Lived:
    return lived(made(HELP, *changes), customers, days)


def felt(run: Lived) -> float:
    """Mean satisfaction of all who are customers at the end, and of when the others left."""
    return float(run.state.people.satisfaction.mean())


def promoters(run: Lived) -> int:
    """Promoters less detractors over all months."""
    by = dict(zip(CENSUS, run.record.census.sum(axis=(0, 1)).tolist(), strict=True))
    return int(by["promoters"] - by["detractors"])


# ---- handoffs, and what is known of a story ----


@pytest.mark.parametrize("name", ["repeat", "channel", "handoff"])
def test_every_effort_drives_customers_away(name: str) -> None:
    other = {"touchpoints.workshop.channel": "visit"}
    gone = []
    for points in (0, *prior(f"effort.{name}"), 3):
        change = {f"behaviour.effort.{name}": points}
        gone.append(totals(run_of(other, change))["left_voluntary"])
    assert gone[0] <= gone[-2] <= gone[-1]
    assert gone[0] < gone[-1]


@pytest.mark.parametrize("points", EFFORT_HANDOFF)
def test_a_story_passed_on_at_least_halves_what_a_handoff_takes(points: float) -> None:
    """To the last decimal: a visit's loss is in proportion, below the ceiling of quality."""
    only = {"behaviour.effort": {"repeat": 0, "channel": 0, "handoff": points}}
    flat = {
        "behaviour.satisfaction": {"disconfirmation": 0},
        "behaviour.expectations": {"will_weight": 0, "should_weight": 0},
        "behaviour.mood.strength": 0,
        "behaviour.leaving.strength": 0,
        "behaviour.spend": {"level": 0, "change": 0},
    }
    for kept in EFFORT_KEPT:
        about = {"behaviour.effort.kept": kept}
        none = worked(run_of(only | flat, {"behaviour.effort.handoff": 0}))
        lost = worked(run_of(only | flat, about, {"silos": {"integration": 0}}))
        known = worked(run_of(only | flat, about, {"silos": {"integration": 1}}))
        assert lost < known <= none
        assert none - known <= 0.5 * (none - lost) + 1e-9
        assert none - known == pytest.approx(kept * (none - lost), abs=1e-6)


def worked(run: Lived) -> float:
    """Mean satisfaction with the visits to the workshop."""
    visits, millionths = run.record.touched[:, :, 1, :2].sum(axis=(0, 1)).tolist()
    return float(millionths / visits / 1e6)


def test_a_way_within_a_department_is_no_handoff() -> None:
    same = {"touchpoints.workshop.department": "care"}
    strong = {"behaviour.effort.handoff": 3}
    assert differing(run_of(same), run_of(same, strong)) == []
    assert differing(run_of(), run_of(strong)) != []
    assert totals(run_of())["ease"] < totals(run_of(same))["ease"]


def test_integration_raises_nps_and_lowers_churn() -> None:
    strong = {"behaviour.effort.handoff": 1}
    runs = [run_of(strong, {"silos": {"integration": i}}) for i in (0, 0.5, 1)]
    assert promoters(runs[0]) < promoters(runs[1]) < promoters(runs[2])
    gone = [totals(run)["left_voluntary"] for run in runs]
    assert gone == sorted(gone, reverse=True)


def test_memory_spares_who_comes_again() -> None:
    strong = {"behaviour.effort.repeat": 1.8}
    runs = [run_of(strong, {"silos": {"memory": m}}) for m in (0, 0.5, 1)]
    assert felt(runs[0]) < felt(runs[1]) < felt(runs[2])


def test_nothing_known_is_nothing_said() -> None:
    """Where nobody is served by a team, silos that know nothing are as none."""
    nothing = {"silos": {"integration": 0, "memory": 0}}
    assert differing(run_of(), run_of(nothing)) == []


def test_a_department_of_its_own_integration() -> None:
    usual = {"silos": {"integration": 0.9, "memory": 0}}
    own = {"silos.departments": {"care": {"label": "Care", "integration": 0.1}}}
    as_if = {"silos.integration": 0.1}
    other = {"silos.departments": {"field": {"label": "Field", "integration": 0.1}}}
    assert differing(run_of(usual, own), run_of(usual, as_if)) == []
    assert differing(run_of(usual, other), run_of(usual)) == []


# ---- who may decide ----

STAFFED: dict[str, Any] = {
    "firm.customers": 60,
    "touchpoints.desk.team": "crew",
    "teams": {
        "crew": {
            "label": "Crew",
            "staff": 3,
            "presence": {"every": [1] * 24},
            "open": {"every": "00:00-24:00"},
            "service": {"form": "exponential", "minutes": 6},
            "patience": {"form": "endless"},
        }
    },
}


def helped_at_once(*changes: dict[str, Any], levers: dict[str, Any] | None = None) -> int:
    run = lived(made(HELP, STAFFED, *changes, levers=levers), 60, 60)
    return totals(run)["helped_at_once"]


def authority(effect: float) -> dict[str, Any]:
    return {"decide": {"target": "teams.crew.authority", "how": "multiply", "effect": effect}}


@pytest.mark.parametrize("strength", prior("resolution.authority"))
def test_authority_solves_at_the_first_contact(strength: float) -> None:
    about = {"behaviour.resolution.authority": strength}
    less, same, more = (helped_at_once(about, levers=authority(e)) for e in (0, 1, 2))
    assert same == helped_at_once(about)
    assert (less < same < more) if strength else (less == same == more)


def test_off_authority_moves_nothing_to_the_bit() -> None:
    off = {"behaviour.resolution.authority": 0, "behaviour.recovery.authority": 0}
    runs = [lived(made(HELP, STAFFED, off, levers=authority(e)), 40, 40) for e in (1, 2)]
    assert differing(*runs) == []


def test_skill_and_a_known_story_solve_at_the_first_contact_too() -> None:
    strong = {"behaviour.resolution": {"skill": 1, "context": 1}, "silos": {"memory": 0}}
    skill = {"able": {"target": "teams.crew.employees.skill", "effect": 2}}
    assert helped_at_once(strong) < helped_at_once(strong, levers=skill)
    known = [
        totals(lived(made(HELP, STAFFED, strong, {"silos.memory": m}), 60, 60))["visits"]
        for m in (0, 1)
    ]
    assert known[1] < known[0]


# ---- assistants ----

ASSISTED: dict[str, Any] = {
    "touchpoints.bot": PLACE
    | {
        "label": "Assistant",
        "channel": "app",
        "quality": 8,
        "department": "digital",
        "cost": 0.1,
        "assistant": {"containment": 0.5, "human": "desk", "human_exit": 1},
    },
    "touchpoints.desk.cost": 8,
    "touchpoints.workshop.cost": 30,
    "journeys.ask.entry": {"bot": 1},
}


def test_the_shares_of_an_assistant_are_those_of_the_usual_matter() -> None:
    ways = made(HELP, ASSISTED).extended.journeys["ask"].steps["bot"]
    shares = {to: round(way.share.value, 9) for to, way in ways.items()}
    assert shares == {"done": 0.475, "desk": 0.5, "bot": 0.025, "give_up": 0.0}


def test_containment_saves_cost() -> None:
    spent = [
        totals(run_of(ASSISTED, {"touchpoints.bot.assistant.containment": c}))["contact_cost"]
        for c in (0.0, 0.2, 0.5, 0.8, 1.0)
    ]
    assert spent == sorted(spent, reverse=True)
    assert spent[0] > spent[2] > spent[4]


@pytest.mark.parametrize("lost", prior("assistant.forced"))
def test_no_way_out_hurts(lost: float) -> None:
    about = {"behaviour.assistant.forced": lost}
    runs = [
        run_of(ASSISTED, about, {"touchpoints.bot.assistant.human_exit": e, **STAY_STUCK})
        for e in (1.0, 0.5, 0.0)
    ]
    assert felt(runs[0]) > felt(runs[1]) > felt(runs[2])
    gone = [totals(run)["left_voluntary"] for run in runs]
    assert gone[0] < gone[2]


STAY_STUCK: dict[str, Any] = {"touchpoints.bot.assistant.stuck": "give_up"}


def test_being_kept_there_is_what_hurts() -> None:
    shut = {"touchpoints.bot.assistant.human_exit": 0}
    off, on = (run_of(ASSISTED, shut, {"behaviour.assistant.forced": p}) for p in (0, 1.5))
    assert felt(off) > felt(on)
    open_ = [run_of(ASSISTED, {"behaviour.assistant.forced": p}) for p in (0, 1.5)]
    assert differing(*open_) == []


def test_wrong_answers_come_back() -> None:
    again = [
        totals(run_of(ASSISTED, {"touchpoints.bot.assistant.wrong": x}))["repeated"]
        for x in (0, 0.1, 0.5)
    ]
    assert again == sorted(again)
    assert again[0] < again[2]


def test_the_hard_is_contained_less_and_the_easy_more() -> None:
    flat, steep = (run_of(ASSISTED, {"behaviour.assistant.difficulty": d}) for d in (0, 4))
    assert differing(flat, steep) != []
    sure = {"touchpoints.bot.assistant.containment": 1}
    flat, steep = (run_of(ASSISTED, sure, {"behaviour.assistant.difficulty": d}) for d in (0, 4))
    assert differing(flat, steep) == []


def test_containment_of_a_need_of_its_own() -> None:
    own = {"touchpoints.bot.assistant.by_need": {"ask": 0.9}}
    as_if = {"touchpoints.bot.assistant.containment": 0.9}
    assert differing(run_of(ASSISTED, own), run_of(ASSISTED, as_if)) == []


def test_a_story_handed_over_spares_the_customer() -> None:
    runs = [run_of(ASSISTED, {"touchpoints.bot.assistant.context": c}) for c in (0, 1)]
    assert felt(runs[0]) < felt(runs[1])


def test_levers_move_the_assistant() -> None:
    place = "touchpoints.bot.assistant"
    for part in ("containment", "wrong", "human_exit", "context"):
        lever = {"x": {"target": f"{place}.{part}", "how": "multiply", "effect": 0.1}}
        moved = lived(made(HELP, ASSISTED, levers=lever), 40, 60)
        assert differing(moved, lived(made(HELP, ASSISTED), 40, 60)) != [], part


def test_the_engines_agree() -> None:
    lever = authority(1.5) | {"bot": {"target": "touchpoints.bot.assistant.wrong", "effect": 0.2}}
    stated = {"silos": {"memory": 0.5}, "touchpoints.bot.assistant.stuck": "workshop"}
    whole = made(HELP, STAFFED, ASSISTED, stated, levers=lever)
    assert differences(whole, 30, 25) == []


# ---- mistakes ----


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"silos": {"departments": {"cares": {"label": "C"}}}}, "silos.departments.cares"),
        (
            {"touchpoints.bot.assistant.human": "desks"},
            "there is no touchpoint 'desks'. Nearest: desk",
        ),
        ({"touchpoints.bot.assistant.stuck": "desk"}, "assistant.stuck is 'desk'"),
        ({"touchpoints.bot.assistant.stuck": "done"}, "assistant.stuck is 'done'"),
        ({"touchpoints.bot.assistant.by_need": {"asks": 0.5}}, "by_need.asks is not known here"),
        ({"touchpoints.bot.owner": "customer"}, "only where owner is brand or partner"),
        ({"journeys.ask.steps.bot": {"done": 1}}, "the assistant makes the ways on from there"),
    ],
)
def test_mistakes_are_told(change: dict[str, Any], told: str) -> None:
    with pytest.raises(Problems) as problems:
        made(HELP, ASSISTED, change)
    assert told in str(problems.value)
    assert len(problems.value.problems) == 1


def test_levers_leave_what_the_assistant_makes() -> None:
    for lever, told in (
        ({"target": "journeys.ask.steps.bot.done.share", "effect": 0.1}, "no redesign can change"),
        ({"removes": "desk", "instead": "workshop"}, "to which an assistant leads"),
    ):
        with pytest.raises(Problems, match=told):
            made(HELP, ASSISTED, levers={"x": lever})


def test_a_case_is_left_as_it_was() -> None:
    """What assistants make is in the case as it is lived, not in the case as it was read."""
    scenario = made(HELP, ASSISTED)
    assert "bot" not in scenario.as_is.journeys["ask"].steps
    assert scenario.extended is not scenario.as_is
    assert made(HELP).extended is made(HELP).as_is or made(HELP).extended == made(HELP).as_is
    assert changed({}, {}) == {}


def test_an_assistant_may_be_closed() -> None:
    lever = {"bye": {"removes": "bot", "instead": "desk", "start_day": 10}}
    closed = lived(made(HELP, ASSISTED, levers=lever), 40, 90)
    last = closed.record.touched[-1, :, :, 0].sum(axis=0)
    assert last[closed.built.names.touchpoints.index("bot")] < last[0]
    assert differences(made(HELP, ASSISTED, levers=lever), 20, 20) == []
