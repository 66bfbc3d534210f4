"""A survey through the door: its case, how honestly it is told, and what it is not."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

import cxsim
from tests.kit.surveys import AIRPORT, ROOT, TRUTH, nps, survey

from .conftest import Desk

COLUMNS = ("do.columns.recommend=recommend", "do.columns.touchpoints=[Caja,Website,Phone,Invoice]")
BUILD = ("do=build", "do.file=encuesta, año 1.csv", "do.name=mine", *COLUMNS)


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return survey(respondents=1500).rename(columns={"Counter": "Caja"})


@pytest.fixture
def answered(desk: Desk, frame: pd.DataFrame) -> Desk:
    desk.write("encuesta, año 1.csv", frame.to_csv(index=False, sep=";"))
    return desk


def test_a_survey_becomes_a_case_that_answers_like_it(answered: Desk, frame: pd.DataFrame) -> None:
    given = ("do.currency=PEN", "do.visits=2", "do.scale=1-5")
    words = [*BUILD, "do.columns.segment=segment", *given]
    assert answered.says(*words) == 0
    assert "### What moves the recommendation" in answered.out
    assert "## Assumed" not in answered.out
    assert answered.out.splitlines()[-1].startswith("Next: python run.py case=mine do=show")
    today = cxsim.load(answered.folder / "scenarios/mine/as_is.yaml")
    assert today.as_is.archetypes["firms"].needs["visit"].value == 2
    run = cxsim.simulate(today, customers=4000, horizon_days=30, seed=5)
    # The survey's own standard error at n = 1,500 is 2.
    assert run.metrics["nps"] == pytest.approx(nps(frame["recommend"]), abs=6)
    for name, segment in (("firms", "Firms"), ("homes", "Homes")):
        simulated = run.customers.loc[run.customers["archetype"] == name, "nps_answer"].mean()
        answers = pd.to_numeric(frame.loc[frame["segment"] == segment, "recommend"])
        assert simulated == pytest.approx(answers.mean(), abs=0.5)
    assert answered.says("case=mine", "do=show") == 0
    assert "PEN" in answered.out
    assert "survey encuesta_ año 1.csv, n = 1500" in answered.out
    (said,) = answered.refuses(*words, "language=es")
    assert said.startswith("Ya hay un caso en")


def test_the_redesign_lifts_what_costs_most_and_moves_the_answer(answered: Desk) -> None:
    assert answered.says(*BUILD) == 0
    folder = answered.folder / "scenarios" / "mine"
    # What the truth says: weight × shortfall × reach is largest at the counter.
    (redesign,) = folder.glob("to_be_*.yaml")
    assert redesign.name == "to_be_better_caja.yaml"
    assert TRUTH.weight[0] == TRUTH.weight.max()
    before, after = (
        cxsim.simulate(cxsim.load(folder / f"{name}.yaml"), customers=1500, horizon_days=240)
        for name in ("as_is", redesign.stem)
    )
    assert after.metrics["nps"] > before.metrics["nps"] + 1


def test_a_case_of_a_survey_is_told_in_spanish_by_its_sources(answered: Desk) -> None:
    assert answered.says(*BUILD, "language=es_PE") == 0
    text = (answered.folder / "scenarios/mine/SOURCES.md").read_text(encoding="utf-8")
    assert answered.out.startswith(text.partition("## Supuesto")[0].strip())
    assert "Nadie se va" in text
    assert "$" not in text
    for english in (" the ", " of ", " and ", "respondents |", "touchpoint |"):
        assert english not in text, english


def test_labels_and_columns_may_be_named_as_they_are(answered: Desk, frame: pd.DataFrame) -> None:
    odd = frame.rename(columns={"Website": "P2: ¿sitio, web?", "Phone": "Teléfono"})
    answered.write("odd.csv", odd.to_csv(index=False))
    touchpoints = '{Caja: "La caja, siempre", "P2: ¿sitio, web?": Sitio, Teléfono: Teléfono}'
    words = ["do=build", "do.file=odd.csv", "do.name=odd", "do.columns.recommend=recommend"]
    assert answered.says(*words, f"do.columns.touchpoints={touchpoints}") == 0
    case = cxsim.load(answered.folder / "scenarios/odd/as_is.yaml").as_is
    assert list(case.touchpoints) == ["la_caja_siempre", "sitio", "telefono"]
    labels = [one.label["es"] for one in case.touchpoints.values()]
    assert labels == ["La caja, siempre", "Sitio", "Teléfono"]


def test_a_sheet_of_a_workbook_is_a_survey_where_its_columns_are_named(
    answered: Desk, frame: pd.DataFrame
) -> None:
    heavy = frame.assign(peso=np.where(frame["segment"] == "Homes", 3, 1))
    with pd.ExcelWriter(answered.folder / "book.xlsx") as book:
        pd.DataFrame({"notes": ["none"]}).to_excel(book, sheet_name="Notas", index=False)
        heavy.to_excel(book, sheet_name="Año 1, todo", index=False)
    words = ["do=build", "do.file=book.xlsx", "do.name=booked", *COLUMNS]
    assert "has no column 'recommend'" in answered.refuses(*words)[0]
    given = ["do.sheet=Año 1, todo", "do.columns.segment=segment", "do.columns.weight=peso"]
    assert answered.says(*words, *given) == 0
    assert "| File | book.xlsx · Año 1_ todo |" in answered.out
    assert "weighted by the column `peso`" in answered.out
    case = cxsim.load(answered.folder / "scenarios/booked/as_is.yaml").as_is
    homes = (frame["segment"] == "Homes").mean()
    assert case.archetypes["homes"].share.value == pytest.approx(
        3 * homes / (1 + 2 * homes), abs=1e-3
    )


def test_columns_of_a_file_without_header_are_numbers(answered: Desk, frame: pd.DataFrame) -> None:
    bare = frame[["recommend", "Caja", "Website"]].iloc[:400]
    answered.write("bare.csv", bare.to_csv(index=False, header=False))
    words = ["do=build", "do.file=bare.csv", "do.name=bare", "do.columns.recommend=1"]
    assert answered.says(*words, "do.columns.touchpoints=[2,3]") == 0
    case = cxsim.load(answered.folder / "scenarios/bare/as_is.yaml").as_is
    assert case.firm.customers == len(bare)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["do.columns.customer=x"], "do.columns.customer is of a purchase log"),
        (["do.scale=1"], "do.scale is '1', which is not allowed. Allowed: the best rating"),
        (["do.scale=5-1"], "do.scale is '5-1', which is not allowed"),
        (["do.none=[[0]]"], "do.none is"),
        (["do.visits=0"], "do.visits is 0"),
        (["do.columns.overal=Q"], "do.columns.overal is not known here. Nearest: do.columns.over"),
        (["do.sheet=Hoja 1"], "do.sheet names a sheet, and 'encuesta, año 1.csv' is no .xlsx"),
        (["do.columns.weight=peso"], "has no column 'peso' for the weight"),
        (["do.columns.segment=sector"], "has no column 'sector' for the segment"),
        (["do.none=[3]"], "do.none names 3, which is an answer"),
    ],
)
def test_what_does_not_fit_a_survey_is_told(answered: Desk, words: list[str], said: str) -> None:
    (told,) = answered.refuses(*BUILD, *words)
    assert said in told


@pytest.mark.parametrize(
    "touchpoints", ["[Caja,Caja]", "[]", "[Caja,[Phone]]", "{Caja: ''}", "[Caja", "[a: b]"]
)
def test_touchpoints_that_are_no_list_are_told(answered: Desk, touchpoints: str) -> None:
    said = answered.refuses(*BUILD[:4], f"do.columns.touchpoints={touchpoints}")
    assert "do.columns.touchpoints is" in said[0]
    assert "a list of different columns, [Q1,Q2]" in said[0]


def test_what_a_survey_lacks_is_told(answered: Desk) -> None:
    (said,) = answered.refuses(*BUILD[:4])
    assert said.startswith("do.columns.touchpoints is missing.")
    (said,) = answered.refuses(*BUILD[:3], COLUMNS[1])
    assert said.startswith("do.columns.recommend is missing.")


def test_settings_of_a_survey_say_nothing_of_a_log(answered: Desk) -> None:
    said = answered.refuses(*BUILD[:3], "do.scale=5", "do.none=[0]", "do.visits=1")
    assert [one.partition(" ")[0] for one in said] == ["do.scale", "do.none", "do.visits"]
    assert all("the file is read as a purchase log" in one for one in said)


def test_settings_of_other_files_say_nothing_of_a_workbook(desk: Desk) -> None:
    assert desk.says("do=template", "do.file=book.xlsx") == 0
    given = ["do.columns.customer=x", "do.currency=PEN", "do.max_dropped=0.1"]
    given += ["do.scale=5", "do.none=[0]", "do.visits=1", "do.sheet=Touchpoints"]
    said = desk.refuses("do=build", "do.file=book.xlsx", "do.name=mine", *given)
    assert [one.partition(" ")[0] for one in said] == [one.partition("=")[0] for one in given]
    assert all("a workbook, whose sheets say all" in one for one in said)
    (spanish,) = desk.refuses(
        "do=build", "do.file=book.xlsx", "do.name=mine", "do.currency=PEN", "language=es"
    )
    assert spanish.startswith("do.currency no dice nada de un libro")


def test_the_airport_becomes_a_case_that_answers_like_it(desk: Desk) -> None:
    if not AIRPORT.is_file():
        pytest.skip(f"the airport survey is not at {AIRPORT}")
    rated = ["Q7FOOD", "Q7SIGN", "Q10SAFE", "Q14FIND", "Q14PASSTHRU", "Q9BOARDING"]
    words = [f"do.file={AIRPORT}", "do.name=airport", "do.columns.recommend=NETPRO"]
    words += [f"do.columns.touchpoints=[{','.join(rated)}]", "do.none=[0,6,11,Blank]"]
    assert desk.says("do=build", *words, "do.columns.overall=Q7ALL") == 0
    assert "39.9 ± 2.6" in desk.out
    today = cxsim.load(desk.folder / "scenarios/airport/as_is.yaml")
    run = cxsim.simulate(today, customers=4000, horizon_days=30, seed=5)
    assert run.metrics["nps"] == pytest.approx(39.9, abs=4)


def test_the_study_says_that_it_has_no_survey_and_leaves_its_page() -> None:
    page = ROOT / "docs" / "airport_survey.md"
    before = page.read_bytes()
    study = ROOT / "experiments" / "airport_survey.py"
    ended = subprocess.run(
        [sys.executable, study, "nowhere.csv"], capture_output=True, encoding="utf-8", check=True
    )
    assert ended.stdout.strip() == "Nothing is compared: the survey is not at nowhere.csv."
    assert page.read_bytes() == before
