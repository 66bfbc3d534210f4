"""A survey of a known truth gives it back; one that is mangled is told, never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxsim.intake.errors import IntakeError
from cxsim.intake.survey.answers import Survey, mean_ratings, read_survey
from cxsim.intake.survey.answers import nps as nps_of
from cxsim.intake.survey.archetypes import (
    MOST_KINDS,
    OTHERS,
    WORDS,
    Archetypes,
    Kind,
    archetypes_of,
)
from cxsim.intake.survey.case import build_case, learnt
from cxsim.intake.survey.classes import CLASS_SHARE, FEWEST
from cxsim.intake.survey.drivers import fit_drivers
from cxsim.intake.survey.levels import censored, levels_of, uncensored, wilson
from cxsim.intake.survey.scale import Scale
from cxsim.intake.survey.settling import (
    Lives,
    Settled,
    Wanted,
    answers_fit,
    baseline_error,
    normal_answers,
    settle,
    shares,
)
from cxsim.intake.survey.tree import archetype_label, names_of
from cxsim.scenario import AsIs, library
from tests.kit.surveys import LABELS, TRUTH, Truth, nps, survey

TOUCHPOINTS = {name: name for name in LABELS}
FIVE = Scale(1, 5)


def written(folder: Path, frame: pd.DataFrame, name: str = "survey.csv", **how: object) -> Path:
    file = folder / name
    frame.to_csv(file, index=False, **how)  # type: ignore[call-overload]
    return file


def read(file: Path, **more: object) -> Survey:
    asked: dict[str, object] = {"recommend": "recommend", "touchpoints": TOUCHPOINTS}
    return read_survey(file, **(asked | {"scale": FIVE} | more))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    return read(written(tmp_path_factory.mktemp("survey"), survey()), segment="segment")


# ---- reading ----


def test_what_was_written_is_read(known: Survey) -> None:
    frame = survey()
    assert len(known) == len(frame) == known.rows
    assert known.left_out == {}
    assert known.recommend.tolist() == [float(text) for text in frame["recommend"]]
    for i, label in enumerate(LABELS):
        numbers = (pd.to_numeric(frame[label]) - 1) * 2.5
        assert np.array_equal(known.ratings[:, i], numbers.to_numpy(), equal_nan=True)
        assert known.bad[:, i].sum() == frame[label].isin(["1", "2"]).sum()


def sheets_of(file: Path, frame: pd.DataFrame) -> None:
    """Numbers as such, below two empty rows and with an empty one in the middle."""
    numbers = frame.replace("", None).apply(pd.to_numeric)
    empty = pd.DataFrame([[None] * len(numbers.columns)], columns=numbers.columns)
    whole = pd.concat([numbers[:50], empty, numbers[50:]])
    with pd.ExcelWriter(file) as book:
        whole.to_excel(book, sheet_name="Respuestas", index=False, startrow=2)
        pd.DataFrame({"a": ["notes"]}).to_excel(book, sheet_name="Notas", index=False)
        pd.DataFrame().to_excel(book, sheet_name="Vacía", index=False)


@pytest.mark.parametrize(
    "write",
    [
        lambda file, frame: frame.to_csv(file, index=False, sep=";"),
        lambda file, frame: frame.to_csv(file, index=False, sep="\t", encoding="utf-16"),
        lambda file, frame: frame.to_csv(file, index=False, encoding="utf-8-sig"),
        lambda file, frame: frame.to_csv(file, index=False, encoding="latin-1", sep="|"),
        lambda file, frame: frame.to_csv(file, index=False, lineterminator="\r\n"),
        lambda file, frame: frame.to_excel(file.with_suffix(".xlsx"), index=False),
        lambda file, frame: sheets_of(file.with_suffix(".xlsx"), frame),
        lambda file, frame: frame.to_parquet(file),
        lambda file, frame: frame.replace("", None).apply(pd.to_numeric).to_parquet(file),
    ],
    ids=[
        "semicolons",
        "utf-16",
        "bom",
        "latin-1",
        "crlf",
        "text in .xlsx",
        "numbers in .xlsx",
        "parquet text",
        "parquet numbers",
    ],
)
def test_however_it_is_written_it_reads_the_same(
    write: Callable[[Path, pd.DataFrame], None], known: Survey, tmp_path: Path
) -> None:
    frame = survey().drop(columns="segment").rename(columns={"Counter": "Atención"})
    write(tmp_path / "encuesta año 1.csv", frame)
    columns = {"Atención": "Counter"} | {name: name for name in LABELS[1:]}
    (file,) = tmp_path.iterdir()
    again = read(file, touchpoints=columns)
    assert np.array_equal(again.recommend, known.recommend)
    assert np.array_equal(again.ratings, known.ratings, equal_nan=True)


@pytest.mark.parametrize(
    "meant",
    [
        lambda text: f"{text},0",
        lambda text: f" {text}.0 ",
        lambda text: f"{text} - Very much",
        lambda text: f"{text} (mucho)",
        lambda text: f"{text}: así",
    ],
)
def test_numbers_with_decimals_or_their_meaning_are_numbers(
    meant: Callable[[str], str], known: Survey, tmp_path: Path
) -> None:
    frame = survey()
    for column in ("recommend", *LABELS):
        frame[column] = [meant(text) if text else "" for text in frame[column]]
    again = read(written(tmp_path, frame, sep=";"))
    assert np.array_equal(again.ratings, known.ratings, equal_nan=True)
    assert np.array_equal(again.recommend, known.recommend)


def test_codes_for_no_answer_are_none_only_off_the_scale(tmp_path: Path, known: Survey) -> None:
    frame = survey()
    for column, code in zip(LABELS, ("0", "6", "NS/NC", "6.0"), strict=True):
        frame[column] = frame[column].replace("", code)
    frame.loc[:4, "recommend"] = "11"
    again = read(written(tmp_path, frame), none=("0", "6", "11", "NS/NC"))
    assert again.left_out == {"no_recommendation": 5}
    assert np.array_equal(again.ratings, known.ratings[5:], equal_nan=True)
    assert (again.recommend == 0).sum() == (known.recommend[5:] == 0).sum() > 0
    assert (again.recommend == 6).sum() == (known.recommend[5:] == 6).sum() > 0


def test_rows_that_cannot_be_read_are_left_out_and_counted(tmp_path: Path) -> None:
    frame = survey()
    frame.loc[7, "Counter"] = "many"
    frame.loc[9, "Phone"] = "9"
    frame.loc[11, "recommend"] = "-1"
    frame.loc[13, list(LABELS)] = ""
    again = read(written(tmp_path, frame))
    assert again.left_out == {"bad_cells": 3, "no_rating": 1}
    assert len(again) == len(frame) - 4
    assert again.rows == len(frame)


def told(file: Path, language: str = "en", **more: object) -> list[str]:
    with pytest.raises(IntakeError) as wrong:
        read(file, **more)
    sentences = [fault.sentence(language) for fault in wrong.value.faults]
    assert all(sentence.endswith((".", "?")) for sentence in sentences)
    assert "{" not in "".join(sentences)
    return sentences


def test_too_many_bad_cells_are_told_by_column_and_line(tmp_path: Path) -> None:
    frame = survey()
    frame.loc[2:200, "Phone"] = "6"
    frame.loc[300, "recommend"] = "sí"
    said = told(written(tmp_path, frame))
    assert "200 of the 3000 rows" in said[0]
    assert "'recommend'" in said[1]
    assert "line 302 ('sí')" in said[1]
    assert "'Phone'" in said[2]
    assert "199, first in line 4, 5, 6 ('6')" in said[2]
    assert "do.none=[0,6]" in said[3]
    assert "do.none=[0,6]" in told(tmp_path / "survey.csv", "es")[3]
    assert read(tmp_path / "survey.csv", max_dropped=0.1).left_out == {"bad_cells": 200}


@pytest.mark.parametrize(
    ("change", "more", "said"),
    [
        (lambda f: f.head(60), {}, "Only 60 of the 60 rows"),
        (lambda f: f.assign(recommend="8"), {}, "the same answer to the recommendation, 8"),
        (lambda f: f.assign(recommend=""), {}, "Only 0 of the 3000 rows"),
        (
            lambda f: f.assign(Phone=["4"] * 20 + [""] * (len(f) - 20)),
            {},
            "'Phone' was rated by 20; it takes 30",
        ),
        (
            lambda f: f.assign(segment=[f"{i}" for i in range(len(f))]),
            {"segment": "segment"},
            "'segment' has 3000 different values",
        ),
        (lambda f: f, {"none": ("3",)}, "do.none names 3"),
        (lambda f: f, {"recommend": "Phone"}, "'Phone' is named for two things"),
        (lambda f: f, {"recommend": "recomend"}, "Did you mean 'recommend'?"),
        (lambda f: f, {"touchpoints": {"Fone": "x"}}, "for the rating of a touchpoint"),
        (lambda f: f, {"scale": Scale(1, 3)}, "do.scale=7"),
    ],
)
def test_every_bad_input_has_its_sentence(
    change: Callable[[pd.DataFrame], pd.DataFrame],
    more: dict[str, object],
    said: str,
    tmp_path: Path,
) -> None:
    file = written(tmp_path, change(survey()))
    assert said in "\n".join(told(file, **more))
    assert told(file, "es", **more) != told(file, "en", **more)


def test_weights_are_read_and_rows_of_weight_zero_are_left_out(tmp_path: Path) -> None:
    frame = survey()
    weights = np.random.default_rng(1).uniform(0.2, 3, len(frame)).round(4)
    frame["peso"] = [f"{one:.4f}".replace(".", ",") for one in weights]
    frame.loc[5:9, "peso"] = "0"
    found = read(written(tmp_path, frame, sep=";"), weight="peso")
    assert found.left_out == {"no_weight": 5}
    kept = np.delete(weights, range(5, 10))
    assert found.weight == pytest.approx(kept / kept.mean())


def test_a_sheet_is_named_or_the_first_and_what_is_wrong_with_it_told(tmp_path: Path) -> None:
    file = tmp_path / "survey.xlsx"
    sheets_of(file, survey().drop(columns="segment"))
    assert len(read(file)) == len(read(file, sheet=" respuestas ")) == 3000
    assert "no column 'recommend'" in told(file, sheet="Notas")[0]
    assert "no sheet 'Respuesta'" in (said := told(file, sheet="Respuesta")[0])
    assert "It has: Respuestas, Notas, Vacía" in said
    assert "'Vacía' of" in told(file, sheet="Vacía")[0]
    for sheet in ("Respuesta", "Vacía"):
        assert told(file, "es", sheet=sheet) != told(file, "en", sheet=sheet)


def test_cells_of_a_sheet_are_told_by_their_row_and_formulas_refused(tmp_path: Path) -> None:
    file = tmp_path / "survey.xlsx"
    sheets_of(file, survey().drop(columns="segment"))
    book = openpyxl.load_workbook(file)
    column = [cell.value for cell in book["Respuestas"][3]].index("Phone") + 1
    book["Respuestas"].cell(60, column, "high")
    book.save(file)
    assert "in line 60 ('high')" in told(file, max_dropped=0)[1]
    book["Respuestas"].cell(70, column, "=1+1")
    book.save(file)
    for language, said in (("en", "'Phone' has formulas"), ("es", "'Phone' tiene fórmulas")):
        (sentence,) = told(file, language)
        assert said in sentence
        assert "70" in sentence


def test_a_workbook_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    file = tmp_path / "survey.xlsx"
    assert "survey.xlsx" in told(file)[0]
    file.write_bytes(b"PK\x03\x04 and no more")
    assert told(file, "es") != told(file, "en")


@pytest.mark.parametrize("cell", ["-1", "", "high", "inf", "nan"])
def test_bad_weights_are_left_out_or_refused_by_row_and_count(cell: str, tmp_path: Path) -> None:
    frame = survey().assign(w="1.5")
    frame.loc[2:4, "w"] = cell
    file = written(tmp_path, frame)
    assert read(file, weight="w").left_out == {"bad_cells": 3}
    for language, said in (("en", "no number of 0 or more: 3, first in line 4, 5, 6"), ("es", "")):
        sentences = told(file, language, weight="w", max_dropped=0)
        assert said in sentences[1]
        assert repr(cell) in sentences[1]
        assert len(sentences) == 2, "codes for no answer are no help with weights"


MANGLED = st.lists(
    st.tuples(
        st.integers(0, 119),
        st.integers(0, 5),
        st.sampled_from(["", "x", "6", "-3", "1e9", "nan", "5/5", '"', "é", "4;4", "99", "∞", "²"]),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(MANGLED, st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "utf-16"]), st.data())
def test_a_mangled_survey_gives_a_survey_or_sentences(
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[tuple[int, int, str]],
    delimiter: str,
    encoding: str,
    data: st.DataObject,
) -> None:
    frame = survey(respondents=120)
    for row, column, text in changes:
        frame.iloc[row, column] = text
    lines = frame.to_csv(index=False, sep=delimiter).splitlines()
    cut = data.draw(st.integers(0, len(lines)))
    text = "\n".join([*lines[:cut], lines[0][: data.draw(st.integers(0, 20))], *lines[cut + 1 :]])
    file = tmp_path_factory.mktemp("mangled") / "survey.csv"
    file.write_text(text, encoding=encoding)
    try:
        found = read(file, segment="segment", max_dropped=0.5)
    except IntakeError as wrong:
        said = [wrong.text(language) for language in ("en", "es")]
    else:
        learnt(found)
        said = ["read", str(len(found))]
    assert all(said)


@pytest.mark.parametrize(
    ("text", "scale", "bad"),
    [("5", (1, 5), 2), ("7", (1, 7), 2.5), ("10", (1, 10), 3.25), ("0-10", (0, 10), 2.5)],
)
def test_scales(text: str, scale: tuple[int, int], bad: float) -> None:
    found = Scale.of(text)
    assert (found.low, found.high, found.bad) == (*scale, bad)
    assert found.latent(np.array(scale, float)).tolist() == [0, 10]


# ---- what is learnt ----


def test_levels_are_those_of_the_truth(known: Survey) -> None:
    levels = levels_of(known, archetypes_of(known))
    n = known.rated.sum(axis=0)
    error = 3 * np.sqrt(TRUTH.failure * (1 - TRUTH.failure) / n)
    assert np.all(np.abs(levels.failure[:, 0] - TRUTH.failure) <= error)
    assert np.all(levels.failure[:, 1] <= levels.failure[:, 0])
    assert np.all(levels.failure[:, 0] <= levels.failure[:, 2])
    for kind, segment in enumerate(("Firms", "Homes")):
        own = known.segment == segment
        for i in range(len(LABELS)):
            quality, spread, depth = (
                float(one[kind, i, 0]) for one in (levels.quality, levels.spread, levels.depth)
            )
            chance = levels.failure[i, 0]
            sound, _ = censored(quality, spread)
            ratings = known.ratings[own & known.rated[:, i], i]
            # The model's mean visit is the mean rating: what fails is lower by the depth.
            worse, _ = censored(quality - depth, spread)
            modelled = (1 - chance) * sound + chance * worse
            assert modelled == pytest.approx(ratings.mean(), abs=0.12)


@pytest.mark.parametrize(("mean", "spread"), [(8, 2), (9.3, 1.5), (5, 3), (1, 1), (9.9, 0.4)])
def test_a_normal_held_within_the_scale_is_found_from_what_shows(
    mean: float, spread: float
) -> None:
    drawn = np.clip(np.random.default_rng(1).normal(mean, spread, 400_000), 0, 10)
    assert censored(mean, spread) == pytest.approx((drawn.mean(), drawn.std()), abs=0.01)
    assert uncensored(*censored(mean, spread)) == pytest.approx((mean, spread), abs=0.01)


def test_limits_of_a_share_hold_it() -> None:
    for n in (1, 7, 400):
        for bad in {0, 1, n // 2, n}:
            share, low, high = wilson(bad, n)
            assert 0 <= low <= share == bad / n <= high <= 1
    assert wilson(10, 100)[1:] == pytest.approx((0.0552, 0.1744), abs=1e-4)  # Newcombe 1998


def test_drivers_are_those_of_the_truth(known: Survey) -> None:
    drivers = fit_drivers(known)
    assert drivers.group.tolist() == [0, 1, 0, 1]
    points = drivers.slope * drivers.weight[drivers.group] * 2.5  # per point of rating
    # Answers held at 10 flatten the line a little.
    assert points == pytest.approx(TRUTH.weight, rel=0.15, abs=0.15)
    assert drivers.r_squared > 0.5
    worth = drivers.worth(known)
    assert worth[0] > worth[2] > worth[1] > worth[3], "who rates it counts, too"


def test_equal_weights_change_nothing(known: Survey) -> None:
    alike = learnt(replace(known, weights=np.ones(len(known))))
    plain = learnt(known)
    assert np.array_equal(alike.archetypes.of, plain.archetypes.of)
    assert np.array_equal(alike.levels.quality, plain.levels.quality)
    assert alike.drivers.slope == plain.drivers.slope
    assert alike.wanted.fall == plain.wanted.fall


def test_who_weighs_twice_counts_like_two(known: Survey) -> None:
    assert known.segment is not None
    heavy = known.segment == "Homes"
    weights = np.where(heavy, 2.0, 1.0)
    weighted = replace(known, weights=weights / weights.mean())
    rows = np.concatenate([np.arange(len(known)), np.flatnonzero(heavy)])
    twice = replace(
        known,
        recommend=known.recommend[rows],
        ratings=known.ratings[rows],
        bad=known.bad[rows],
        segment=known.segment[rows],
    )
    assert nps_of(weighted.recommend, weighted.weight)[0] == pytest.approx(
        nps_of(twice.recommend)[0]
    )
    assert mean_ratings(weighted) == pytest.approx(mean_ratings(twice))
    one, other = learnt(weighted), learnt(twice)
    assert one.archetypes.shares == pytest.approx(other.archetypes.shares)
    assert one.levels.failure[:, 0] == pytest.approx(other.levels.failure[:, 0])
    assert one.levels.mean == pytest.approx(other.levels.mean, abs=0.02)
    assert one.wanted.promoters == pytest.approx(other.wanted.promoters)
    assert one.wanted.fall == pytest.approx(other.wanted.fall)
    assert one.drivers.group.tolist() == other.drivers.group.tolist()
    assert one.drivers.slope == pytest.approx(other.drivers.slope, rel=0.01)
    assert one.drivers.lost(weighted) == pytest.approx(other.drivers.lost(twice), rel=0.05)
    assert one.drivers.rank_correlation == pytest.approx(other.drivers.rank_correlation, abs=0.01)
    # Kish: the same answers from people of unequal weight are worth fewer.
    assert one.wanted.respondents == pytest.approx(weights.sum() ** 2 / (weights**2).sum())
    assert one.wanted.respondents < len(known)


def test_a_heavier_class_has_a_larger_share() -> None:
    ratings, of = mixed([8.5, 4.5], 1200, 8)
    found = archetypes_of(replace(survey_of(ratings), weights=np.where(of == 1, 1.6, 0.4)))
    assert found.kinds == (Kind(None, "content"), Kind(None, "critical"))
    assert found.shares[1] == pytest.approx(0.8, abs=0.03)
    assert (found.of == of).mean() > 0.99


def test_equal_effects_make_one_group_and_no_effect_none() -> None:
    equal = replace(TRUTH, weight=np.full(4, 1.5))
    drivers = fit_drivers(as_read(equal))
    assert drivers.group.tolist() == [0, 0, 0, 0]
    nothing = as_read(replace(TRUTH, weight=np.zeros(4)), noise=True)
    drivers = fit_drivers(nothing)
    assert abs(drivers.slope) < 4 * drivers.slope_error + 1e-9
    assert drivers.r_squared < 0.02


def as_read(truth: Truth, noise: bool = False) -> Survey:
    frame = survey(truth)
    ratings = frame[list(LABELS)].apply(pd.to_numeric).to_numpy(float)
    luck = np.random.default_rng(3)
    answer = pd.to_numeric(frame["recommend"]).to_numpy(float)
    if noise:
        answer = luck.integers(0, 11, len(answer)).astype(float)
    return Survey(answer, FIVE.latent(ratings), ratings <= 2, None, None, LABELS, FIVE, 0, {})


def test_segments_are_those_of_the_column_and_the_small_go_together(known: Survey) -> None:
    found = archetypes_of(known)
    assert told_apart(found) == {"Firms": 1, "Homes": 1}, "they differ by luck alone"
    assert found.shares == pytest.approx([0.6, 0.4], abs=0.03)
    segment = np.where(np.arange(len(known)) < 40, "Rare", known.segment)
    segment[40:60] = ""
    some = archetypes_of(replace(known, segment=segment))
    assert told_apart(some) == {"Firms": 1, "Homes": 1, OTHERS: 1}
    assert (some.of == 2).sum() == 60
    assert some.rest == {"Rare": 40, "": 20}


def test_classes_are_found_where_there_are_some_and_not_where_there_are_none() -> None:
    luck = np.random.default_rng(5)
    level = np.where(luck.random(1500) < 0.7, 8.5, 4.0)
    apart = np.clip(luck.normal(level[:, None], 1.2, (1500, 6)), 0, 10)
    apart[luck.random(apart.shape) < 0.2] = np.nan
    alike = np.clip(luck.normal(7, 1.5, (1500, 6)), 0, 10)
    one = survey_of(apart)
    found = archetypes_of(one)
    assert found.kinds == (Kind(None, "content"), Kind(None, "critical"))
    assert ((found.of == 1) == (level == 4.0)).mean() > 0.99
    assert archetypes_of(survey_of(alike)).kinds == (Kind(None, "everybody"),)
    again = archetypes_of(one)
    assert np.array_equal(found.of, again.of), "the same survey, the same classes"


def test_a_bad_day_at_one_touchpoint_makes_no_kind_of_customer() -> None:
    luck = np.random.default_rng(7)
    ratings = np.clip(luck.normal(8, 1, (1500, 5)), 0, 10)
    ratings[luck.random(1500) < 0.2, 2] = 1
    assert archetypes_of(survey_of(ratings)).kinds == (Kind(None, "everybody"),)
    assert archetypes_of(survey_of(ratings[:, 2:3])).kinds == (Kind(None, "everybody"),)


def told_apart(found: Archetypes) -> dict[str, int]:
    """Archetypes of each segment."""
    segments = [str(kind.segment) for kind in found.kinds]
    return {segment: segments.count(segment) for segment in segments}


def survey_of(ratings: np.ndarray, segment: np.ndarray | None = None) -> Survey:
    n, places = ratings.shape
    labels = tuple(f"t{i}" for i in range(places))
    return Survey(np.full(n, 8.0), ratings, ratings < 2, None, segment, labels, FIVE, n, {})


def mixed(levels: list[float], n: int, seed: int, places: int = 6) -> tuple[np.ndarray, np.ndarray]:
    """Ratings of people who differ in level, and the number of the level of each."""
    luck = np.random.default_rng(seed)
    of = luck.integers(len(levels), size=n)
    ratings = np.clip(luck.normal(np.array(levels)[of][:, None], 1, (n, places)), 0, 10)
    ratings[luck.random(ratings.shape) < 0.2] = np.nan
    ratings[:, 0] = np.where(np.isnan(ratings).all(axis=1), 5, ratings[:, 0])
    return ratings, of


def test_people_of_a_segment_are_told_apart_where_they_differ() -> None:
    one, of_one = mixed([8.5, 4.5], 700, 1)
    other, of_other = mixed([8.5, 4.5], 500, 2)
    segment = np.repeat(["Business", "Leisure"], [700, 500])
    found = archetypes_of(survey_of(np.vstack([one, other]), segment))
    assert found.kinds == tuple(
        Kind(name, word) for name in ("Business", "Leisure") for word in ("content", "critical")
    )
    truth = np.concatenate([of_one, 2 + of_other])
    assert (found.of == truth).mean() > 0.99
    assert [within.own for within in found.within] == [False, False], "both of the same classes"
    assert archetype_label(found.kinds[1]) == {
        "en": "Business – critical",
        "es": "Business – críticos",
    }


def test_a_segment_unlike_the_others_gets_classes_of_its_own() -> None:
    many, _ = mixed([9.5, 8.2, 6.8, 5.5], 1600, 3, places=12)
    few, of_few = mixed([4.0, 1.5], 300, 4, places=12)
    segment = np.repeat(["Most", "Sour"], [1600, 300])
    found = archetypes_of(survey_of(np.vstack([many, few]), segment))
    assert [within.own for within in found.within] == [True, True]
    assert told_apart(found)["Sour"] == 2
    sour = found.of[1600:]
    assert ((sour == sour.max()) == (of_few == 1)).mean() > 0.98


def test_a_segment_too_small_for_classes_of_its_own_borrows_those_of_everybody() -> None:
    many, _ = mixed([8.5, 4.5], 1300, 5)
    few, of_few = mixed([8.5, 4.5], 80, 6)
    segment = np.repeat(["Most", "Few"], [1300, 80])
    found = archetypes_of(survey_of(np.vstack([many, few]), segment))
    assert told_apart(found) == {"Most": 2, "Few": 2}
    assert not found.within[1].own
    assert ((found.of[1300:] == 3) == (of_few == 1)).all()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(1, 400), min_size=1, max_size=9).filter(lambda sizes: sum(sizes) >= 100),
    st.lists(st.floats(1, 9.5), min_size=1, max_size=5),
    st.integers(0, 99),
)
def test_archetypes_are_few_large_and_in_order_whatever_the_segments(
    sizes: list[int], levels: list[float], seed: int
) -> None:
    ratings, _ = mixed(levels, sum(sizes), seed)
    segment = np.repeat([f"s{i}" for i in range(len(sizes))], sizes)
    one = survey_of(ratings, segment)
    found = archetypes_of(one)
    assert np.array_equal(found.of, archetypes_of(one).of)
    assert len(found.kinds) <= MOST_KINDS
    assert len(set(found.kinds)) == len(found.kinds)
    counts = np.bincount(found.of, minlength=len(found.kinds))
    assert counts.min() > 0
    for name, kept in told_apart(found).items():
        mine = [i for i, kind in enumerate(found.kinds) if kind.segment == name]
        assert tuple(found.kinds[i].word for i in mine) == WORDS[kept]
        own = counts[mine]
        if kept > 1:
            assert own.min() >= max(FEWEST, CLASS_SHARE * own.sum())
        held = np.isin(found.of, mine)
        assert set(segment[held]) == ({name} if name != OTHERS else set(found.rest))
        rating = [np.nanmean(ratings[found.of == i]) for i in mine]
        assert rating == sorted(rating, reverse=True)


# ---- settling ----


def test_a_spread_and_a_mean_give_the_promoters_and_detractors_wanted() -> None:
    satisfaction = np.random.default_rng(1).normal(7, 0.8, 4000)
    for promoters, detractors in ((0.5, 0.12), (0.25, 0.35), (0.1, 0.6)):
        wanted = Wanted(promoters, detractors, 500, np.zeros(1), 0)
        shift, spread = answers_fit(satisfaction, wanted)
        assert shares(satisfaction + shift, spread) == pytest.approx((promoters, detractors))
    # The published inversion of NPS 30 by (.45, .15): mean 8.28, spread 1.72.
    assert normal_answers(0.45, 0.15) == pytest.approx((8.28, 1.72), abs=0.005)


def test_the_baselines_doubt_is_that_of_the_mean_answer() -> None:
    wanted = Wanted(0.45, 0.15, 400, np.zeros(1), 0)
    luck = np.random.default_rng(2)
    counts = luck.multinomial(400, [0.45, 0.15, 0.4], 4000) / 400
    means = [normal_answers(p, d)[0] for p, d, _ in counts]
    assert baseline_error(wanted) == pytest.approx(1.96 * np.std(means), rel=0.05)


def test_settling_finds_what_a_plain_world_was_made_with() -> None:
    """A world in which satisfaction is the baseline plus learning times luck."""
    luck = np.random.default_rng(7)
    felt = luck.normal(0, 1, (5000, 3))

    def live(case: AsIs) -> Lives:
        now: Settled = case  # type: ignore[assignment]
        return Lives(
            np.zeros(5000, np.int64),
            now.baseline + now.learning * 4 * felt.mean(axis=1) + 0.0,
            felt,
        )

    low = np.full(3, 0.1)
    truth = Settled(8.1, 1.5, 0.3, 8.1, 1.0)
    lived = live(truth)  # type: ignore[arg-type]
    count = lived.low(low)
    x = count - count.mean()
    fall = float(x @ lived.satisfaction / (x @ x))
    wanted = Wanted(*shares(lived.satisfaction, 1.5), 2000, low, fall)
    found, _ = settle(lambda now: now, live, wanted)  # type: ignore[arg-type,return-value]
    assert found.baseline == pytest.approx(8.1, abs=0.01)
    assert found.spread == pytest.approx(1.5, abs=0.01)
    assert found.learning == pytest.approx(0.3, abs=0.005)
    assert np.hypot(found.style, found.noise) == pytest.approx(found.spread)


# ---- the case ----


HOSTILE = ("1", "done", "value", "¿Qué? ${x}", "a|b", "日本", "…", "Done", "x" * 200, "# no: [y]")


def test_names_are_legal_and_different_whatever_the_labels() -> None:
    names = names_of(HOSTILE, "touchpoint", ("done",))
    assert len(set(names)) == len(HOSTILE)
    assert all(name.isascii() and name[0].isalpha() and len(name) <= 60 for name in names)
    assert not {"done", "value"} & set(names)


def quiet(case: AsIs) -> Lives:
    """Nobody lives; everybody is as satisfied as the baseline says."""
    baseline = case.behaviour.satisfaction.baseline.value
    felt = np.random.default_rng(1).normal(size=(400, len(case.touchpoints)))
    satisfaction = np.clip(baseline + 0.1 * felt.mean(axis=1), 0, 10)
    return Lives(np.arange(400) % len(case.archetypes), satisfaction, felt)


@pytest.mark.parametrize("segment", [None, "segment"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_hostile_labels_make_a_case_that_loads(
    segment: str | None, language: str, tmp_path: Path
) -> None:
    frame = survey().rename(columns=dict(zip(LABELS, HOSTILE, strict=False)))
    frame["segment"] = frame["segment"].replace({"Firms": "a|b: ${x}", "Homes": "日本"})
    file = written(tmp_path, frame, "weird $name {x}.csv")
    asked = {label: label for label in HOSTILE[:4]}
    built = build_case(
        file,
        "odd",
        tmp_path / "scenarios",
        quiet,
        recommend="recommend",
        touchpoints=dict(asked),
        segment=segment,
        language=language,
    )
    names = [scenario.name for scenario in library.every(built)]
    assert names[0] == "as_is"
    assert len(names) == 2
    case = library.load(built / "as_is.yaml").as_is
    assert [one.label["en"] for one in case.touchpoints.values()] == [
        label.replace("${", "$ {") for label in HOSTILE[:4]
    ]
    text = (built / "SOURCES.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(line.endswith("|") for line in rows)
    if language == "es":
        for english in (" the ", " of ", " and ", "respondents |", "touchpoint |"):
            assert english not in text, english


def test_a_case_says_what_is_read_with_how_many_and_what_is_assumed(tmp_path: Path) -> None:
    file = written(tmp_path, survey())
    seen: list[tuple[int, int]] = []
    built = build_case(
        file,
        "firm",
        tmp_path,
        quiet,
        recommend="recommend",
        touchpoints={name: name for name in LABELS},
        segment="segment",
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(i, len(seen)) for i in range(1, len(seen) + 1)]
    case = library.load(built / "as_is.yaml").as_is
    assert case.relationship.kind == "captive"
    assert case.firm.customers == 3000
    counter = case.touchpoints["counter"]
    assert counter.failure.probability.source == "survey survey.csv, n = 3000"
    assert counter.failure.probability.uncertain
    own, other = "firms_main", "homes_minor"
    assert counter.quality[own].uncertain
    assert counter.quality[other].value == 10
    assert counter.failure.depth[other].value == counter.spread[other].value == 0
    assert counter.spread[own].source == counter.failure.depth[own].source
    assert counter.spread[own].source == counter.quality[own].source
    hoped = case.archetypes["firms"].expectations.will
    assert hoped[own].uncertain
    assert not hoped[other].uncertain, "nobody doubts what does nothing"
    weights = case.archetypes["firms"].weights
    assert set(weights) == {"firms_main", "firms_minor"}
    entry = case.journeys["visit"].entry
    assert entry["counter"].value == 1
    text = (built / "SOURCES.md").read_text(encoding="utf-8")
    data, assumed = text.split("## Assumed")
    assert "| Respondents used | 3,000 |" in data
    assert f"NPS of the survey, with 95% limits | {nps(survey()['recommend']):.1f} ±" in data
    assert "Nobody leaves" in assumed
    assert "$" not in text


def test_visits_are_made_as_often_as_they_were_rated(known: Survey, tmp_path: Path) -> None:
    built = build_case(
        written(tmp_path, survey()),
        "firm",
        tmp_path,
        quiet,
        recommend="recommend",
        touchpoints={name: name for name in LABELS},
    )
    journey = library.load(built / "as_is.yaml").as_is.journeys["visit"]
    places = [name.lower() for name in LABELS]
    reach = dict.fromkeys(places, 0.0)
    for name in places:  # in order: whoever comes later is reached from those before
        first = journey.entry[name].value if name in journey.entry else 0.0
        reach[name] = first + sum(
            reach[before] * journey.steps[before][name].share.value
            for before in places
            if name in journey.steps[before] and before != name
        )
    assert list(reach.values()) == pytest.approx(known.rated.mean(axis=0).tolist(), abs=0.01)
