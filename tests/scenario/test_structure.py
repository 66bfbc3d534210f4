"""What is wrong with what a redesign adds or closes, told in sentences."""

from __future__ import annotations

from typing import Any

import pytest

from cxsim.scenario import Problems, validate

from ..kit.scenarios import RICH, made

CASE = made(RICH).as_is
APP: dict[str, Any] = {
    "label": "App",
    "stage": "post_purchase",
    "owner": "brand",
    "channel": "web",
    "quality": 9,
}
DOOR = {"label": "Door", "target": "journeys.mend.entry.app", "effect": 1}
STEPS = {"app": {"done": 1}}
CLOSE = {"label": "Close", "removes": "line", "instead": "desk"}


def plan(**parts: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "label": "To be",
        "touchpoints": {"app": APP},
        "journeys": {"mend": {"steps": STEPS}},
        "levers": {"door": DOOR},
    }
    return whole | parts


def told(raw: dict[str, Any], language: str = "en") -> str:
    with pytest.raises(Problems) as found:
        validate.redesign(raw, "to_be.yaml", CASE)
    return found.value.text(language)


def test_what_is_whole_is_allowed() -> None:
    validate.redesign(plan(), "to_be.yaml", CASE)
    validate.redesign(plan(levers={"door": DOOR, "close": CLOSE}), "to_be.yaml", CASE)


def test_as_data_it_is_the_same_plan() -> None:
    """The door hands a plan on as data, with every default written out."""
    quiet = {"label": "Q", "target": "economics.price", "effect": 1, "when": {"shock": "storm"}}
    desk = {"target": "touchpoints.desk.quality", "size": -1}
    storm = {"label": "S", "effects": {"desk": desk}}
    case = made(RICH, {"shocks": {"storm": storm}}).as_is
    raw = plan(levers={"door": DOOR, "close": CLOSE, "quiet": quiet})
    first = validate.redesign(raw, "to_be.yaml", case)
    again = validate.redesign(first.model_dump(mode="json", by_alias=True), "to_be.yaml", case)
    assert again == first
    once = case.model_dump(mode="json", by_alias=True)
    assert validate.as_is(once, "as_is.yaml") == case


WRONG: list[tuple[dict[str, Any], str]] = [
    (
        {"touchpoints": {"app": APP, "desk": APP}},
        "to_be.yaml: touchpoints.desk is there today already. Allowed: a name that today's",
    ),
    (
        {"touchpoints": {"app": APP, "kiosk": APP}},
        "touchpoints.kiosk is a touchpoint that no way and no entry leads to. Allowed: a lever on",
    ),
    ({"journeys": {}}, "journeys.mend.steps.app is missing. Allowed: its ways on, such as {done"),
    (
        {"journeys": {"mend": {"steps": {"app": {"app": 1}}}}},
        "journeys.mend.steps.app is a step with no way out",
    ),
    (
        {"journeys": {"mend": {"steps": {"app": {"done": 0.5}}}}},
        "journeys.mend.steps.app has shares that sum to 0.5",
    ),
    (
        {"journeys": {"mend": {"steps": STEPS | {"desk": {"done": 1}}}}},
        "journeys.mend.steps.desk is there today already. Allowed: touchpoints that this journey",
    ),
    (
        {"journeys": {"mendd": {"steps": STEPS}}},
        "journeys.mendd is not known here. Nearest: mend",
    ),
    (
        {"journeys": {"mend": {"steps": {"app": {"don": 1}}}}},
        "journeys.mend.steps.app.don is not known here. Nearest: done",
    ),
    (
        {"touchpoints": {"app": APP | {"owner": "partner"}}},
        "touchpoints.app.control is missing",
    ),
    (
        {"levers": {"door": DOOR | {"target": "journeys.mend.entry.ap"}}},
        "levers.door.target is 'journeys.mend.entry.ap', which is not allowed",
    ),
    (
        {"levers": {"door": DOOR, "c": CLOSE | {"removes": "lyne"}}},
        "levers.c.removes is 'lyne', which is not allowed. Nearest: line.",
    ),
    (
        {"levers": {"door": DOOR, "c": CLOSE | {"instead": "dessk"}}},
        "levers.c.instead is 'dessk', which is not allowed. Nearest: desk.",
    ),
    (
        {"levers": {"door": DOOR, "c": {"label": "C", "removes": "line"}}},
        "levers.c.instead is missing. Allowed: the name of a touchpoint.",
    ),
    (
        {"levers": {"door": DOOR, "c": CLOSE | {"effect": 1}}},
        "levers.c.effect stands beside removes. Allowed: target and effect, or removes and instead",
    ),
    (
        {"levers": {"door": DOOR, "c": CLOSE | {"instead": "line"}}},
        "levers.c.instead is 'line', which is closed itself. Allowed: a touchpoint that stays",
    ),
    (
        {"levers": {"door": DOOR, "c": CLOSE, "d": CLOSE | {"removes": "desk", "instead": "app"}}},
        "levers.c.instead is 'desk', which is closed itself",
    ),
    (
        {"levers": {"door": DOOR, "c": CLOSE | {"instead": "app"}}},
        "journeys.leave.steps.app is missing. Allowed: its ways on",
    ),
    ({"levers": {"door": {"label": "Door"}}}, "levers.door.effect is missing"),
]


@pytest.mark.parametrize(("parts", "said"), WRONG, ids=[said[:40] for _, said in WRONG])
def test_it_is_told(parts: dict[str, Any], said: str) -> None:
    assert said in told(plan(**parts))
    assert told(plan(**parts), "es") != told(plan(**parts))


def test_what_belongs_to_customers_cannot_be_closed() -> None:
    raw = made(RICH, {"touchpoints.line.owner": "customer", "touchpoints.line.control": None}).as_is
    with pytest.raises(Problems) as found:
        validate.redesign(plan(levers={"door": DOOR, "c": CLOSE}), "to_be.yaml", raw)
    assert "levers.c.removes names 'line', which no redesign can change" in str(found.value)


def test_a_closing_that_leads_in_circles_is_told() -> None:
    """The only way out of `mend` at the desk is by the line."""
    only = {"journeys.mend.steps.desk": {"line": 1}, "touchpoints.line.control": 1}
    case = made(RICH, only).as_is
    with pytest.raises(Problems) as found:
        validate.redesign(plan(levers={"door": DOOR, "c": CLOSE}), "to_be.yaml", case)
    assert "levers.c.instead can leave 'journeys.mend.steps.desk' no way to an end" in str(
        found.value
    )


def test_a_closing_that_leaves_no_door_is_told() -> None:
    """Nobody of `anyone` likes shops, where the desk is."""
    case = made(RICH, {"archetypes.anyone.channels": {"store": 0}}, ONLY_LINE).as_is
    with pytest.raises(Problems) as found:
        validate.redesign(
            plan(levers={"c": CLOSE}, touchpoints={}, journeys={}), "to_be.yaml", case
        )
    assert "levers.c.instead can leave no entry into 'journeys.ask.entry'" in str(found.value)


ONLY_LINE: dict[str, Any] = {
    "journeys.ask.entry": {"line": 1},
    "journeys.ask.steps": {"line": {"done": 1}, "desk": {"done": 1}},
    "journeys.join.entry": {"line": 1},
    "journeys.join.steps.line": {"done": 1},
}
