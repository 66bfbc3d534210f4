"""The journey map: what stands where, on which scale, and what is told of a place of one world."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from cxsim.report.curve import COLUMN, TALL, TOP, emotional_curve
from cxsim.report.journey_map import Mapper
from cxsim.report.met import Met, in_order, met
from cxsim.report.voice import Voice

from . import fake, hostile

NAME = "to_be_on_time_technician"
SPACE = "{http://www.w3.org/2000/svg}"
COLUMNS = ["scenario", "archetype", "touchpoint", "visits", "satisfaction", "failures", "cost"]


def _frame(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def _mapper(told: fake.Comparison, language: str = "en") -> Mapper:
    return Mapper(told, told.to_be[-1], Voice(language))


def test_what_is_met_is_weighted_by_visits_and_archetypes_make_the_band():
    frame = _frame(
        ("as_is", "a", "desk", 10.0, 2.0, 5.0, 7.0),
        ("as_is", "b", "desk", 30.0, 8.0, 5.0, 8.0),
        ("as_is", "c", "desk", 1.0, 0.0, 0.0, 1.0),
        ("as_is", "a", "line", 0.0, np.nan, 0.0, 0.0),
    )
    found = met(frame, repetitions=4)
    desk = found["desk"]
    assert desk.felt == pytest.approx((20 + 240) / 41)
    assert desk.failing == pytest.approx(10 / 41)
    assert desk.cost == 16
    assert (desk.low, desk.high, desk.lowest) == (2.0, 8.0, "a"), "c came 4 times in all"
    assert found["line"].visits == 0
    assert np.isnan(found["line"].felt)


def test_touchpoints_stand_by_stage_and_then_as_journeys_come_to_them(comparison):
    case = comparison.as_is.as_is
    everywhere = {name: Met() for name in case.touchpoints}
    order = in_order(case, (everywhere, {"unheard_of": Met()}))
    stages = [case.touchpoints[name].stage for name in order[:-1]]
    assert stages == sorted(stages, key=("pre_purchase", "purchase", "post_purchase").index)
    assert order.index("save_cancel_desk") > order.index("repair_visit") > order.index("bill")
    assert order[-1] == "unheard_of"
    assert set(order[:-1]) == set(case.touchpoints)


def test_a_map_has_every_lane_for_every_touchpoint(comparison):
    whole = _mapper(comparison).whole()
    lanes = ("action", "channel", "owner", "department", "contacts", "emotion", "pain", "cost")
    assert tuple(lane.key for lane in whole.lanes) == lanes
    count = len(comparison.as_is.as_is.touchpoints)
    assert len(whole.places) == count
    assert sum(span for _, span in whole.stages) == count
    assert [stage for stage, _ in whole.stages] == ["Before buying", "Buying", "Being a customer"]
    assert all(len(lane.cells) == count for lane in whole.lanes)
    assert str(whole.curve).count("<circle") == 2 * count


def test_every_point_stands_over_its_column_on_the_fixed_scale():
    here = [Met(10, 0.0, 0, 0, 0.0, 1.0, "a"), Met(10, 10.0, 0, 0, 9.0, 10.0, "a"), Met()]
    there = [Met(10, 6.0, 0, 0, 5.0, 7.0, "a"), Met(10, 10.0), Met(10, 3.0)]
    text = emotional_curve((here, there), ["one", "two", "three"], "key", Voice("en"))
    drawn = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', text)
    points = [(float(x), float(y)) for x, y in drawn]
    bottom, top = float(TOP + TALL), float(TOP)
    middles = [COLUMN * (i + 0.5) for i in range(3)]
    assert points[:2] == [(middles[0], bottom), (middles[1], top)]
    assert points[2:] == [
        (middles[0], bottom - 0.6 * TALL),
        (middles[1], top),
        (middles[2], bottom - 0.3 * TALL),
    ]
    assert f'd="M0 {bottom - 0.6 * TALL}H300"' in text, "the neutral line"
    assert f'y="{bottom - 0.6 * TALL - 4:g}"' in text[: text.index("6 neutral")].rsplit("<text")[-1]
    assert text.count("<polygon") == 2, "a band where archetypes are known, broken where not"
    assert ">+6.0<" in text
    described = ElementTree.fromstring(text).find(f"{SPACE}desc").text
    assert "one 0.0 and 6.0" in described
    assert "three — and 3.0" in described


@pytest.mark.parametrize("count", [0, 1, 40])
def test_no_touchpoint_or_forty(count):
    many = [Met(9, i % 10, 0.1, 1, i % 10, i % 10, "a") for i in range(count)]
    names = [f"place {i}" for i in range(count)]
    for alone in (False, True):
        text = emotional_curve((many, many), names, "key", Voice("es"), alone=alone)
        ElementTree.fromstring(text)


def test_a_touchpoint_of_one_world_only_is_told(comparison):
    frame = comparison.touchpoints
    mine = frame["scenario"] == NAME
    before = frame[~(mine & (frame["touchpoint"] == "reviews"))]
    added = frame[mine & (frame["touchpoint"] == "bill")].assign(touchpoint="kiosk")
    told = replace(comparison, touchpoints=pd.concat([before, added]))
    whole = _mapper(told).whole()
    news = {str(place): said for place, said in whole.places if said}
    assert news == {"<bdi>Reviews</bdi>": "removed", "<bdi>kiosk</bdi>": "new"}
    assert _mapper(comparison).whole().places[0][1] == ""


def test_pains_are_those_that_the_note_says(comparison):
    places = ("bill", "call_centre", "repair_visit", "dealer")
    values = {  # satisfaction, failures of 100, cost
        "bill": (8.0, 9.0, 100.0),
        "call_centre": (5.9, 0.0, 100.0),
        "repair_visit": (6.0, 10.0, 100.0),
        "dealer": (8.0, 0.0, 400.0),
    }
    rows = [
        (world, "connected_family", place, 100.0, *values[place])
        for world in ("as_is", NAME)
        for place in places
    ]
    rows.append((NAME, "home_business", "repair_visit", 100.0, 5.0, 10.0, 0.0))
    whole = _mapper(replace(comparison, touchpoints=_frame(*rows))).whole()
    pains = next(lane for lane in whole.lanes if lane.key == "pain").cells
    told = dict(zip([str(place) for place, _ in whole.places], pains, strict=True))
    assert told["<bdi>Bill</bdi>"] == ()
    assert told["<bdi>Call centre</bdi>"] == ("below neutral",)
    assert told["<bdi>Repair visit</bdi>"] == ("fails: 10%", "below neutral")
    assert told["<bdi>Dealer</bdi>"] == ("of all cost: 57%",)
    added = (NAME, "connected_family", "kiosk", 100.0, 8.0, 0.0, 300.0)
    whole = _mapper(replace(comparison, touchpoints=_frame(*rows, added))).whole()
    pains = next(lane for lane in whole.lanes if lane.key == "pain").cells
    told = dict(zip([str(place) for place, _ in whole.places], pains, strict=True))
    assert told["<bdi>Dealer</bdi>"] == ("of all cost: 57% → 40%",)
    assert told["<bdi>kiosk</bdi>"] == ("of all cost: 0% → 30%",)


def test_each_need_has_its_map_and_its_branches(comparison):
    maps = _mapper(comparison).needs()
    case = comparison.as_is.as_is
    assert [one.key for one in maps] == [f"{NAME}-{need}" for need in case.journeys]
    fault = next(one for one in maps if one.key.endswith("-fault"))
    assert "cost" not in [lane.key for lane in fault.lanes], "the model knows it by touchpoint only"
    rows = {tuple(map(str, row[:2])): row[2:] for row in fault.branches.rows}
    assert rows["<bdi>Repair visit</bdi>", "<bdi>Repair visit</bdi>"] == ("25%", "25%", "25%")
    assert rows["the start", "<bdi>Messaging assistant</bdi>"] == ("", "100%", "100%")
    shares = [row for (start, _), row in rows.items() if "Call centre" in start]
    assert sum(float(row[1].rstrip("%")) for row in shares) == pytest.approx(100, abs=3)


def test_nobody_was_written_down(comparison):
    empty = fake.Details(*(pd.DataFrame() for _ in fake.Details._fields))
    mapper = _mapper(replace(comparison, details=empty))
    assert mapper.needs() == []
    assert len(mapper.whole().places) == len(comparison.as_is.as_is.touchpoints)


def test_hostile_labels_are_only_text_and_cut():
    told = hostile.comparison()
    mapper = _mapper(told)
    for text in (str(mapper.whole().curve), mapper.alone()):
        root = ElementTree.fromstring(text)
        assert not [element for element in root.iter() if element.tag.endswith("script")]
        assert "a" * 61 not in text
        assert "…" in text
        assert "\x1b" not in text
        assert "\u202e" not in text
