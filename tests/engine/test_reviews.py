"""Reviews: who writes them, what they show, whom that attracts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.behaviour.reviews import shown_rating
from cxsim.engine.run import Lived
from cxsim.engine.stages.reviews import RATING, VOLUME
from cxsim.measure.run import simulate
from cxsim.world.people import PROSPECT

from ..kit.runs import differing, lived, twins
from ..kit.scenarios import RICH, made

SITE: dict[str, Any] = {
    "firm.customers": 60,
    "market.reviews": {"count": 50, "stars": 4, "recent_days": 10},
    "market.prospects": 2,
    "behaviour.reviews": {"writing": 0.05},
}
READ: dict[str, Any] = {
    "touchpoints.site": {
        "label": "Reviews",
        "stage": "pre_purchase",
        "owner": "social",
        "channel": "web",
        "quality": 5,
        "spread": 0,
        "shows": "reviews",
    },
    "journeys.join.entry": {"site": 1},
    "journeys.join.steps.site": {"desk": 1},
}
BETTER: dict[str, Any] = {"it": {"target": "touchpoints.desk.quality", "effect": 1.5}}
SILENT: dict[str, Any] = {"behaviour.reviews.volume": 0, "behaviour.reviews.valence": 0}


def joined(run: Lived) -> int:
    """Prospects who have become customers."""
    before = np.asarray(run.built.people.status) == PROSPECT
    return int((before & (np.asarray(run.state.people.status) != PROSPECT)).sum())


def test_who_may_write_changes_nothing_where_nobody_reads() -> None:
    writes = lived(made(RICH, SITE, SILENT), 30, 40)
    assert writes.state.stars.sum() > 0
    silent = lived(made(RICH, SITE, SILENT, {"behaviour.reviews.writing": 0}), 30, 40)
    assert set(differing(writes, silent)) <= {"stars", "recent_stars", "shown", "reviews", "rating"}
    none = lived(made(RICH, {"market.prospects": 2}), 30, 40)
    for name in silent.state.people.dtype.names or ():
        assert (silent.state.people[name] == none.state.people[name]).all(), name


def test_what_is_shown_is_what_was_written_until_yesterday() -> None:
    run = lived(made(RICH, SITE), 30, 40)
    written = run.state.stars @ np.arange(1, 6)
    today = run.state.recent_stars[39 % 10]
    before = written - today @ np.arange(1, 6)
    number = run.state.stars.sum() - today.sum()
    stock = 50 * 30 / 60
    overall = (stock * 4 + before) / (stock + number)
    assert run.state.shown[VOLUME] == pytest.approx((stock + number) / stock)
    recent = shown_rating(0.0, overall, 0.5)
    assert 1 * 0.5 + recent <= run.state.shown[RATING] <= 5 * 0.5 + recent
    only_all = lived(made(RICH, SITE, {"behaviour.reviews.recent": 0}), 30, 40)
    assert only_all.state.shown[RATING] != run.state.shown[RATING]


def test_on_day_0_the_stock_is_what_there_is() -> None:
    run = lived(made(RICH, SITE, {"behaviour.reviews.recent": 0}), 30, 1)
    assert run.state.shown.tolist() == [4.0, 1.0]


def test_a_better_firm_is_shown_better_and_attracts_more() -> None:
    today, better = twins(made(RICH, SITE, {"ties": {"kind": "none"}}, levers=BETTER), 30, 60)
    assert better.state.shown[RATING] > today.state.shown[RATING]
    assert joined(better) >= joined(today)
    begun = [
        run.state.fired[:, run.built.names.needs.index("join")].sum() for run in (today, better)
    ]
    assert begun[1] > begun[0]


def test_where_reviews_are_read_their_stars_are_met() -> None:
    for writing in (0, 0.5):
        run = lived(made(RICH, SITE, READ, {"behaviour.reviews": {"writing": writing}}), 30, 20)
        place = run.built.names.touchpoints.index("site")
        start = (run.built.world.quality.ctypes.data - run.built.world.flat.ctypes.data) // 8
        quality = run.final[start : start + run.built.world.quality.size]
        met = quality.reshape(run.built.world.quality.shape)[:, place]
        shown = run.state.shown[RATING]
        assert (shown == 4.0) == (writing == 0)
        assert met == pytest.approx(5 + 2 * (shown - 4))


def test_prospects_meet_what_customers_wrote() -> None:
    """Where others have written worse of a firm, who reads them is less content."""
    felt = []
    for quality in (2, 9):
        about = {"touchpoints.desk.quality": quality, "behaviour.reviews": {"writing": 0.5}}
        run = lived(made(RICH, SITE, READ, about), 30, 30)
        place = run.built.names.touchpoints.index("site")
        visits, sums = run.record.touched[:, :, place, :2].sum(axis=(0, 1))
        felt.append(sums / visits)
    assert felt[0] < felt[1]


@pytest.mark.parametrize(("g", "shaped"), [(0.8, True), (0.0, False)])
def test_selection_alone_makes_the_j(g: float, shaped: bool) -> None:
    """The same lives, of a firm that sometimes fails badly, with and without selection."""
    about = {
        "behaviour.reviews": {"writing": 0.15 if g else 0.5, "selection": g},
        "touchpoints.desk.failure": {"probability": 0.1, "depth": 8},
        "surveys.noise": 1.5,
    }
    run = lived(made(RICH, SITE, about), 60, 60)
    j = run.state.stars
    assert j.sum() > 200
    assert (j.argmax() == 4 and j[0] > j[1]) == shaped


def test_the_frame_adds_up() -> None:
    scenario = made(RICH, SITE)
    run = simulate(scenario, customers=30, horizon_days=70)
    assert run.reviews["written"].sum() > 0
    assert set(run.reviews["month"]) == {0, 1, 2}
    assert run.reviews.groupby("month")["shown"].nunique().eq(1).all()
    assert simulate(made(RICH), customers=10, horizon_days=5).reviews.empty
