from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from cxsim.report import figures
from cxsim.report.voice import Voice

from . import fake, hostile

NAME = "to_be_on_time_technician"
SPACE = "{http://www.w3.org/2000/svg}"


def _drawn(told: fake.Comparison, language: str = "es", name: str = NAME) -> dict[str, str]:
    voice, case = Voice(language), told.as_is.as_is
    return {
        "curve": figures.emotional_curve(told.touchpoints, case, name, voice),
        "retention": figures.retention(told.months, case, name, voice),
        "nps": figures.nps(told.months, name, voice),
        "kept": figures.kept_and_lost(told.archetypes, case, name, told.scale, voice),
        "money": figures.money(told.months, name, "USD", 17.0, voice),
    }


def test_the_same_bytes_twice(comparison):
    assert _drawn(comparison) == _drawn(comparison)


@pytest.mark.parametrize("language", ["es", "en"])
def test_each_is_whole_described_and_asks_nothing(comparison, language):
    for key, text in _drawn(comparison, language).items():
        root = ElementTree.fromstring(text)
        assert root.tag == f"{SPACE}svg"
        title, description = root.find(f"{SPACE}title"), root.find(f"{SPACE}desc")
        assert title.text
        assert re.search(r"\d", description.text), key
        assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        named = re.findall(r"\bid=\"([^\"]+)\"", text)
        assert len(named) == len(set(named))
        used = re.findall(r"(?:href=\"#|url\(#)([^\")]+)", text)
        assert set(used) <= set(named)
        addresses = re.findall(r"https?://[^\"' ]+", text)
        assert set(addresses) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
        assert "<text" in text
        assert "nan" not in text.lower().replace("financ", "")


def test_ids_differ_from_figure_to_figure(comparison):
    texts = [
        *_drawn(comparison).values(),
        *_drawn(comparison, name=comparison.to_be[0].name).values(),
    ]
    ids = [name for text in texts for name in re.findall(r"\bid=\"([^\"]+)\"", text)]
    assert len(ids) == len(set(ids))


def test_the_curve_tells_the_mean_weighted_by_visits():
    told = fake.comparison()
    first = next(iter(told.as_is.as_is.touchpoints))
    columns = ["scenario", "archetype", "touchpoint", "visits", "satisfaction"]
    rows = [
        ("as_is", "a", first, 1, 2.0),
        ("as_is", "b", first, 3, 8.0),
        (NAME, "a", first, 5, 7.0),
    ]
    frame = pd.DataFrame(rows, columns=columns)
    text = figures.emotional_curve(frame, told.as_is.as_is, NAME, Voice("en"))
    label = told.as_is.as_is.touchpoints[first].label["en"]
    assert f"{label} 6.5 and 7.0" in text
    assert "— and —" in text
    unseen = figures.never_visited(frame, told.as_is.as_is, NAME)
    assert unseen == list(told.as_is.as_is.touchpoints)[1:]


def test_touchpoints_stand_in_stage_order(comparison):
    text = figures.emotional_curve(
        comparison.touchpoints, comparison.as_is.as_is, NAME, Voice("en")
    )
    case = comparison.as_is.as_is
    told = ElementTree.fromstring(text).find(f"{SPACE}desc").text
    stages = [
        p.stage
        for _, p in sorted(case.touchpoints.items(), key=lambda t: told.index(t[1].label["en"]))
    ]
    assert stages == sorted(stages, key=figures.STAGES.index)


def test_bands_are_the_middle_of_the_drawn_futures():
    rows = [("as_is", "drawn", r, 1, r / 100) for r in range(101)] + [
        ("as_is", "central", 0, 1, 0.9)
    ]
    frame = pd.DataFrame(rows, columns=["scenario", "kind", "replication", "month", "retained"])
    band = figures._band(frame, "retained").loc[1]
    np.testing.assert_allclose([band["mean"], band["low"], band["high"]], [0.9, 0.025, 0.975])


def test_money_is_summed_against_the_same_future():
    rows = [
        (scenario, "central", r, month, 100.0 * r + gain)
        for scenario, gain in (("as_is", 0.0), (NAME, 2.0))
        for r in range(4)
        for month in (1, 2, 3)
    ]
    frame = pd.DataFrame(rows, columns=["scenario", "kind", "replication", "month", "profit"])
    gained = figures._gained(frame, NAME)
    np.testing.assert_array_equal(gained["mean"], [2, 4, 6])
    np.testing.assert_array_equal(gained["low"], gained["high"])
    assert figures._gained(frame, "discount_for_nothing").empty


def test_hostile_labels_are_only_text():
    told = hostile.comparison()
    for text in _drawn(told).values():
        root = ElementTree.fromstring(text)
        assert not [element for element in root.iter() if element.tag.endswith("script")]
        assert hostile.LONG not in text
        assert "\x1b" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize("count", [1, 40])
def test_one_touchpoint_or_forty(comparison, count):
    case = comparison.as_is.as_is
    one = next(iter(case.touchpoints.values()))
    many = case.model_copy(update={"touchpoints": {f"place_{i}": one for i in range(count)}})
    rows = [(s, "a", f"place_{i}", 1, i % 10) for s in ("as_is", NAME) for i in range(count)]
    columns = ["scenario", "archetype", "touchpoint", "visits", "satisfaction"]
    text = figures.emotional_curve(pd.DataFrame(rows, columns=columns), many, NAME, Voice("es"))
    ElementTree.fromstring(text)
