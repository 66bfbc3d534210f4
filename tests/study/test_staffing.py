"""One employee more or fewer, and comparisons of cases with teams."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import cxsim
from cxsim.report.files import write_report
from cxsim.scenario import Problems
from cxsim.scenario.schema import Scenario
from cxsim.study import Comparison
from cxsim.study.staffing import COLUMNS, OF_CASE, OF_TEAM, levels

from ..kit.scenarios import made, redesigned
from ..measure.test_teams import STAFFED, WAGE, quiet

ABOUT: dict[str, Any] = {"customers": 15, "horizon_days": 20, "replications": 2}
TODAY = made(STAFFED, quiet(), {"archetypes.anyone.spend": 300, "relationship.period_days": 5})


def plan(**lever: Any) -> Scenario:
    raw = {"target": "teams.desk.staff", "effect": 2, "execution": 1} | lever
    return Scenario(
        "kit", "to_be_more", TODAY.as_is, redesigned(TODAY.as_is, {"one": raw}).redesign
    )


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return cxsim.staffing(TODAY, "desk", (-2, 2), **ABOUT)


def of(frame: pd.DataFrame, metric: str, column: str = "mean") -> list[float]:
    mine = frame[frame["metric"] == metric].sort_values("staff")
    return [float(value) for value in mine[column]]


def test_it_is_tidy(found: pd.DataFrame) -> None:
    assert tuple(found.columns) == COLUMNS
    assert len(found) == 3 * len(OF_TEAM + OF_CASE)
    assert sorted(set(found["staff"])) == [2, 4, 6]
    same = found[found["change"] == 0]
    assert not same["delta"].any()
    assert (found["low"] <= found["delta"]).all()
    assert (found["delta"] <= found["high"]).all()


def test_more_serve_better_and_cost_more(found: pd.DataFrame) -> None:
    few, usual, many = of(found, "service_level")
    assert few < usual < many
    for metric in ("abandonment", "wait", "speed_of_answer", "utilisation"):
        assert of(found, metric) == sorted(of(found, metric), reverse=True)
    pay = 2 * WAGE * 20 * 12 / 365
    assert of(found, "cost", "delta") == pytest.approx([-pay, 0, pay], abs=0.01)
    few_npv, _, many_npv = of(found, "npv", "delta")
    assert few_npv > 0 > many_npv  # nobody leaves because of a line here


def test_no_change_is_the_run_itself(found: pd.DataFrame) -> None:
    runs = [
        cxsim.simulate(TODAY, ABOUT["customers"], ABOUT["horizon_days"], replication=replication)
        for replication in (0, 1)
    ]
    for metric in ("service_level", "abandonment", "nps", "cost"):
        mean = np.mean([run.metrics[metric] for run in runs])
        assert of(found, metric)[1] == pytest.approx(mean)


def test_no_number_depends_on_threads(found: pd.DataFrame) -> None:
    again = cxsim.staffing(TODAY, "desk", (-2, 2), **ABOUT, threads=1)
    pd.testing.assert_frame_equal(found, again, check_exact=True)


def test_sizes() -> None:
    """At a share of the firm one more there is several here; nobody is left by none."""
    assert [one.change for one in levels(TODAY, "desk")] == [-3, -2, -1, 0, 1, 2, 3]
    half = made(STAFFED, {"firm.team_scale": 0.5})
    assert [one.staff for one in levels(half, "desk")] == [2, 4, 6, 8, 10]


def test_mistakes_are_told() -> None:
    with pytest.raises(Problems, match="team"):
        cxsim.staffing(TODAY, "door", **ABOUT)
    with pytest.raises(Problems, match="replications"):
        cxsim.staffing(TODAY, "desk", replications=0)
    with pytest.raises(Problems, match="team"):
        cxsim.staffing(made(), "desk")


# ---- a comparison ----


@pytest.fixture(scope="module")
def told() -> tuple[Comparison, list[tuple[int, int]]]:
    heard: list[tuple[int, int]] = []
    one = cxsim.compare(
        TODAY, [plan()], **ABOUT, progress=lambda done, total: heard.append((done, total))
    )
    return one, heard


def test_a_comparison_tells_of_teams(told: tuple[Comparison, Any]) -> None:
    comparison, heard = told
    table = comparison.table.set_index(["scenario", "metric"])
    assert table.loc[("to_be_more", "service_level"), "delta"] > 0
    assert comparison.summary()["as_is"]["abandonment"]["mean"] > 0
    assert set(comparison.details.teams["scenario"]) == {"as_is", "to_be_more"}
    assert len(comparison.details.team_hours) == 2 * 48
    assert len(comparison.details.waits) == 2
    assert set(comparison.staffing["staff"]) == {2, 3, 4, 5, 6}
    assert heard == [(n, 4 + 5) for n in range(1, 10)]


def test_wages_are_what_is_invested(told: tuple[Comparison, Any]) -> None:
    """Two more from day 0: their pay at present value, and not the discount's, nor twice."""
    comparison, _ = told
    decision = comparison.decisions["to_be_more"]
    assert 0.98 < decision.invested.mean / (2 * WAGE * 20 * 12 / 365 + 2 * 400) <= 1
    assert decision.npv.mean == pytest.approx(decision.returned.mean - decision.invested.mean)
    assert decision.discount is not None
    months = comparison.months[comparison.months["kind"] == "central"]
    paid = months.groupby("scenario")["team_cost"].sum() / 2
    more = paid["to_be_more"] - paid["as_is"]
    assert more == pytest.approx(2 * WAGE * 20 * 12 / 365 + 2 * 400, abs=0.01)
    assert paid["discount_for_to_be_more"] == pytest.approx(paid["as_is"], abs=0.01)
    spent = months.groupby("scenario")[["discounted"]].sum() / 2
    npv = comparison.table.set_index(["scenario", "metric"]).loc[("to_be_more", "npv")]
    assert spent.loc["to_be_more", "discounted"] == pytest.approx(npv["to_be"])


def test_its_report_is_written(told: tuple[Comparison, Any], tmp_path: Any) -> None:
    comparison, _ = told
    for language in ("es", "en"):
        page = write_report(comparison, tmp_path / language, language).page
        assert 'id="to_be_more-staff"' in page.read_text(encoding="utf-8")


def test_a_cut_of_staff_is_no_investment() -> None:
    comparison = cxsim.compare(TODAY, [plan(effect=-2)], **ABOUT | {"replications": 1})
    decision = comparison.decisions["to_be_more"]
    assert decision.invested.mean == 0
    assert decision.npv.mean > 0
    assert decision.discount is None
