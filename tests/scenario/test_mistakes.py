"""Every mistake of a case, all at once, each a sentence that helps to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.scenario import Problems, load, validate

from .small import AS_IS, GONE, TO_BE, changed, told

TODAY = validate.as_is(AS_IS, "file")
KEYS_OF_FIRM = "Allowed: customers, team_scale, currency, maturity."
IDENTIFIER = "Allowed: a name of a–z, 0–9 and _ that begins with a letter."
TARGET = "Allowed: a dotted place, such as a.b.c, or a list of them."
STEP = "Nearest: desk. Allowed: desk, line, friends, done, give_up."
A_LEVER_PLACE = "Allowed: a place that do=show marks for levers."

TYPES: list[tuple[dict[str, Any], str]] = [
    (
        {"firm__curency": "USD"},
        f"firm.curency is not known here. Nearest: currency. {KEYS_OF_FIRM}",
    ),
    (
        {"firm": GONE},
        "firm is missing. Allowed: a mapping with customers, team_scale, currency, maturity.",
    ),
    ({"firm": None}, "firm is null, which is not allowed. Allowed: a mapping with customers, "),
    ({"firm__customers": "many"}, "firm.customers is 'many', which is not allowed. Allowed: 1 … "),
    (
        {"firm__customers": "800,000"},
        "firm.customers is '800,000', which is not allowed. Nearest: ",
    ),
    ({"firm__customers": True}, "firm.customers is true, which is not allowed. Allowed: 1 … "),
    ({"firm__customers": 1.5}, "firm.customers is 1.5, which is not allowed. Allowed: 1 … "),
    (
        {"firm__currency": "dollars"},
        "firm.currency is 'dollars', which is not allowed. Allowed: th",
    ),
    (
        {"firm__customers": 1e9},
        "firm.customers is 1000000000.0, which is not allowed. Nearest: 1000000000. Allowed: 1 … ",
    ),
    (
        {"firm__customers": "1.500.000"},
        "firm.customers is '1.500.000', which is not allowed. Nearest: 1500000. Allowed: 1 … ",
    ),
    (
        {"archetypes__regular__spend": "$20"},
        "archetypes.regular.spend is '$20', which is not allowed. Nearest: 20. Allowed: 0 … ",
    ),
    (
        {"economics__5": None},
        "economics.5 is not known here. Allowed: a point between whole and decimals.",
    ),
    ({"": 1}, "'' is not known here. Allowed: label, description, "),
    ({"fictitious": "NO"}, "fictitious is 'NO', which is not allowed. Allowed: true or false."),
    (
        {"horizon_days": "10:30"},
        "horizon_days is '10:30', which is not allowed. Allowed: 1 … 36500 (whole number).",
    ),
    (
        {"economics__margin": "15%"},
        "economics.margin is '15%', which is not allowed. Nearest: 0.15. "
        "Allowed: 0 … 1 (share of list revenue).",
    ),
    (
        {"economics__margin__value": "0,45"},
        "economics.margin.value is '0,45', which is not allowed. Nearest: 0.45. "
        "Allowed: 0 … 1 (share of list revenue).",
    ),
    (
        {"economics__margin": 1.2},
        "economics.margin is 1.2, which is not allowed. Allowed: 0 … 1 (share of list revenue).",
    ),
    (
        {"economics__margin": float("nan")},
        "economics.margin is '.nan', which is not allowed. Allowed: 0 … 1 (share of list revenue).",
    ),
    (
        {"economics__margin__lwo": 0.1},
        "economics.margin.lwo is not known here. Nearest: low. Allowed: value, low, high, source.",
    ),
    (
        {"touchpoints__desk__cost": -2},
        "touchpoints.desk.cost is -2, which is not allowed. Allowed: 0 … 1000000000 (currency).",
    ),
    (
        {"touchpoints__desk__channel": "Front desk"},
        "touchpoints.desk.channel is 'Front desk', which is not allowed. Nearest: front_desk. "
        + IDENTIFIER,
    ),
    (
        {"touchpoints__desk__owner": "partnr"},
        "touchpoints.desk.owner is 'partnr', which is not allowed. Nearest: partner. "
        "Allowed: brand, partner, customer, social.",
    ),
    (
        {"dimensions__speed__label": ""},
        "dimensions.speed.label is '', which is not allowed. Allowed: text, or {es: …, en: …}.",
    ),
    (
        {"label": "x" * 501},
        "Allowed: at most 500 characters.",
    ),
    (
        {"dimensions__speed__specification": 0},
        "dimensions.speed.specification is 0, which is not allowed. Allowed: > 0, ≤ 10",
    ),
    (
        {"relationship__kind": "contractal"},
        "relationship.kind is 'contractal', which is not allowed. Nearest: contractual. "
        "Allowed: contractual, non_contractual, captive.",
    ),
    (
        {"relationship__loyalty": {"alpha": 1, "beta": 2}},
        "relationship.loyalty.form is missing. Allowed: normal, beta.",
    ),
    (
        {"relationship__loyalty__alpha": GONE},
        "relationship.loyalty.alpha is missing. Allowed: 1e-0",
    ),
    ({"archetypes": {}}, "archetypes is {}, which is not allowed. Allowed: at least one entry."),
    ({"archetypes": [1]}, "archetypes is [1], which is not allowed. Allowed: a mapping of names"),
    (
        {"journeys__ask__kind": "hepl"},
        "journeys.ask.kind is 'hepl', which is not allowed. Nearest: help. "
        "Allowed: everyday, help, purchase, join, leave.",
    ),
]
"""Mistakes that types alone show, with the whole of what is said of them or its beginning."""

BETWEEN: list[tuple[dict[str, Any], str]] = [
    (
        {"economics__margin": {"value": 0.5, "low": 0.6, "high": 0.4}},
        "economics.margin is {value: 0.5, low: 0.6, high: 0.4}, which is not allowed. "
        "Allowed: low ≤ value ≤ high.",
    ),
    (
        {"archetypes__regular__weights": {"speed": 0, "care": 0}},
        "archetypes.regular.weights has weights that sum to zero. Allowed: a sum above zero.",
    ),
    (
        {"archetypes__regular__share": 0},
        "archetypes has weights that sum to zero. Allowed: a sum above zero.",
    ),
    (
        {"archetypes__regular__kano": {"sped": "must_be"}},
        "archetypes.regular.kano.sped is not known here. Nearest: speed. Allowed: speed, care.",
    ),
    (
        {"archetypes__regular__channels": {"fone": 1}},
        "archetypes.regular.channels.fone is not known here. Nearest: phone. "
        "Allowed: store, phone, in_person.",
    ),
    (
        {"archetypes__regular__needs": {"join": 1}},
        "archetypes.regular.needs.join is not known here. Allowed: ask.",
    ),
    (
        {"touchpoints__desk__quality": {"speed": 7}},
        "touchpoints.desk.quality.care is missing. Allowed: a number, or one number for all dim",
    ),
    (
        {"touchpoints__line__control": GONE},
        "touchpoints.line.control is missing. Allowed: 0 … 1, the share of a redesign that a p",
    ),
    (
        {"touchpoints__desk__control": 0.5},
        "touchpoints.desk.control is 0.5, which is not allowed. Allowed: only where owner is p",
    ),
    (
        {"journeys__ask__entry": {"line": 0}},
        "journeys.ask.entry has weights that sum to zero. Allowed: a sum above zero.",
    ),
    (
        {"archetypes__regular__channels": {"phone": 0, "store": 0}},
        "archetypes.regular.channels leaves no entry into 'journeys.ask'. Allowed: a preference "
        "above 0 for a channel at which the journey begins.",
    ),
    (
        {"behaviour": {"word_of_mouth": {"resistance": 1}}},
        "behaviour.word_of_mouth.resistance is 1, which is not allowed. Allowed: 0 … 0.99 (expone",
    ),
    (
        {"journeys__ask__steps__desk": {"dsk": 1}},
        f"journeys.ask.steps.desk.dsk is not known here. {STEP}",
    ),
    (
        {"journeys__ask__steps__desk": {"line": 1}, "journeys__ask__steps__line": {"desk": 1}},
        "journeys.ask.steps.line is a step with no way out. Allowed: a way to done or give_up.",
    ),
    (
        {"journeys__ask__steps__desk": {"done": 0, "desk": 1}},
        "journeys.ask.steps.desk is a step with no way out. Allowed: a way to done or give_up.",
    ),
    (
        {"journeys__ask__steps__desk": GONE},
        "journeys.ask.steps.desk is missing. Allowed: its ways on, such as {done: 1}.",
    ),
    (
        {"journeys__ask__steps__desk": {"done": 0.5, "give_up": 0.4}},
        "journeys.ask.steps.desk has shares that sum to 0.9. Allowed: shares that sum to 1.",
    ),
    (
        {"journeys__ask__steps__desk": {"done": 0.5, "stay": 0.5}},
        "journeys.ask.steps.desk.stay is not known here. Allowed: desk, line, friends, done, gi",
    ),
    (
        {"journeys__ask__kind": "purchase", "archetypes__regular__needs": {}},
        "journeys.ask.kind is 'purchase', which is not allowed. Allowed: only in a non_contract",
    ),
    (
        {"ties": {"friends": 3}},
        "ties.friends is 3, which is not allowed. Allowed: an even number.",
    ),
    (
        {"figures": {"npss": {"low": 0, "high": 1}}},
        "figures.npss is not known here. Nearest: nps. Allowed: nps, nps_measured, retention, ",
    ),
    (
        {"figures": {"nps": {"low": 1, "high": 0}}},
        "figures.nps is [1, 0], which is not allowed. Allowed: low ≤ value ≤ high.",
    ),
]
"""Mistakes between the parts of a case, beyond what types show."""

LEVERS: list[tuple[dict[str, Any], str]] = [
    (
        {"part_of": "faster"},
        "part_of is 'faster', which is not allowed. Allowed: another lever, part of none itself.",
    ),
    (
        {"target": "touchpoints.line.quality.sped"},
        "target is 'touchpoints.line.quality.sped', which is not allowed. "
        f"Nearest: touchpoints.line.quality.speed. {A_LEVER_PLACE}",
    ),
    (
        {"target": "behaviour.leaving.strength"},
        "target names 'behaviour.leaving.strength', which no redesign can change. " + A_LEVER_PLACE,
    ),
    (
        {"target": "touchpoints.friends.quality"},
        "target names 'touchpoints.friends.quality', which no redesign can change. Allowed: what "
        "the brand owns, or a partner whose control is above 0.",
    ),
    (
        {"target": "touchpoints.line.personalisation", "how": "add", "effect": 1},
        "target names 'touchpoints.line.personalisation', whose numbers have different units, and "
        "one effect cannot be in all. Allowed: those of one unit among "
        "touchpoints.line.personalisation.strength, touchpoints.line.personalisation.hit, "
        "touchpoints.line.personalisation.intrusion; or how: multiply.",
    ),
    ({"target": []}, "target is [], which is not allowed. Allowed: a list with at least one item."),
    ({"target": ""}, f"target is '', which is not allowed. {TARGET}"),
    ({"target": GONE}, f"target is missing. {TARGET}"),
    ({"target": "touchpoints"}, f"target is 'touchpoints', which is not allowed. {TARGET}"),
    (
        {"target": ["touchpoints.line.quality", "touchpoints.line.quality.speed"]},
        "target names 'touchpoints.line.quality.speed' more than once. Allowed: each place once.",
    ),
    ({"for": ["regulr"]}, "for.regulr is not known here. Nearest: regular. Allowed: regular."),
    (
        {"effect": 12},
        "effect is 12, which is not allowed. Allowed: -10 … 10 (0–10).",
    ),
    (
        {"effect": -1, "how": "multiply"},
        "effect is -1, which is not allowed. Allowed: ≥ 0 (0–10).",
    ),
    (
        {"effect": 11, "how": "at_least"},
        "effect is 11, which is not allowed. Allowed: 0 … 10 (0–10).",
    ),
    (
        {
            "target": ["journeys.ask.entry.line", "journeys.ask.entry.desk"],
            "how": "multiply",
            "effect": {"value": 0.5, "low": 0, "high": 1},
            "execution": 1,
        },
        "effect can leave no entry into 'journeys.ask.entry'. Allowed: an effect that leaves an "
        "entry, and its channel, a weight above 0.",
    ),
    (
        {
            "target": ["archetypes.regular.channels.phone", "journeys.ask.entry.desk"],
            "how": "at_most",
            "effect": 0,
            "execution": 1,
        },
        "effect can leave no entry into 'journeys.ask.entry'. Allowed: an effect that leaves an "
        "entry, and its channel, a weight above 0.",
    ),
    (
        {"how": "mutiply"},
        "how is 'mutiply', which is not allowed. Nearest: multiply. "
        "Allowed: add, multiply, at_least, at_most.",
    ),
]


@pytest.mark.parametrize(("change", "said"), [*TYPES, *BETWEEN])
def test_a_mistake_of_an_as_is_is_told(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    sentence = told(tmp_path, changed(AS_IS, **change))[0]
    if said.startswith("Allowed"):
        assert sentence.endswith(said)
    else:
        assert sentence.startswith(f"as_is.yaml: {said}")


@pytest.mark.parametrize(("change", "said"), LEVERS)
def test_a_mistake_of_a_lever_is_told(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    lever = {f"levers__faster__{key}": value for key, value in change.items()}
    assert told(tmp_path, AS_IS, changed(TO_BE, **lever)) == [
        f"to_be_faster.yaml: levers.faster.{said}"
    ]


ROUND = changed(
    AS_IS,
    journeys__ask__steps__desk={"done": 0.6, "desk": 0.3, "line": 0.1},
    touchpoints__line__owner="brand",
    touchpoints__line__control=GONE,
)
"""A case with a step that can follow on itself."""
ENDLESS: list[tuple[dict[str, Any], str]] = [
    (
        {
            "target": ["journeys.ask.steps.desk.desk.share", "journeys.ask.steps.desk.line.share"],
            "effect": {"value": 0.3, "low": 0.2, "high": 0.8},
            "execution": {"value": 0.8, "low": 0.6, "high": 1},
        },
        "",  # the line still leads to an end
    ),
    (
        {
            "target": "journeys.ask.steps.desk.desk.share",
            "effect": {"value": 0.3, "low": 0.2, "high": 0.6},
            "execution": 1,
        },
        "",
    ),
    (
        {
            "target": "journeys.ask.steps.desk.desk.share",
            "effect": {"value": 0.3, "low": 0.2, "high": 0.8},
            "execution": {"value": 0.8, "low": 0.6, "high": 1},
        },
        "desk",
    ),
    (
        {
            "target": [
                "journeys.ask.steps.desk.done.share",
                "journeys.ask.steps.desk.line.share",
            ],
            "how": "multiply",
            "effect": 0,
            "execution": 1,
        },
        "desk",
    ),
    (
        {
            "target": ["journeys.ask.steps.line.desk.share", "journeys.ask.steps.desk.line.share"],
            "how": "at_least",
            "effect": 1,
            "execution": 1,
        },
        "line",
    ),
]


@pytest.mark.parametrize(("lever", "step"), ENDLESS)
def test_a_lever_that_can_make_a_journey_endless_is_told(
    tmp_path: Path, lever: dict[str, Any], step: str
) -> None:
    places = {f"levers__faster__{key}": value for key, value in lever.items()}
    said = told(tmp_path, ROUND, changed(TO_BE, **places))
    sentence = (
        f"to_be_faster.yaml: levers.faster.effect can leave 'journeys.ask.steps.{step}' no way to "
        "an end. Allowed: an effect that leaves a share above 0 towards done or give_up."
    )
    assert said == ([sentence] if step else [])


def test_a_lever_for_people_who_do_not_live_its_target(tmp_path: Path) -> None:
    other = {"archetypes__other": AS_IS["archetypes"]["regular"]}
    lever = {
        "levers__faster__target": "archetypes.other.talkativeness",
        "levers__faster__for": ["regular"],
    }
    assert told(tmp_path, changed(AS_IS, **other), changed(TO_BE, **lever)) == [
        "to_be_faster.yaml: levers.faster.target acts on 'archetypes.other.talkativeness', which "
        "none of its archetypes lives. Allowed: places of the archetypes in for."
    ]


def test_all_mistakes_of_both_files_are_told_at_once(tmp_path: Path) -> None:
    as_is = changed(
        AS_IS,
        firm__customers="many",
        economics__margin={"value": 2, "low": -1, "high": "x"},
        touchpoints__desk__chanel="store",
        journeys__ask__steps__desk={"dnoe": 1},
        archetypes__regular__weights={"speed": 0, "care": 0},
    )
    to_be = changed(
        TO_BE,
        levers__faster__efect=3,
        levers__faster__target=["touchpoints.lin.quality.speed", "economics.price"],
        levers__faster__reach=2,
    )
    places = [sentence.split(" ")[1] for sentence in told(tmp_path, as_is, to_be)]
    assert sorted(places) == [
        "archetypes.regular.weights",
        "economics.margin.high",
        "economics.margin.low",
        "economics.margin.value",
        "firm.customers",
        "journeys.ask.steps.desk",
        "journeys.ask.steps.desk.dnoe",
        "levers.faster.efect",
        "levers.faster.reach",
        "levers.faster.target",
        "touchpoints.desk.chanel",
    ]


def test_nothing_is_told_that_only_follows_from_another_mistake(tmp_path: Path) -> None:
    """A share that is no number is one mistake, not also a sum that is not 1."""
    as_is = changed(AS_IS, journeys__ask__steps__line__done="60%")
    assert told(tmp_path, as_is) == [
        "as_is.yaml: journeys.ask.steps.line.done.share is '60%', which is not allowed. "
        "Nearest: 0.6. Allowed: 0 … 1 (share)."
    ]


def test_a_to_be_is_checked_though_today_cannot_be_read(tmp_path: Path) -> None:
    said = told(tmp_path, "firm: [", changed(TO_BE, label=GONE))
    assert [sentence.split(" ")[0] for sentence in said] == ["as_is.yaml", "to_be_faster.yaml:"]


@pytest.mark.parametrize(("change", "said"), [*TYPES, *BETWEEN])
def test_sentences_exist_in_spanish(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    english = told(tmp_path, changed(AS_IS, **change))
    spanish = told(tmp_path, changed(AS_IS, **change), language="es_MX")
    assert len(spanish) == len(english)
    for one, other in zip(english, spanish, strict=True):
        assert one.split(" ")[:2] == other.split(" ")[:2]
        assert "Se admite: " in other
        for word in (" is ", "which", "Allowed", "Nearest", "mapping", "at least", "number"):
            assert word not in other


@pytest.mark.parametrize(
    "name",
    [
        "[bold red]x[/]",
        "<b>x</b>",
        "\U0001f600\u200d\U0001f525",
        "שלום",
        "a" * 10_000,
        "x\ny",
        "${x",
        "'quoted\"",
    ],
)
def test_names_are_harmless(tmp_path: Path, name: str) -> None:
    for as_is in (
        {**AS_IS, name: 1},
        changed(AS_IS, firm__currency=name),
        changed(AS_IS, **{f"touchpoints__{name}": AS_IS["touchpoints"]["line"]}),
    ):
        said = told(tmp_path, as_is)
        assert len(said) == 1
        assert said[0].isprintable()
        assert len(said[0]) < 700


JUNK: list[Any] = [None, True, 5, -1, float("inf"), float("nan"), "x", "", "ü" * 300, [], [1], [[]]]
JUNK += [{}, {1: 2}, {"value": 1}, {"value": {}}, {"kind": "x"}, {"a": {"b": {}}}, (1, 2), object()]


def places(node: object, place: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(node, dict):
        for key, inside in node.items():
            yield (*place, key)
            yield from places(inside, (*place, key))


@given(
    which=st.sampled_from(
        [(raw, place) for raw in (AS_IS, TO_BE) for place in places(raw)],
    ),
    junk=st.sampled_from(JUNK),
    beside=st.booleans(),
)
@settings(derandomize=True, deadline=None, max_examples=300)
def test_whatever_is_there_is_told_or_taken(
    which: tuple[dict[str, Any], tuple[str, ...]], junk: object, beside: bool
) -> None:
    """Odd data from anywhere (a command's override too) ends in sentences, never in a traceback."""
    whole, place = which
    raw = deepcopy(whole)
    node: Any = raw
    for key in place[:-1]:
        node = node[key]
    node["odd" if beside else place[-1]] = junk
    said = []
    try:
        if whole is AS_IS:
            validate.as_is(raw, "file")
        else:
            validate.redesign(raw, "file", TODAY)
    except Problems as problems:
        said = [line for tongue in ("en", "es") for line in problems.text(tongue).split("\n")]
    assert all(line.isprintable() for line in said)


def test_endlessly_many_mistakes_are_cut(tmp_path: Path) -> None:
    said = told(tmp_path, AS_IS | {f"key_{i}": i for i in range(1000)})
    assert len(said) == 201
    assert said[-1] == "… and more."


def moved_door(**levers: Any) -> list[str]:
    """What is said of a redesign of a case whose journey can begin at two touchpoints."""
    case = changed(AS_IS, journeys__ask__entry={"line": 1, "desk": 0})
    raw = {
        "label": "To be",
        "levers": {name: {"label": name, **one} for name, one in levers.items()},
    }
    try:
        validate.redesign(raw, "to_be.yaml", validate.as_is(case, "as_is.yaml"))
    except Problems as found:
        return str(found).splitlines()
    return []


CLOSE = {"target": "journeys.ask.entry.line", "how": "at_most", "effect": 0, "execution": 1}
OPEN = {"target": "journeys.ask.entry.desk", "how": "at_least", "effect": 1, "execution": 1}


def test_a_door_may_be_moved_but_not_shut_before_the_other_opens() -> None:
    assert moved_door(close=CLOSE, open=OPEN) == []
    assert moved_door(close=CLOSE | {"ramp_days": 90}, open=OPEN | {"ramp_days": 90}) == []
    for late in ({"start_day": 50}, {"reach": 0.5}, {"execution": 0}):
        (said,) = moved_door(close=CLOSE, open=OPEN | late)
        assert "levers.close.effect can leave no entry into 'journeys.ask.entry'" in said


def test_a_lever_on_what_nothing_reads_is_told_unless_it_is_off() -> None:
    idle = {"target": "market.innovation", "effect": 0.01, "execution": 1}
    case = changed(AS_IS, market={})
    raw = {"label": "To be", "levers": {"idle": {"label": "Idle", **idle}}}
    today = validate.as_is(case, "as_is.yaml")
    with pytest.raises(Problems, match=r"acts on 'market.innovation', which nothing reads in this"):
        validate.redesign(raw, "to_be.yaml", today)
    raw["levers"]["idle"]["enabled"] = False
    validate.redesign(raw, "to_be.yaml", today)


def test_an_entry_that_is_nowhere_is_told_beside_a_redesign(tmp_path: Path) -> None:
    case = tmp_path / "shop"
    case.mkdir()
    wrong = changed(AS_IS, journeys__ask__entry={"nowhere": 1})
    (case / "as_is.yaml").write_text(yaml.safe_dump(wrong))
    (case / "to_be_faster.yaml").write_text(yaml.safe_dump(TO_BE))
    with pytest.raises(Problems, match=r"journeys\.ask\.entry\.nowhere is not known here"):
        load(case / "to_be_faster.yaml")
