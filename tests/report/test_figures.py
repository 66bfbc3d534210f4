from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from cxsim.report import figures
from cxsim.report.voice import Voice
from cxsim.study.intervals import interval

from . import fake, hostile

NAME = "to_be_on_time_technician"
SPACE = "{http://www.w3.org/2000/svg}"


def _drawn(told: fake.Comparison, language: str = "es", name: str = NAME) -> dict[str, str]:
    voice, case = Voice(language), told.as_is.as_is
    return {
        "belief_today": figures.belief(told.months, "as_is", name, voice),
        "belief_redesign": figures.belief(told.months, name, name, voice),
        "retention": figures.retention(told.months, case, name, voice),
        "retention_difference": figures.difference(told.months, "retained", name, voice),
        "nps": figures.nps(told.months, name, voice),
        "nps_difference": figures.difference(told.months, "nps", name, voice),
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


def test_what_is_lived_and_believed_stand_on_one_scale(comparison):
    """So that the two worlds can be compared by eye."""
    drawn = _drawn(comparison, "en")
    scales = [
        re.findall(r">(−?\d+)</text>", drawn[key]) for key in ("belief_today", "belief_redesign")
    ]
    assert scales[0] == scales[1]
    assert "lived: " in drawn["belief_today"]
    assert "on the dashboard: " in drawn["belief_redesign"]


def test_bands_are_the_ranges_of_the_tables():
    drawn = np.arange(101) ** 2 / 10_000
    rows = [("as_is", "drawn", r, 1, felt) for r, felt in enumerate(drawn)]
    rows.append(("as_is", "central", 0, 1, 0.99))
    frame = pd.DataFrame(rows, columns=["scenario", "kind", "replication", "month", "retained"])
    band = figures._band(frame, "retained").loc[1]
    same = interval(np.array([0.99]), drawn)
    np.testing.assert_allclose(band[["mean", "low", "high"]], [same.mean, same.low, same.high])
    assert band["high"] == 0.99, "the mean is one of the futures tested"


def test_an_axis_never_says_the_same_twice():
    rows = [
        (scenario, "drawn", r, month, 0.98 - 0.004 * month * r, 1 + month * r / 4)
        for scenario in ("as_is", NAME)
        for r in range(3)
        for month in (1, 2)
    ]
    columns = ["scenario", "kind", "replication", "month", "retained", "nps"]
    frame = pd.DataFrame(rows, columns=columns)
    case = fake.scenarios()[0].as_is
    for text in (
        figures.retention(frame, case, NAME, Voice("en")),
        figures.nps(frame, NAME, Voice("en")),
    ):
        _, *said = re.findall(r">([\d.]+%?)</text>", text)  # the first is a month
        assert len(said) > 3
        assert len(set(said)) == len(said), said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "redesign minus no change: +2.0 in month 1, +2.0 in month 3 (range −3.0 to +7.0)"),
        ("es", "con rediseño menos sin cambios: +2.0 en el mes 1, +2.0 en el mes 3 (rango −3.0 a"),
    ],
)
def test_a_difference_is_of_the_same_future(language, said):
    """Futures differ by tens of points; two worlds of one future by one to three."""
    rows = [
        (scenario, kind, r, month, 10.0 * r + gain * (2 + (kind == "drawn") * (r - 1)))
        for scenario, gain in (("as_is", 0), (NAME, 1))
        for kind in ("central", "drawn")
        for r in range(3)
        for month in (1, 2, 3)
    ]
    frame = pd.DataFrame(rows, columns=["scenario", "kind", "replication", "month", "nps"])
    assert said in figures.difference(frame, "nps", NAME, Voice(language))
    shares = frame.assign(retained=frame["nps"] / 100)
    assert said in figures.difference(shares, "retained", NAME, Voice(language))


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
