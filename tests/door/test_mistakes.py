"""Every mistake of a command or of its files: told at once, status 2, nothing written."""

import errno

import pytest

from .conftest import KINDER, TODAY, Desk

SALON = "case=salon"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("compare", "compare is not key=value. Meant do=compare?"),
        ("salon", "salon is not key=value. Meant case=salon?"),
        ("do=compair", "do=compair is not known here. Nearest: compare."),
        ("do=forecast", "do=forecast is not known here. Allowed: "),
        ("+seed=3", "+seed=3 begins with a sign: write only key=value."),
        ("~seed", "~seed begins with a sign: write only key=value."),
        ("++seed=3", "++seed=3 begins with a sign: write only key=value."),
        ("--seed=3", "--seed=3 is not known here. Allowed: --help, --version, -m and key=value."),
        ("sed=1", "sed is not known here. Nearest: seed."),
        ("shocks=[stirke]", "shocks=stirke is not known here. Nearest: strike. Allowed: "),
        ("execution=dask", "execution=dask changes nothing in do=compare."),
        ("case=salom", "case=salom is not known here. Nearest: salon."),
        ("experiment=quick_lok", "experiment=quick_lok is not known here. Nearest: quick_look."),
        ("against=[to_be_kind]", "against=to_be_kind is not known here. Nearest: to_be_kinder."),
        ("seed=-1", "seed is -1, which is not allowed. Allowed: a whole number, 0 … "),
        ("seed=one", "seed is 'one', which is not allowed. Allowed: a whole number, 0 … "),
        ("seed=true", "seed is true, which is not allowed."),
        ("customers=0", "customers is 0, which is not allowed. Allowed: a whole number, 1 … "),
        ("replications=2.5", "replications is 2.5, which is not allowed."),
        ("horizon_days=40000", "horizon_days is 40000, which is not allowed."),
        ("threads=0", "threads is 0, which is not allowed."),
        ("engine=mesa", "engine is 'mesa', which is not allowed. Allowed: kernel, reference."),
        ("language=fr", "language is 'fr', which is not allowed. Allowed: auto, es, en, or one"),
        ("language=es_QQ", "language is 'es_QQ', which is not allowed."),
        ("seed=1,2", "seed=1,2 gives several values, one run each: that takes -m."),
        ("seed=${x}", "seed=${x} cannot be understood."),
        ("against=[a,", "against=[a, cannot be understood."),
        ("do.budget=3", "do.budget is not known here. Allowed: do.pdf."),
        ("do.verb=show", "do.verb is not known here"),
        ("as_is=3", "as_is is a whole scenario. Change a place in it: as_is.PLACE=value."),
        ("Seed=3", "Seed is not known here. Nearest: seed."),
        ("against=3", "against is 3, which is not allowed. Allowed: all, or a list such as"),
        ("=3", "=3 is not key=value."),
        ("seed=" + "9" * 5000, "seed is '99999"),
        ("case=null", "case=null is not known here."),
        ("as_is.touchpoints.chair.cost=5,5", "as_is.touchpoints.chair.cost=5,5 gives several val"),
        ("hydra.run.dir=x", "hydra.run.dir is not known here."),
        ("as_is.touchpionts.chair.cost=1", "as_is.touchpionts is not known here. Nearest: touchp"),
        ("as_is.touchpoints.chiar.cost=1", "as_is.touchpoints.chiar is not known here. Nearest: c"),
        ("as_is.touchpoints.chair.cots=1", "as_is.touchpoints.chair.cots is not known here. Near"),
        ("as_is.economics.margin=2", "as_is.economics.margin is 2, which is not allowed. Allowe"),
        ("as_is.economics.margin.low=.6", "as_is.economics.margin is "),
        ("as_is.touchpoints.chair.cost.low=9", "as_is.touchpoints.chair.cost is "),
        ("to_be_kind.levers.training.effect=1", "to_be_kind is not known here. Nearest: to_be_k"),
        ("to_be_kinder.levers.training.effect=x", "to_be_kinder.levers.training.effect is 'x', w"),
        ("to_be_kinder.levers.trainin.effect=1", "to_be_kinder.levers.trainin is not known here"),
        ("to_be_kinder.levers.training.target=touchpoints.x", "to_be_kinder.levers.training.targ"),
        ("customers=1000000000", "customers=1000000000 takes about 2500.5 GB of memory"),
        ("customers=5.000", "customers=5.000 has marks between the thousands. Nearest: 5000."),
        ("customers=5,000", "customers=5,000 has marks between the thousands. Nearest: 5000."),
        ("horizon_days=1.095", "horizon_days=1.095 has marks between the thousands. Nearest: 1095"),
        ("engine=Reference", "engine is 'Reference', which is not allowed. Nearest: reference."),
        ("language=español", "language is 'español', which is not allowed. Nearest: es. Allowed: "),
        ("language=es-mx", "language is 'es-mx', which is not allowed. Nearest: es_MX. Allowed: "),
        ("", "'' is not key=value."),
        ("against=ALL", "against=ALL is not known here. Nearest: all."),
        ("TO_BE_KINDER.label=x", "TO_BE_KINDER.label is not known here. Nearest: to_be_kinder.l"),
        (
            "as_is.firm.customers=1e9",
            "as_is.firm.customers is 1000000000.0, which is not allowed. ",
        ),
        ("as_is.economics.margin=1e400", "as_is.economics.margin is inf, which is not allowed."),
        ("results=" + "a" * 300, "results=aaa"),
        ("results=~nobody_of_this_name/a\0b", "results=~nobody_of_this_name/a\\x00b is no name th"),
    ],
)
def test_each_mistake_is_a_sentence_about_what_was_typed(desk: Desk, word: str, said: str) -> None:
    case = () if word.startswith("case=") else (SALON,)
    sentences = desk.refuses(*case, word)
    assert [sentence[: len(said)] for sentence in sentences] == [said]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["do=replay", "replications=3"],
            "replications changes nothing in do=replay. Nearest: do.r",
        ),
        (
            ["do=replay", "engine=reference"],
            "engine changes nothing in do=replay. Allowed: case, ag",
        ),
        (
            ["do=show", "seed=2"],
            "seed changes nothing in do=show. Allowed: case, against, shocks, language.",
        ),
        (
            ["do=explain", "results=x"],
            "results changes nothing in do=explain. Allowed: case, agains",
        ),
        (
            ["do=show", "seed=2", "language=es"],
            "seed no cambia nada en do=show. Se admite: case, a",
        ),
    ],
)
def test_a_setting_that_a_verb_does_not_read_is_told(
    desk: Desk, words: list[str], said: str
) -> None:
    (sentence,) = desk.refuses(SALON, *words)
    assert sentence.startswith(said)


def test_a_verb_without_a_scenario_reads_none(desk: Desk) -> None:
    desk.write("log.csv", "x")
    words = ("do=build", "do.file=log.csv", "do.name=mine", "case=salon", "as_is.horizon_days=3")
    said = desk.refuses(*words)
    assert [one.partition(" ")[0] for one in said] == ["case", "as_is.horizon_days"]


def test_a_sweep_cannot_ask_for_more_runs_than_anybody_waits_for(desk: Desk) -> None:
    said = desk.refuses("-m", SALON, "seed=range(1,1e9)", "customers=0")
    assert said[0] == "seed=range(1,1e9) asks for more than 1000 runs."
    assert said[1].startswith("customers is 0")
    (one,) = desk.refuses("-m", SALON, "seed=range(0,40)", "threads=range(1,41)")
    assert one == "seed=range(0,40) threads=range(1,41) asks for more than 1000 runs."


STAFFED = (
    TODAY.replace("    owner: brand\n", "    owner: brand\n    team: crew\n")
    + """
teams:
  crew:
    label: Crew
    staff: 2
    shifts: {day: {hours: 08:00-20:00}}
    open: {every: 08:00-20:00, sun: closed}
    service: {form: exponential, minutes: 20}
"""
)


def test_a_command_simulates_no_more_customers_than_its_teams_serve(desk: Desk) -> None:
    desk.write("scenarios/crew/as_is.yaml", STAFFED)
    desk.write("scenarios/crew/to_be_kinder.yaml", KINDER)
    for words in ((), ("do=explain",), ("do=replay",)):
        (said,) = desk.refuses("case=crew", "customers=61", *words)
        assert said.startswith("customers=61 is more than the firm has, and its teams serve no ")
        assert said.endswith("Allowed: 1 … 60, as firm.customers says, in a case with teams.")
    (said,) = desk.refuses("case=crew", "customers=60", "as_is.teams.crew.open.sun=7-20")
    assert "teams.crew.open.sun is '7-20', which is not allowed. Nearest: 07:00-20:00." in said
    (said,) = desk.refuses("case=crew", "customers=60", "as_is.teams.crew.open.sun=07:00-20:00")
    assert "teams.crew has nobody at work from 07:00 to 08:00 (Sundays), though it is open" in said


def test_a_case_without_a_today_is_told_by_its_file(desk: Desk) -> None:
    (desk.folder / "scenarios/salon/as_is.yaml").rename(desk.folder / "scenarios/salon/as_is.yml")
    (said,) = desk.refuses(SALON)
    assert said == (
        "scenarios/salon/as_is.yaml cannot be read: there is no such file. Nearest: as_is.yml."
    )


@pytest.mark.parametrize(
    ("named", "own"),
    [("./salon", "salon"), ("elsewhere/My Shop", "my_shop"), ("scenarios/salon", "salon")],
)
def test_a_case_named_by_a_path_is_told_where_it_goes(desk: Desk, named: str, own: str) -> None:
    (said,) = desk.refuses(f"case='{named}'")
    assert said == (
        f"case={named} is a path, and a case is called by its name: cases are the folders in "
        f"./scenarios of the folder where you run this, which is '{desk.folder}'. Put it there, "
        f"as scenarios/{own}, then case={own}."
    )
    (said,) = desk.refuses(f"case='{named}'", "language=es")
    assert said.endswith(f"Póngalo ahí, como scenarios/{own}, luego case={own}.")


def test_a_folder_beside_scenarios_is_no_case(desk: Desk) -> None:
    desk.write("mine/as_is.yaml", TODAY)
    (said,) = desk.refuses("case=mine")
    assert said.endswith("Put it there, as scenarios/mine, then case=mine.")
    (desk.folder / "mine").rename(desk.folder / "scenarios/mine")
    assert desk.says("case=mine", "do=show") == 0


def test_help_outlives_odd_files(desk: Desk) -> None:
    (desk.folder / "scenarios/odd/as_is.yaml").mkdir(parents=True)
    desk.write("scenarios/loud/as_is.yaml", f"label: {'x' * 10_000}\n")
    assert desk.says("--help") == 0
    assert "case=odd" in desk.out
    assert max(map(len, desk.out.splitlines())) < 150


def test_a_file_that_is_not_there_is_told_with_one_like_it(desk: Desk) -> None:
    desk.write("ventas.csv", "x")
    (said,) = desk.refuses("do=build", "do.file=vents.csv", "do.name=mine")
    assert said == (
        "do.file is 'vents.csv', which is not allowed. Nearest: ventas.csv. "
        "Allowed: a file that is there."
    )


def test_a_verb_without_settings_says_so(desk: Desk) -> None:
    said = "do.budget is not known here: do=show has no settings of its own."
    assert desk.refuses(SALON, "do=show", "do.budget=3") == [said]


def test_all_mistakes_are_told_at_once(desk: Desk) -> None:
    said = desk.refuses(
        "show", "+x=1", SALON, "sed=2", "customers=0", "threads=-1", "as_is.economics.margin=2",
        "as_is.firm.custommers=2", "to_be_kinder.levers.training.effect=x", "do=compair",
    )  # fmt: skip
    assert len(said) == 9
    assert [sum(word in sentence for sentence in said) for word in ("show", "+x", "sed")] == [1] * 3


def test_mistakes_of_files_and_command_are_told_together(desk: Desk) -> None:
    desk.write("scenarios/salon/as_is.yaml", TODAY.replace("kind: everyday", "kind: everyda"))
    desk.write("scenarios/salon/to_be_broken.yaml", "label: [")
    said = desk.refuses(SALON, "as_is.economics.margin=2", "sed=1")
    assert any("scenarios/salon/as_is.yaml: journeys.haircut.kind" in one for one in said)
    assert any("scenarios/salon/to_be_broken.yaml" in one for one in said)
    assert any(one.startswith("as_is.economics.margin is 2") for one in said)
    assert any(one.startswith("sed ") for one in said)
    assert len(said) == 4


def test_today_changed_wrongly_does_not_hide_the_mistakes_of_a_redesign(desk: Desk) -> None:
    said = desk.refuses(
        SALON, "as_is.economics.margin=2", "to_be_kinder.levers.training.start_day=-1"
    )
    assert [one.partition(" is ")[0] for one in said] == [
        "as_is.economics.margin",
        "to_be_kinder.levers.training.start_day",
    ]


def test_a_mistake_that_a_change_brings_about_elsewhere_names_the_change(desk: Desk) -> None:
    (said,) = desk.refuses(SALON, "as_is.economics.margin=.4", "as_is.relationship.kind=captive")
    assert said == (
        "With as_is.relationship.kind='captive', scenarios/salon/as_is.yaml: relationship.loyalty "
        "is not known here. Allowed: kind, period_days, tenure."
    )
    leaves = "  quit: {label: Q, kind: leave, entry: {chair: 1}, steps: {chair: {done: 1}}}\n"
    desk.write("scenarios/salon/as_is.yaml", TODAY.replace("journeys:\n", f"journeys:\n{leaves}"))
    (said,) = desk.refuses(SALON, "as_is.relationship={kind: captive}", "language=es")
    assert said.startswith("Con as_is.relationship={kind: 'captive'}, scenarios/salon/as_is.yaml")
    assert "journeys.quit.kind es 'leave', y no se admite." in said


def test_a_redesign_that_is_not_chosen_may_be_unfinished(desk: Desk) -> None:
    desk.write("scenarios/salon/to_be_draft.yaml", "label: Draft\nlevres: {}\n")
    assert desk.says(SALON, "do=show", "against=[to_be_kinder]") == 0
    (said,) = desk.refuses(SALON, "do=show")
    assert said.startswith("scenarios/salon/to_be_draft.yaml: levres is not known here.")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("to_be_más_técnicos.yaml", "to_be_mas_tecnicos.yaml"),
        ("to be x.yaml", "to_be_x.yaml"),
        ("To-Be Año 2.yaml", "to_be_ano_2.yaml"),
        ("tobe_kinder.yml", "to_be_kinder_2.yaml"),
        ("to_be.yaml", "to_be_x.yaml"),
    ],
)
def test_a_redesign_whose_file_cannot_be_named_is_told(desk: Desk, file: str, name: str) -> None:
    desk.write(f"scenarios/salon/{file}", KINDER)
    desk.write("scenarios/salon/notes.yaml", "mine: 1")
    (said,) = desk.refuses(SALON)
    assert said == (
        f"scenarios/salon/{file} has a name that no redesign can have. Nearest: {name}. "
        "Allowed: to_be_….yaml, of a–z, 0–9 and _."
    )
    (said,) = desk.refuses(SALON, "do=show", "language=es")
    assert "tiene un nombre que ningún rediseño puede llevar. Lo más parecido: " + name in said
    assert desk.says(SALON, "do=show", "against=[to_be_kinder]") == 0
    (desk.folder / "scenarios/salon/to_be_kinder.yaml").unlink()
    assert len(desk.refuses(SALON)) == 1, "that there is nothing to compare only follows"


def test_a_change_of_a_redesign_that_is_not_compared_is_a_mistake(desk: Desk) -> None:
    desk.write("scenarios/salon/to_be_other.yaml", KINDER)
    (said,) = desk.refuses(SALON, "against=[to_be_other]", "to_be_kinder.levers.training.effect=2")
    assert said.startswith("to_be_kinder.levers.training.effect changes a redesign that is not")


def test_a_case_without_redesigns_has_nothing_to_compare(desk: Desk) -> None:
    (desk.folder / "scenarios/salon/to_be_kinder.yaml").unlink()
    (said,) = desk.refuses(SALON)
    assert said.startswith("Nothing to compare: put a file to_be_….yaml beside")
    assert desk.says(SALON, "do=show") == 0


def test_the_mistakes_of_an_experiment_name_its_file(desk: Desk) -> None:
    desk.write(
        "experiments/mine.yaml",
        """
        case: salon
        customers: 0
        coustomers: 3
        as_is: {economics: {margin: 2}}
        """,
    )
    assert {one.partition(" is ")[0] for one in desk.refuses("experiment=mine")} == {
        "experiments/mine.yaml: customers",
        "experiments/mine.yaml: coustomers",
        "experiments/mine.yaml: as_is.economics.margin",
    }
    desk.write("experiments/mine.yaml", "case: salom\n")
    (said,) = desk.refuses("experiment=mine")
    assert said.startswith("experiments/mine.yaml: case: salom is not known here. Nearest: salon.")
    desk.write("experiments/mine.yaml", "case: &a salon\nseed: *a\n")
    (said,) = desk.refuses("experiment=mine")
    assert said.startswith("experiments/mine.yaml cannot be read: line 2")


@pytest.mark.parametrize("sweep", ["seed=range(3,1)", "case=glob(zz*)", "seed=interval(1,2)"])
def test_a_sweep_without_values_is_a_mistake(desk: Desk, sweep: str) -> None:
    (said,) = desk.refuses("-m", sweep)
    assert said == f"{sweep} gives no value at all, or endlessly many."


def test_what_only_follows_from_another_mistake_is_not_told(desk: Desk) -> None:
    (said,) = desk.refuses(SALON, "as_is.touchpoints.chair=3")
    assert said.startswith("as_is.touchpoints.chair is 3")


def test_each_job_of_several_is_checked_before_any_starts(desk: Desk, compared: list) -> None:  # type: ignore[type-arg]
    (said,) = desk.refuses("-m", SALON, "seed=1,-2")
    assert said.startswith("seed is -2")
    (said,) = desk.refuses("-m", SALON, "as_is.economics.margin=.4,.5,4")
    assert said.startswith("as_is.economics.margin is 4")
    (said,) = desk.refuses("-m", "case=salon,salom")
    assert said.startswith("case=salom")
    assert compared == []


def test_wrong_places_are_told_beside_wrong_settings(desk: Desk) -> None:
    desk.write("results/kept/note.txt", "mine")
    number, folder = desk.refuses(SALON, "results=results/kept", "customers=-3")
    assert number.startswith("customers is -3")
    assert folder.startswith("results=results/kept is there already")
    scale, file = desk.refuses("do=build", "do.file=nowhere.csv", "do.name=it", "do.scale=0")
    assert scale.startswith("do.scale is '0'")
    assert file.startswith("do.file is 'nowhere.csv'")


def test_a_folder_with_something_in_it_is_left_alone(desk: Desk) -> None:
    kept = desk.write("results/kept/note.txt", "mine")
    (said,) = desk.refuses(SALON, "results=results/kept")
    assert said == "results=results/kept is there already and is not empty. Name a new folder."
    (said,) = desk.refuses(SALON, "results=results/kept/note.txt/deeper")
    assert "note.txt', which is a file" in said
    assert kept.read_text() == "mine"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "could not be written"), ("es", "no se pudieron escribir")]
)
def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    desk: Desk,
    compared: list,  # type: ignore[type-arg]
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    said: str,
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("cxsim.report.files.write_report", full)
    assert desk.says(SALON, "results=out", f"language={language}") == 2
    assert said in desk.err
    assert "Traceback" not in desk.err
    assert not (desk.folder / "out").exists()


def test_a_purchase_log_that_is_not_there(desk: Desk) -> None:
    said = desk.refuses("do=build", "do.file=ventas, año 2025.csv", "do.name=Año", "do.colums=x")
    assert [one.partition(" is ")[0] for one in said[:2]] == ["do.colums", "do.name"]
    (said_of_file,) = desk.refuses("do=build", "do.file=ventas, año 2025.csv", "do.name=ventas")
    assert said_of_file.startswith("do.file is 'ventas, año 2025.csv'")
    assert len(desk.refuses("do=build")) == 2


@pytest.mark.parametrize("how", ["language=es", "LC_ALL"])
def test_in_spanish(desk: Desk, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    words = ["compare", SALON, "sed=1", "customers=0", "as_is.economics.margin=2", "seed=1,2"]
    if how == "LC_ALL":
        monkeypatch.setenv("LC_ALL", "es_PE.UTF-8")
    else:
        words.append(how)
    said = desk.refuses(*words)
    assert desk.err.startswith("5 cosas que corregir:")
    assert said[0] == "compare no es clave=valor. ¿Quiso decir do=compare?"
    assert "sed no se conoce aquí. Lo más parecido: seed." in said
    assert "customers es 0, y no se admite. Se admite: un número entero, 1 … 1000000000." in said
    assert not any(" is " in sentence or "Allowed" in sentence for sentence in said)


def test_what_was_typed_cannot_steer_the_terminal(desk: Desk) -> None:
    (said,) = desk.refuses(SALON, "language=\x1b[31mred")
    assert "\x1b" not in said
