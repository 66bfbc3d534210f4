"""What a command that is right leads to."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import cxsim
from cxsim.door import forbidding, jobs, main, progress
from cxsim.scenario import Scenario, size

from .conftest import KINDER, Asked, Desk

SALON = "case=salon"


def value(scenario: Any, place: str) -> float:
    node = scenario.as_is
    for part in place.split("."):
        node = node[part] if isinstance(node, dict) else getattr(node, part)
    return float(node.value)


def test_a_scenario_that_nobody_changed_is_the_one_in_its_file(desk: Desk) -> None:
    (job,) = jobs.read([SALON])
    assert isinstance(job.as_is, Scenario)
    assert job.as_is.hash() == cxsim.load("salon/as_is").hash()
    assert [one.hash() for one in job.to_be] == [cxsim.load("salon/to_be_kinder").hash()]


def test_the_default_is_the_shipped_telecom(desk: Desk) -> None:
    (job,) = jobs.read([])
    assert (job.command.case, job.command.do.verb, job.command.seed) == ("telecom", "compare", 1)
    assert job.customers == 5000
    assert job.command.replications == 24
    assert job.as_is is not None
    assert job.as_is.hash() == cxsim.load("telecom/as_is").hash()


def test_places_with_defaults_and_short_forms_can_be_changed(desk: Desk) -> None:
    (job,) = jobs.read(
        [
            SALON,
            "as_is.touchpoints.chair.quality.speed=9",
            "as_is.behaviour.leaving.strength=.5",
            "as_is.touchpoints.chair.cost.high=8",
            "as_is.economics.margin.low=.25",
            "as_is.archetypes.regular.channels.in_person=2",
            "as_is.journeys.haircut.steps.chair.done.after_days=3",
            "to_be_kinder.levers.training.effect=2",
            "to_be_kinder.levers.training.execution=1",
        ]
    )
    assert value(job.as_is, "touchpoints.chair.quality.speed") == 9
    assert value(job.as_is, "touchpoints.chair.quality.empathy") == 7
    assert value(job.as_is, "behaviour.leaving.strength") == 0.5
    assert value(job.as_is, "archetypes.regular.channels.in_person") == 2
    assert value(job.as_is, "journeys.haircut.steps.chair.done.after_days") == 3
    assert job.as_is is not None
    assert job.as_is.as_is.touchpoints["chair"].cost.high == 8
    assert job.as_is.as_is.economics.margin.low == 0.25
    (kinder,) = job.to_be
    assert kinder.levers["training"].effect.value == 2
    assert kinder.as_is == job.as_is.as_is, "redesigns inherit what changed today"


def test_the_door_and_python_make_the_same_scenario(desk: Desk) -> None:
    changes = ["touchpoints.chair.quality=8", "ties.kind=none", "economics.margin.high=.75"]
    (job,) = jobs.read([SALON, *(f"as_is.{change}" for change in changes)])
    assert job.as_is is not None
    assert job.as_is.hash() == cxsim.load("salon/as_is", overrides=changes).hash()


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("as_is.label=Peluquería", "Peluquería"),
        ("as_is.label=Peluquería Ñandú, S.A.", "Peluquería Ñandú, S.A."),
        ('as_is.label="a, b"', "a, b"),
        ("as_is.label=the \"best\" 'one'", "the \"best\" 'one'"),
        ("as_is.label=a\\b", "a\\b"),
        ("as_is.label=10:30", "10:30"),
        ("as_is.label={es: uno, en: one}", "uno"),
    ],
)
def test_values_may_hold_accents_spaces_and_quotes(desk: Desk, word: str, label: str) -> None:
    (job,) = jobs.read([SALON, word])
    assert job.as_is is not None
    assert job.as_is.label["es"] == label


@pytest.mark.parametrize(
    "name", ["mis datos/año, 2025", 'the "best"', "C:\\Users\\Ana\\", "007", "a=b", "50%", "null_"]
)
def test_a_folder_may_have_any_name(desk: Desk, name: str) -> None:
    (job,) = jobs.read([SALON, f"results={name}"])
    assert job.folder == (desk.folder / name).absolute()


def test_a_copied_redesign_just_appears(desk: Desk, compared: Asked) -> None:
    desk.write("scenarios/salon/to_be_copied.yaml", KINDER.replace("effect: 1", "effect: 2"))
    assert desk.says(SALON) == 0
    assert [one.name for one in compared[0]["to_be"]] == ["to_be_copied", "to_be_kinder"]  # type: ignore[attr-defined]
    assert desk.says(SALON, "against=[to_be_copied]") == 0
    assert [one.name for one in compared[1]["to_be"]] == ["to_be_copied"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "name", "found"),
    [
        (["customers=1e3"], "customers", 1000),
        (["against=to_be_kinder"], "against", ["to_be_kinder"]),
        (["horizon_days=null"], "horizon_days", None),
        (["experiment=null"], "seed", 1),
        (["language='es_MX'"], "language", "es_MX"),
    ],
)
def test_settings_take_what_a_person_writes(
    desk: Desk, words: list[str], name: str, found: object
) -> None:
    (job,) = jobs.read([SALON, *words])
    assert getattr(job.command, name) == found


def test_compare_asks_what_the_command_says_and_names_the_page(desk: Desk, compared: Asked) -> None:
    words = ["customers=20", "replications=3", "horizon_days=40", "seed=7", "threads=2"]
    assert desk.says(SALON, *words, "language=es_PE", "results=mis resultados") == 0
    (asked,) = compared
    assert {name: asked[name] for name in ("customers", "replications", "horizon_days")} == {
        "customers": 20,
        "replications": 3,
        "horizon_days": 40,
    }
    assert (asked["seed"], asked["threads"]) == (7, 2)
    page = desk.folder / "mis resultados" / "report.html"
    assert page.read_text() == "es_PE"
    assert desk.out.splitlines() == ["decided in es_PE", "printed too", f"La página: {page}"]


def test_the_printed_copy_is_left_out_on_request(desk: Desk, compared: Asked) -> None:
    assert desk.says(SALON, "do.pdf=false", "results=r") == 0
    assert len(compared) == 1
    assert "printed too" not in desk.out
    assert desk.says(SALON, "do.pdf=perhaps", "results=s") == 2
    assert "do.pdf" in desk.err
    assert "true, false" in desk.err


def test_results_go_into_a_folder_by_case_and_time(desk: Desk, compared: Asked) -> None:
    assert desk.says(SALON) == 0
    (page,) = desk.folder.glob("results/salon/*/report.html")
    assert desk.out.splitlines()[-1] == f"The page: {page}"


def test_several_runs_have_a_folder_each(desk: Desk, compared: Asked) -> None:
    place = "as_is.touchpoints.chair.quality.speed"
    assert desk.says("-m", SALON, "seed=1,2", f"{place}=5,9", "results=many") == 0
    assert sorted(folder.name for folder in (desk.folder / "many").iterdir()) == [
        f"1_seed=1,{place}=5",
        f"2_seed=1,{place}=9",
        f"3_seed=2,{place}=5",
        f"4_seed=2,{place}=9",
    ]
    assert [asked["seed"] for asked in compared] == [1, 1, 2, 2]
    assert [value(asked["as_is"], place[6:]) for asked in compared] == [5, 9, 5, 9]


def test_an_experiment_sets_what_the_command_does_not(desk: Desk, compared: Asked) -> None:
    desk.write(
        "experiments/mine.yaml",
        """
        label: Mine
        case: salon
        seed: 5
        customers: 30
        as_is: {touchpoints: {chair: {cost: 3, quality: {speed: 9}}}}
        to_be_kinder: {levers: {training: {effect: 2}}}
        """,
    )
    assert desk.says("experiment=mine", "customers=40") == 0
    (asked,) = compared
    assert (asked["seed"], asked["customers"]) == (5, 40)
    assert value(asked["as_is"], "touchpoints.chair.cost") == 3
    assert value(asked["as_is"], "touchpoints.chair.quality.speed") == 9
    assert asked["to_be"][0].levers["training"].effect.value == 2  # type: ignore[index]
    (job,) = jobs.read(["experiment=mine", "as_is.touchpoints.chair.cost=2"])
    assert value(job.as_is, "touchpoints.chair.cost") == 2


def test_the_shipped_experiment_is_sound(desk: Desk) -> None:
    (job,) = jobs.read(["experiment=quick_look"])
    assert job.command.case == "telecom"
    assert job.command.customers == 1000


def test_own_conf_comes_before_the_shipped_one(desk: Desk) -> None:
    desk.write("conf/do/peek.yaml", "verb: show\n")
    desk.write(
        "conf/config.yaml",
        """
        defaults: [_self_, {case: salon}, {do: peek}, {execution: threads}, {experiment: null}]
        against: all
        seed: 3
        replications: 4
        customers: 10
        horizon_days: null
        engine: kernel
        language: en
        results: null
        """,
    )
    (job,) = jobs.read([])
    assert (job.command.case, job.command.do.verb, job.command.seed) == ("salon", "show", 3)
    desk.write("conf/config.yaml", "defaults: [_self_, {case: nowhere}]\n")
    (said,) = desk.refuses()
    assert said.startswith("The settings in conf cannot be put together:")


def test_show_prints_every_value_with_its_place(desk: Desk) -> None:
    assert desk.says(SALON, "do=show") == 0
    assert "touchpoints.chair" in desk.out
    assert "Kinder" in desk.out
    assert desk.says(SALON, "do=show", "language=es") == 0
    assert "Más amable" in desk.out


def test_interrupted_quietly(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(vars(cxsim), "compare", interrupt)
    assert desk.says(SALON, "results=none") == 130
    assert "Traceback" not in desk.err
    assert not (desk.folder / "none").exists()


@pytest.mark.parametrize(("language", "heading"), [("en", "Examples"), ("es", "Ejemplos")])
def test_help_names_verbs_cases_and_where_results_go(
    desk: Desk, language: str, heading: str
) -> None:
    assert desk.says("--help", f"language={language}", "sed=1") == 0
    for known in (heading, "do=show", "do=build", "case=salon", "to_be_kinder", "results/",
                  "experiment=quick_look", "customers=null", "threads=null"):  # fmt: skip
        assert known in desk.out, known
    assert "do=forecast" not in desk.out
    assert max(map(len, desk.out.splitlines())) <= 110


def test_the_examples_in_the_help_are_sound(desk: Desk) -> None:
    assert desk.says("--help") == 0
    prefix = "  python run.py "
    found = [line.removeprefix(prefix) for line in desk.out.splitlines() if prefix in line]
    examples = [line.replace("'", "").split() for line in found if "=" in line][1:]
    assert len(examples) == 7
    for words in examples:
        assert jobs.read([word for word in words if word != "-m"], "-m" in words)


def test_version(desk: Desk) -> None:
    assert desk.says("--version") == 0
    assert desk.out == f"cxsim {cxsim.__version__}\n"


def test_main_reads_the_process_s_own_words(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["cxsim", "--help"])
    assert main() == 0
    assert "  cxsim -m seed=1,2,3" in capsys.readouterr().out


def test_nothing_heavy_is_read_from_the_working_folder(desk: Desk) -> None:
    assert Path.cwd() == desk.folder, "the door never changes the working folder"


def test_explain_tells_the_day_the_rules_the_differences_and_the_sources(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int, int]] = []

    def explain(scenario: Scenario, customers: int, days: int) -> list[tuple[str, str, float]]:
        asked.append((scenario.name, customers, days))
        return [("hear", "What friends said arrives.", 1500.0), ("walk", "Journeys.", 2.0)]

    monkeypatch.setitem(sys.modules, "cxsim.engine.explain", SimpleNamespace(explain=explain))
    words = ["do=explain", "customers=20", "as_is.behaviour.memory.learning=0", "language=en"]
    assert desk.says(SALON, *words) == 0
    assert asked == [("as_is", 20, 90)]
    lines = desk.out.splitlines()
    assert lines[1].split(maxsplit=3) == ["1.", "hear", "1,500", "What friends said arrives."]
    assert "  7. Cumulative satisfaction (off in this case). Each journey moves" in desk.out
    assert "behaviour.memory.learning: 0" in desk.out
    assert "  6. Peak and end. A journey" in desk.out
    assert "touchpoints.chair.quality.empathy  7 → 8" in desk.out
    assert "assumptions: a range, no source" in desk.out
    assert " 22. Network (off in this case). Talk and adoption spread" in desk.out
    assert "Watts & Strogatz (1998)" in desk.out


def test_explain_in_spanish_is_in_spanish(desk: Desk) -> None:
    """The day as it is really lived, by stages that say in English what they do."""
    assert desk.says(SALON, "do=explain", "customers=20", "language=es") == 0
    assert "Los mensajes de ayer mueven lo que la gente piensa de la empresa" in desk.out
    assert "  7. Satisfacción acumulada. Cada recorrido mueve" in desk.out
    assert "Bolton (1998); Anderson & Sullivan (1993); las tasas son decisiones de" in desk.out
    assert " 22. Red (apagada en este caso). Lo que se dice y lo que se adopta" in desk.out
    for english in (" the ", " of ", "hoice", " and "):
        assert english not in desk.out, english


def test_a_real_comparison_of_sixty_customers(desk: Desk) -> None:
    words = ["customers=60", "replications=2", "horizon_days=40", "threads=1", "language=es"]
    assert desk.says(SALON, *words, "results=mi página") == 0
    folder = desk.folder / "mi página"
    assert desk.out.splitlines()[-1] == f"La página: {folder / 'report.html'}"
    assert "<html" in (folder / "report.html").read_text(encoding="utf-8")
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert "to_be_kinder" in summary["scenarios"]
    assert "nps" in summary["as_is"]
    assert " en 40 días devolvería " in desk.out


def test_a_log_is_told_each_tenth_and_nothing_of_what_is_over_soon(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [SALON, "customers=20", "replications=8", "horizon_days=10", "threads=1"]
    assert desk.says(*words, "results=soon") == 0
    assert "Simulating" not in desk.err
    monkeypatch.setattr(progress, "SECONDS_A_LINE", 0)
    assert desk.says(*words, "results=told", "language=es") == 0
    lines = [line for line in desk.err.splitlines() if line.startswith("Simulando")]
    assert len(lines) == 10
    assert (lines[0], lines[-1]) == ("Simulando: 12% (2/16)", "Simulando: 100% (16/16)")


def test_a_log_tells_the_share_that_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "SECONDS_A_LINE", 0)
    progress.tenths("Waiting")(1, 4)
    assert capsys.readouterr().err == "Waiting: 25% (1/4)\n"


def test_replay_tells_one_life_in_both_worlds(desk: Desk) -> None:
    words = ["do=replay", "do.customer=3", "customers=20", "horizon_days=365"]
    assert desk.says(SALON, *words, "language=en") == 0
    assert desk.out.startswith("Customer 3 of ")
    assert "IN BOTH WORLDS\nDay " in desk.out
    assert "WHERE THE TWO PART" in desk.out or "Where the two part: nowhere" in desk.out
    assert not (desk.folder / "results").exists(), "it is told, not written"
    assert desk.says(SALON, *words, "language=es") == 0
    assert "EN LOS DOS MUNDOS\nDía " in desk.out


def test_replay_chooses_a_telling_customer_and_another_repetition(desk: Desk) -> None:
    words = ["do=replay", "customers=40", "horizon_days=200", "language=en"]
    assert desk.says(SALON, *words) == 0
    first = desk.out
    assert desk.says(SALON, *words, "do.replication=1") == 0
    assert desk.out != first


def test_replay_of_nobody_is_a_mistake_told_before_anything_runs(desk: Desk) -> None:
    assert desk.says(SALON, "do=replay", "do.customer=20", "customers=20", "language=en") == 2
    assert "do.customer is '20', which is not allowed. Allowed: 0 … 19 (customers=20" in desk.err
    assert desk.says(SALON, "do=replay", "do.customer=-1", "language=en") == 2
    assert "do.customer" in desk.err


@pytest.mark.parametrize(("room", "fit"), [(1000, 8), (3.5, 3), (0, 1), (None, 8)])
def test_no_more_replications_live_at_once_than_memory_holds(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, room: float | None, fit: int
) -> None:
    (job,) = jobs.read([SALON, "customers=60", "threads=8"])
    assert job.as_is is not None
    one = size.of_replication(job.as_is, 60, 90)
    there = None if room is None else int(size.PROGRAM + room * one)
    monkeypatch.setattr(size, "memory", lambda: there)
    assert forbidding.threads_that_fit(job) == fit
