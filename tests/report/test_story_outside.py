"""What comes from outside, told in a life: shocks, moves, reviews, and what brought customers."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from cxsim.draws import keys
from cxsim.measure.acquisition import SOURCES
from cxsim.measure.replay import TwoLives, replay
from cxsim.report.story import story_lines
from cxsim.report.words import CATALOGUES
from cxsim.world.numbers import central
from cxsim.world.strikes import strikes_of

from ..kit.runs import lived
from ..kit.scenarios import RICH, made

CUSTOMERS, DAYS = 20, 40
EFFECT = {"it": {"target": "touchpoints.desk.quality", "size": -1}}
RIVAL = {
    "label": "Rival",
    "quality": 7,
    "moves": {
        "cut": {"label": "Cut", "target": "price", "size": -0.1, "start_day": 5},
        "late": {"label": "Too late", "target": "price", "size": -0.1, "start_day": DAYS},
    },
}
CASE: dict[str, Any] = {
    "firm.customers": CUSTOMERS,
    "market.prospects": 2,
    "market.innovation": 10,
    "market.imitation": 30,
    "market.reviews": {"count": 50, "stars": 4},
    "behaviour.reviews": {"writing": 0.5},
    "market.competitors": {"rival": RIVAL},
    "shocks": {
        "flood": {"label": "Flood", "start_day": 7, "effects": EFFECT},
        "rain": {"label": "Rain", "per_year": 40, "effects": EFFECT},
        "quake": {"label": "Quake", "start_day": 9, "effects": EFFECT, "enabled": False},
    },
}
TO_BE = made(RICH, CASE, levers={"it": {"target": "touchpoints.desk.quality", "effect": 0.5}})


@pytest.fixture(scope="module")
def everybody() -> list[TwoLives]:
    return [replay(TO_BE, number, CUSTOMERS, DAYS) for number in range(3 * CUSTOMERS)]


def test_what_came_from_outside_is_told_on_its_day(everybody: list[TwoLives]) -> None:
    case, values = TO_BE.as_is, central(TO_BE)
    rain = strikes_of("rain", case.shocks["rain"], values, DAYS, keys.root_key(1, 0))
    assert len(rain) > 1
    came = Counter({(7, "flood"): 1, (5, "rival.cut"): 1}) + Counter((d, "rain") for d in rain)
    assert all(Counter(lives.arrivals) == came for lives in everybody)
    whole = next(one for one in everybody if one.today.moments and one.today.moments[-1].day > 30)
    for language, words in CATALOGUES.items():
        told = "\n".join(story_lines(whole, language, afterwards=True))
        assert words["story_outside"].format(name="Flood") in told
        assert words["story_outside"].format(name="Rival: Cut") in told
        assert "Quake" not in told
        assert "Too late" not in told


def test_every_review_of_a_run_is_told_by_who_wrote_it(everybody: list[TwoLives]) -> None:
    """Lived again one by one, today's customers write the reviews that the run has."""
    told = Counter(
        moment.numbers["stars"]
        for lives in everybody
        for moment in lives.today.moments
        if moment.what == "review"
    )
    run = lived(made(RICH, CASE), CUSTOMERS, DAYS)
    written = dict(enumerate(run.record.reviews.sum(axis=(0, 1)).tolist(), 1))
    assert sum(told.values()) > 20
    assert +told == +Counter(written)
    writer = next(one for one in everybody if any(m.what == "review" for m in one.today.moments))
    review = next(m for m in writer.today.moments if m.what == "review")
    need = TO_BE.as_is.journeys[review.numbers["need"]].label["en"]
    said = f"Writes a review of “{need}”: {review.numbers['stars']} of 5 stars."
    assert said in " ".join("\n".join(story_lines(writer, "en", afterwards=True)).split())


def test_what_brought_a_customer_is_told(everybody: list[TwoLives]) -> None:
    told = Counter(
        moment.numbers["source"]
        for lives in everybody
        for moment in lives.today.moments
        if moment.what == "join" and not moment.numbers["again"]
    )
    run = lived(made(RICH, CASE), CUSTOMERS, DAYS)
    joined = run.record.acquired[..., 0].sum(axis=(0, 1)).tolist()
    came = Counter(dict(zip(SOURCES, map(int, joined), strict=True)))
    assert len(+told) > 1
    assert +told == +came - Counter({"returning": came["returning"]})
    one = next(one for one in everybody if any(m.what == "join" for m in one.today.moments))
    words = CATALOGUES["es"]
    source = next(m for m in one.today.moments if m.what == "join").numbers["source"]
    said = words["story_joins_by"].format(source=words[f"source_{source}"])
    assert said in " ".join("\n".join(story_lines(one, "es", afterwards=True)).split())
