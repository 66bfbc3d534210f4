"""The page's tables: departments, survival, kept and lost, beliefs, money, doing nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cxsim.report.belief import believed
from cxsim.report.departments import Scores, light
from cxsim.report.drift import drift, lead
from cxsim.report.money import Years
from cxsim.report.parting import Parting
from cxsim.report.survival import Stays
from cxsim.report.tables import Table, moved
from cxsim.report.voice import Voice
from cxsim.scenario.relationship import NonContractual

from . import fake

NAME = "to_be_on_time_technician"
STRENGTH = 0.55
"""Of that redesign, in the synthetic comparison."""
EN = Voice("en")


def _plan(told):
    return told.to_be[-1]


def _rows(table: Table) -> dict[str, tuple[str, ...]]:
    """Cells by the row's name, as text."""
    told = [[re.sub("<[^>]+>", "", str(cell)) for cell in row] for row in table.rows]
    return {row[0]: tuple(row[1:]) for row in told}


def _even(table: Table) -> None:
    """Every row fits its columns, or names a group."""
    assert {len(row) for row in table.rows} <= {1, len(table.head)}


def test_a_figure_that_reads_the_same_is_told_once():
    assert moved("{:.1f}".format, 1.01, 1.04) == "1.0"
    assert moved("{:.1f}".format, 1.01, 1.06) == "1.0 → 1.1"


@pytest.mark.parametrize(
    ("score", "colour"),
    [(10, "green"), (7, "green"), (6.99, "amber"), (6, "amber"), (5.99, "red"), (np.nan, "")],
)
def test_lights_have_fixed_thresholds(score, colour):
    assert light(score) == colour


def test_a_department_is_the_mean_of_its_visits(comparison):
    frame = comparison.touchpoints.assign(visits=0.0)
    field = {"installation": (30.0, 9.0), "repair_visit": (10.0, 5.0)}
    for place, (visits, felt) in field.items():
        mine = (frame["touchpoint"] == place) & (frame["archetype"] == "connected_family")
        frame.loc[mine, ["visits", "satisfaction"]] = visits, felt
    scores = Scores(replace(comparison, touchpoints=frame), _plan(comparison), EN)
    assert scores.departments == {"field": (8.0, 8.0)}
    table = scores.of_departments()
    _even(table)
    assert _rows(table) == {"Field": ("8.0 green", "8.0 green")}


def test_every_department_may_be_green_and_the_journey_red(comparison):
    frame = comparison.touchpoints.assign(satisfaction=8.0)
    endings = comparison.details.endings
    bad = endings.assign(memory=np.where(endings["need"] == "fault", 4.0, 8.0))
    details = comparison.details._replace(endings=bad)
    told = replace(comparison, touchpoints=frame, details=details)
    scores = Scores(told, _plan(told), EN)
    assert "every department is green (9 of 9), and only 6 of 7 journeys" in scores.verdict()
    journeys = scores.of_journeys()
    _even(journeys)
    assert next(iter(_rows(journeys).items())) == ("Fault", ("4.0 red", "4.0 red"))
    assert "satisfaction with the firm" in _rows(journeys)
    fine = Scores(comparison, _plan(comparison), EN).verdict()
    assert "every department" not in fine


def test_survival_is_a_share_of_those_who_can_be_seen_so_long(comparison):
    survival, cohorts = Stays(comparison, _plan(comparison), EN).tables()
    for table in (survival, cohorts):
        _even(table)
    assert survival.head == ("archetype", *(f"{m} months" for m in (3, 6, 12, 18, 24, 36)))
    today, then = 0.98, 0.98 + 0.002 * STRENGTH
    assert _rows(survival)["everybody"][2] == f"{today**12:.1%} → {then**12:.1%}"
    rows = _rows(cohorts)
    assert rows["customers of day 0"][0] == "800,000"
    assert rows["months 1–3"][-1] == "", "who came in a quarter is seen 33 months at most"
    assert rows["months 34–36"][1:] == ("",) * 6
    assert rows["months 1–3"][1] != ""


def test_what_a_customer_without_contract_is_stands_only_where_there_is_none(comparison):
    note = Stays(comparison, _plan(comparison), EN).tables()[0].note
    assert note == "No change → redesign."
    case = comparison.as_is.as_is.model_copy(
        update={"relationship": NonContractual.model_construct()}
    )
    told = replace(comparison, as_is=replace(comparison.as_is, as_is=case))
    assert "Without a contract" in Stays(told, _plan(told), EN).tables()[0].note


def test_a_horizon_of_days_has_a_survival_too(comparison):
    first = comparison.details.cohorts
    details = comparison.details._replace(cohorts=first[(first["month"] == 0)])
    survival, _ = Stays(replace(comparison, details=details), _plan(comparison), EN).tables()
    assert survival.head == ("archetype", "0 months")
    assert _rows(survival)["everybody"] == ("100.0%",)


def test_saved_and_lost_by_touchpoint_add_up_to_those_by_archetype(comparison):
    parting = Parting(comparison, _plan(comparison), EN)
    table = parting.by_touchpoint()
    _even(table)
    _even(parting.by_archetype())
    rows = _rows(table)
    assert list(rows) == ["Speed ad", "Reviews", "Family advice", "at none"]
    mine = comparison.archetypes[comparison.archetypes["scenario"] == NAME]
    for column, key in enumerate(("saved", "lost")):
        told = sum(float(row[column].replace(",", "")) for row in rows.values())
        assert told == pytest.approx(mine[key].sum() * comparison.scale, rel=0.01)
    nobody = replace(comparison, twins=comparison.twins.iloc[:0])
    assert Parting(nobody, _plan(comparison), EN).by_touchpoint() is None


def test_what_is_believed_stands_beside_what_is_true(comparison):
    table = believed(comparison, _plan(comparison), EN)
    _even(table)
    rows = _rows(table)
    asked, answer, today, then = rows["the recurring survey"]
    assert (asked, answer) == ("144,000", "14.4%")
    assert (today, then) == (f"{100 * 20 / 130:.1f}", f"{100 * (20 + 5 * STRENGTH) / 130:.1f}")
    assert next(iter(rows)) == "the recurring survey"
    months = comparison.months
    true = months[(months["scenario"] == NAME) & (months["kind"] == "central")]
    last = true[true["month"] > 24]["nps"].mean()
    assert rows["all customers, lived"][3] == f"{last:.1f}"


def test_few_answers_and_channels_that_nobody_is_asked_by(comparison):
    frame = comparison.details.surveys
    few = frame.assign(answered=frame["answered"].where(frame["channel"] != "app", 0.9))
    few.loc[few["channel"] == "web", "asked"] = 0.0
    told = replace(comparison, details=comparison.details._replace(surveys=few))
    rows = _rows(believed(told, _plan(told), EN))
    assert rows["app"][2:] == ("too few answers",) * 2
    assert "web" not in rows


def test_money_adds_up_year_by_year(comparison):
    years = Years(comparison, _plan(comparison), EN)
    table = years.by_year()
    _even(table)
    groups = [row[0] for row in table.rows if len(row) == 1]
    assert groups == ["Year 1", "Year 2", "Year 3", "All 36 months"]
    sums = years.sums.groupby(["kind", "replication"]).sum()
    revenue, margin, cost, once, running, profit = (
        sums[key, NAME].to_numpy()
        for key in (
            *("revenue", "margin", "contact_cost"),
            *("programme_once", "programme_running", "profit"),
        )
    )
    np.testing.assert_allclose(margin - cost - once - running, profit)
    assert (revenue > 0).all()
    names = [row[0] for row in table.rows if len(row) > 1]
    assert names.count("programme, once") == 2, "in the first year, and in all of them"


def test_a_year_that_is_not_whole_is_told_by_its_months(comparison):
    short = replace(comparison, months=comparison.months[comparison.months["month"] <= 14])
    groups = [r[0] for r in Years(short, _plan(short), EN).by_year().rows if len(r) == 1]
    assert groups == ["Year 1", "months 13–14", "All 14 months"]
    none = replace(comparison, months=comparison.months.iloc[:0])
    assert Years(none, _plan(none), EN).by_year() is None


@pytest.mark.parametrize(
    ("month", "said"),
    [
        (17.0, "for good in month 17 at central values; within 36 months in 91% of the futures"),
        (None, "none within 36 months at central values; there is one in 91% of the futures"),
    ],
)
def test_payback_is_told_with_its_chance(comparison, month, said):
    decisions = {n: replace(d, payback_month=month) for n, d in comparison.decisions.items()}
    told = replace(comparison, decisions=decisions)
    assert said in Years(told, _plan(told), EN).payback()


def test_cost_to_serve_is_told_by_touchpoint(comparison):
    table = Years(comparison, _plan(comparison), EN).serving()
    _even(table)
    assert table.head == ("touchpoint", "Year 1", "Year 2", "Year 3")
    assert "Speed ad" not in _rows(table), "it costs nothing"
    assert _rows(table)["Reviews"] == ("$10K → $9.7K",) * 3


def _drifting(comparison, **columns):
    mine = comparison.months["scenario"] == "as_is"
    months = comparison.months.copy()
    for name, of_month in columns.items():
        months.loc[mine, name] = of_month(months.loc[mine, "month"])
    return replace(comparison, months=months)


def test_doing_nothing_is_not_flat_where_the_case_makes_it_move(comparison):
    told = _drifting(
        comparison,
        nps=lambda month: 10.0 - month,
        customers=lambda month: 5000.0 - 10 * month,
        left_voluntary=lambda month: 0.0 * month,
    )
    table = drift(told, EN)
    _even(table)
    assert table.head[1:] == (
        "months 1–3",
        "months 10–12",
        "months 22–24",
        "months 34–36",
        "change (95% range)",
    )
    rows = _rows(table)
    assert rows["NPS, lived"] == ("8.0", "−1.0", "−13.0", "−25.0", "−33.0 (−33.0 to −33.0)")
    assert rows["customers"][-1].startswith("−52,800")
    churn = rows["monthly churn"]
    assert churn[0] == f"{np.mean([25 / 5000, 25 / 4990, 25 / 4980]):.2%}"


@pytest.mark.parametrize(("months", "columns"), [(1, None), (2, 4), (5, 4), (12, 4), (14, 5)])
def test_a_short_horizon_has_a_first_and_a_last(comparison, months, columns):
    short = replace(comparison, months=comparison.months[comparison.months["month"] <= months])
    table = drift(short, EN)
    assert (table and len(table.head)) == columns


def test_a_comparison_without_written_lives_has_fewer_tables(comparison):
    empty = fake.Details(*(pd.DataFrame() for _ in fake.Details._fields))
    told = replace(comparison, details=empty)
    assert Stays(told, _plan(told), EN).tables() == []
    assert believed(told, _plan(told), EN) is None
    assert Years(told, _plan(told), EN).serving() is None
    assert Scores(told, _plan(told), EN).journeys == {}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "demand rises by 0.12 points of 10 a year."),
        ("es", "sube 0.12 puntos de 10 cada año."),
    ],
)
def test_doing_nothing_tells_that_standards_rise(comparison, language, said):
    case, voice = comparison.as_is.as_is, Voice(language)

    def rising(rise: float) -> str:
        value = replace(case.market.standards_rise, value=rise)
        market = case.market.model_copy(update={"standards_rise": value})
        return lead(case.model_copy(update={"market": market}), voice)

    assert rising(0.12).endswith(said)
    assert rising(0.0) == voice.say("drift_lead")
