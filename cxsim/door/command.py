"""What a command may say: its settings, their types and ranges, and what each one means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo

from cxsim.scenario.asked import LARGEST_NUMBER, LARGEST_SEED

from .speech import is_spoken
from .typed import Real, Text, Whole, codes_of, ends_of, labels_of, over_of, rising, shard_of


@dataclass(frozen=True)
class Setting:
    """What a setting means and, where its type does not tell, what it allows."""

    en: str
    es: str
    allowed: tuple[str, str] | None = None
    """In English, in Spanish."""


TEXT = ("a text", "un texto")


class Settings(BaseModel):
    """A part of the command; unknown keys and loose types are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Compare(Settings):
    """Settings of do=compare."""

    verb: Literal["compare"]
    pdf: Annotated[
        bool,
        Setting(
            "write report.pdf beside the page",
            "escribir report.pdf junto a la página",
            ("true, false",) * 2,
        ),
    ]


class Decide(Settings):
    """Settings of do=decide."""

    verb: Literal["decide"]
    budget: Annotated[
        Real | None,
        Field(ge=0, le=1e15),
        Setting(
            "money for levers at present value; null: no limit",
            "dinero para palancas en valor presente; null: sin límite",
            ("a number, 0 … 1e15", "un número, 0 … 1e15"),
        ),
    ]
    yearly: Annotated[
        Real | None,
        Field(ge=0, le=1e15),
        Setting(
            "of it, at most this in any twelve months; null: no limit",
            "de él, a lo sumo esto en doce meses seguidos; null: sin límite",
            ("a number, 0 … 1e15", "un número, 0 … 1e15"),
        ),
    ]
    capacity: Annotated[
        Whole | None,
        Field(ge=1, le=1000),
        Setting(
            "levers that may begin within a quarter; null: no limit",
            "palancas que pueden empezar en un trimestre; null: sin límite",
        ),
    ]
    draws: Annotated[
        Whole,
        Field(ge=0, le=1000),
        Setting(
            "futures in which every set of levers is lived",
            "futuros en los que se vive cada conjunto de palancas",
        ),
    ]
    pdf: Annotated[
        bool,
        Setting(
            "write report.pdf beside the page",
            "escribir report.pdf junto a la página",
            ("true, false",) * 2,
        ),
    ]


class Stress(Settings):
    """Settings of do=stress."""

    verb: Literal["stress"]
    futures: Annotated[
        Whole,
        Field(ge=1, le=100_000),
        Setting("futures in which every shock is met", "futuros en los que se vive cada sacudida"),
    ]
    times: Annotated[
        list[float],
        BeforeValidator(rising),
        Setting(
            "sizes of each shock, as multiples of its own",
            "tamaños de cada sacudida, en múltiplos del suyo",
            (
                "a list of rising numbers above 0 and up to 100, such as [1,2]",
                "una lista de números crecientes, mayores que 0 y hasta 100, como [1,2]",
            ),
        ),
    ]


class Sweep(Settings):
    """Settings of do=sweep."""

    verb: Literal["sweep"]
    over: Annotated[
        dict[str, Any],
        BeforeValidator(over_of),
        Setting(
            "[PLACE,…], each in its own range; or as words, PLACE=interval(1,2)",
            "[LUGAR,…], cada uno en su rango; o como palabras, LUGAR=interval(1,2)",
            (
                "a list of places, or a mapping of places to values, {low: …, high: …} or null",
                "una lista de lugares, o de lugares a valores, {low: …, high: …} o null",
            ),
        ),
    ]
    design: Annotated[
        Literal["grid", "random", "latin", "sobol"],
        Setting(
            "grid, random, latin (hypercube) or sobol",
            "grid (cuadrícula), random (al azar), latin (hipercubo) o sobol",
            ("grid, random, latin, sobol",) * 2,
        ),
    ]
    points: Annotated[
        Whole | None,
        Field(ge=1, le=100_000),
        Setting(
            "points of a sample; null: 64; a grid has its own",
            "puntos de una muestra; null: 64; la cuadrícula tiene los suyos",
        ),
    ]
    draws: Annotated[
        Whole,
        Field(ge=0, le=100_000),
        Setting(
            "lives of each point with what is uncertain drawn, too",
            "vidas de cada punto en que también se sortea lo incierto",
        ),
    ]


class Rerun(Settings):
    """Settings of do=rerun."""

    verb: Literal["rerun"]
    manifest: Annotated[
        Text,
        Setting("manifest.json of a study", "manifest.json de un estudio", TEXT),
    ]


class Show(Settings):
    """Settings of do=show."""

    verb: Literal["show"]


class Explain(Settings):
    """Settings of do=explain."""

    verb: Literal["explain"]


class Replay(Settings):
    """Settings of do=replay."""

    verb: Literal["replay"]
    customer: Annotated[
        Whole | None,
        Field(ge=0, le=2 * LARGEST_NUMBER),
        Setting(
            "whose life, by number; null: a telling one",
            "la vida de quién, por número; null: una que enseñe",
        ),
    ]
    replication: Annotated[
        Whole,
        Field(ge=0, le=LARGEST_NUMBER),
        Setting("of which repetition", "de qué repetición"),
    ]
    afterwards: Annotated[
        bool,
        Setting(
            "tell the days after the parting, too",
            "contar también los días después de separarse",
            ("true, false",) * 2,
        ),
    ]


class Columns(Settings):
    """How the purchase log, or the survey, calls its columns."""

    customer: Annotated[
        Text | None,
        Setting(
            "log: column of the customer; null: customer",
            "registro: columna del cliente; null: customer",
            TEXT,
        ),
    ]
    date: Annotated[
        Text | None,
        Setting(
            "log: column of the date; null: date", "registro: columna de la fecha; null: date", TEXT
        ),
    ]
    amount: Annotated[
        Text | None,
        Setting(
            "log: column of the amount; null: amount",
            "registro: columna del importe; null: amount",
            TEXT,
        ),
    ]
    recommend: Annotated[
        Text | None,
        Setting(
            "survey: column of the likelihood to recommend, 0 to 10",
            "encuesta: columna de la disposición a recomendar, de 0 a 10",
            TEXT,
        ),
    ]
    touchpoints: Annotated[
        dict[str, str] | None,
        BeforeValidator(labels_of),
        Setting(
            "survey: columns of the ratings, in the order of the journey",
            "encuesta: columnas de las calificaciones, en el orden del recorrido",
            (
                "a list of different columns, [Q1,Q2], or with labels, {Q1: Counter, Q2: Website}; "
                "names with commas or colons in quotes",
                "una lista de columnas distintas, [P1,P2], o con nombres, {P1: Caja, P2: Sitio}; "
                "entre comillas los que llevan coma o dos puntos",
            ),
        ),
    ]
    overall: Annotated[
        Text | None,
        Setting(
            "survey: column of the overall rating",
            "encuesta: columna de la calificación general",
            TEXT,
        ),
    ]
    segment: Annotated[
        Text | None,
        Setting(
            "survey: column of the kind of customer; null: found from the ratings",
            "encuesta: columna del tipo de cliente; null: se halla en lo calificado",
            TEXT,
        ),
    ]
    weight: Annotated[
        Text | None,
        Setting(
            "survey: column of how much a respondent counts; null: all alike",
            "encuesta: columna de cuánto cuenta cada encuestado; null: todos igual",
            TEXT,
        ),
    ]


class Build(Settings):
    """Settings of do=build."""

    verb: Literal["build"]
    file: Annotated[
        Text,
        Setting(
            "journey .xlsx; log CSV, Parquet; survey, any; cdnow: a public log",
            "recorrido .xlsx; registro CSV, Parquet; encuesta, cualquiera; cdnow: ejemplo",
            TEXT,
        ),
    ]
    name: Annotated[
        str,
        Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60),
        Setting(
            "name of the new case",
            "nombre del caso nuevo",
            (
                "small letters a–z, digits and _, a letter first",
                "letras minúsculas a–z, cifras y _, primero una letra",
            ),
        ),
    ]
    columns: Annotated[
        Columns,
        Setting(
            "", "", ("{customer: …, date: …, amount: …}, {recommend: …, touchpoints: […]}",) * 2
        ),
    ]
    into: Annotated[
        Text, Setting("folder that will hold the case", "carpeta donde quedará el caso", TEXT)
    ]
    currency: Annotated[
        str | None,
        Field(pattern=r"^[A-Z]{3}$"),
        Setting(
            "currency; null: taken as USD",
            "moneda; null: se toma USD",
            ("three capital letters, such as MXN", "tres letras mayúsculas, como MXN"),
        ),
    ]
    max_dropped: Annotated[
        Real | None,
        Field(ge=0, le=1),
        Setting(
            "share of rows that may be left out; null: 0.01",
            "proporción de filas que se puede dejar fuera; null: 0.01",
            ("a number, 0 … 1", "un número, 0 … 1"),
        ),
    ]
    scale: Annotated[
        str | None,
        BeforeValidator(ends_of),
        Setting(
            "survey: scale of the ratings; 5: 1 to 5; null: 5",
            "encuesta: escala de las calificaciones; 5: de 1 a 5; null: 5",
            (
                "the best rating, such as 5 (from 1), or both ends, such as 0-10",
                "la mejor calificación, como 5 (desde 1), o ambos extremos, como 0-10",
            ),
        ),
    ]
    none: Annotated[
        list[str] | None,
        BeforeValidator(codes_of),
        Setting(
            "survey: codes for no answer, beside empty cells, such as [0,6]",
            "encuesta: códigos de sin respuesta, además de la celda vacía: [0,6]",
            ("a list, such as [0,6,NA]", "una lista, como [0,6,NA]"),
        ),
    ]
    visits: Annotated[
        Real | None,
        Field(ge=0.01, le=60),
        Setting(
            "survey: journeys a customer and 30.4 days; null: 1",
            "encuesta: recorridos por cliente y 30.4 días; null: 1",
            ("a number, 0.01 … 60", "un número, 0.01 … 60"),
        ),
    ]
    sheet: Annotated[
        Text | None,
        Setting(
            "survey: sheet of an .xlsx; null: its first",
            "encuesta: hoja de un .xlsx; null: la primera",
            TEXT,
        ),
    ]


class Template(Settings):
    """Settings of do=template."""

    verb: Literal["template"]
    file: Annotated[
        Text,
        Setting(
            "new workbook, .xlsx",
            "libro nuevo, .xlsx",
            ("a new file, .xlsx", "un archivo nuevo, .xlsx"),
        ),
    ]
    of: Annotated[
        Text | None,
        Setting(
            "case to write down; null: a small example",
            "caso que se escribe; null: un ejemplo pequeño",
            TEXT,
        ),
    ]


Verb = Annotated[
    Compare | Decide | Stress | Sweep | Rerun | Show | Explain | Replay | Build | Template,
    Field(discriminator="verb"),
]


class Here(Settings):
    """Lives on this machine: side by side in one process, or each in a process of its own."""

    kind: Literal["threads", "processes"]


class Dask(Settings):
    """Lives on a Dask cluster."""

    kind: Literal["dask"]
    scheduler: Annotated[
        Text | None,
        Setting(
            "address of its scheduler; null: one on this machine",
            "dirección de su planificador; null: uno en esta máquina",
            TEXT,
        ),
    ]


Place = Annotated[Here | Dask, Field(discriminator="kind")]
FREE_TEXT = (
    *("results", "do.file", "do.name", "do.into", "do.none", "do.scale", "do.sheet"),
    *("do.manifest", "shard", "execution.scheduler"),
)
"""Settings whose value is taken as it stands, commas and spaces included."""


def is_free_text(key: str) -> bool:
    """Whether a setting's value is taken as it stands."""
    return key in FREE_TEXT or key.startswith("do.columns.")


def is_whole(key: str) -> bool:
    """Whether a setting is a whole number, of the command or of its verb."""
    models = VERB_SETTINGS.values() if key.startswith("do.") else (Command,)
    name = key.removeprefix("do.")
    fields = [model.model_fields[name] for model in models if name in model.model_fields]
    return any(range_of(field) for field in fields)


def _language(text: str) -> str:
    if text == "auto" or is_spoken(text):
        return text
    raise ValueError


def _against(raw: object) -> object:
    return [raw] if isinstance(raw, str) and raw != "all" else raw


def _listed(raw: object) -> object:
    return [raw] if isinstance(raw, str) else raw


class Command(Settings):
    """Everything a command says besides the scenario."""

    case: Annotated[Text, Setting("which case", "qué caso", TEXT)]
    do: Verb
    against: Annotated[
        Literal["all"] | list[str],
        BeforeValidator(_against),
        Setting(
            "redesigns to compare with today",
            "rediseños que se comparan con hoy",
            ("all, or a list such as [to_be_a,to_be_b]", "all, o una lista como [to_be_a,to_be_b]"),
        ),
    ]
    shocks: Annotated[
        list[str],
        BeforeValidator(_listed),
        Setting(
            "what strikes in all worlds, of the case's own shocks or of conf/shocks",
            "qué golpea en todos los mundos, de las sacudidas del caso o de conf/shocks",
            ("a list such as [strike,recession]", "una lista como [strike,recession]"),
        ),
    ]
    customers: Annotated[
        Whole | None,
        Field(ge=1, le=LARGEST_NUMBER),
        Setting(
            "customers simulated; null: 5000, or all of a smaller firm with teams",
            "clientes simulados; null: 5000, o todos si la empresa con equipos es menor",
        ),
    ]
    replications: Annotated[
        Whole,
        Field(ge=1, le=100_000),
        Setting("repetitions, each with other luck", "repeticiones, cada una con otra suerte"),
    ]
    horizon_days: Annotated[
        Whole | None,
        Field(ge=1, le=36_500),
        Setting(
            "days to look ahead; null: the case's own", "días hacia adelante; null: los del caso"
        ),
    ]
    seed: Annotated[
        Whole,
        Field(ge=0, le=LARGEST_SEED),
        Setting(
            "which luck; the same seed, the same numbers", "qué suerte; igual seed, igual todo"
        ),
    ]
    threads: Annotated[
        Whole | None,
        Field(ge=1, le=1024),
        Setting("threads; null: one for each core", "hilos; null: uno por núcleo"),
    ]
    execution: Annotated[
        Place,
        Setting(
            "where a sweep is lived: threads, processes or dask",
            "dónde se corre un barrido: threads, processes o dask",
        ),
    ]
    shard: Annotated[
        str | None,
        BeforeValidator(shard_of),
        Setting(
            "which share of a sweep is lived here, as in 1/8; null: all of it",
            "qué parte de un barrido se corre aquí, como 1/8; null: todo",
            ("a share of several, such as 1/8", "una parte de varias, como 1/8"),
        ),
    ]
    engine: Annotated[
        Literal["kernel", "reference"],
        Setting(
            "kernel: compiled code; reference: the same in plain Python, slow",
            "kernel: código compilado; reference: lo mismo en Python, lento",
            ("kernel, reference",) * 2,
        ),
    ]
    language: Annotated[
        str,
        AfterValidator(_language),
        Setting(
            "auto, es, en, or one with its country",
            "auto, es, en, o uno con su país",
            (
                "auto, es, en, or one of theirs with a country, such as es_MX or en_US",
                "auto, es, en, o uno de ellos con país, como es_MX o en_US",
            ),
        ),
    ]
    results: Annotated[
        Text | None,
        Setting(
            "folder for the results; null: results/CASE/TIME",
            "carpeta de resultados; null: results/CASO/HORA",
            TEXT,
        ),
    ]


def range_of(field: FieldInfo) -> str:
    """The range of a whole number; nothing for any other setting, which says what it allows."""
    notes = {type(note).__name__: note for note in field.metadata}
    if "Ge" not in notes or notes["Setting"].allowed is not None:
        return ""
    return f"{notes['Ge'].ge} … {notes['Le'].le}"


VERB_SETTINGS: dict[str, type[Settings]] = {
    "compare": Compare,
    "decide": Decide,
    "stress": Stress,
    "sweep": Sweep,
    "rerun": Rerun,
    "show": Show,
    "explain": Explain,
    "replay": Replay,
    "build": Build,
    "template": Template,
}
VERBS = tuple(VERB_SETTINGS)
WITHOUT_SCENARIO = ("build", "template", "rerun")
"""Verbs that read no case chosen by `case=`."""
READ = {
    "compare": (
        *("case", "against", "shocks", "customers", "replications", "horizon_days", "seed"),
        *("threads", "engine", "language", "results"),
    ),
    "decide": (
        *("case", "against", "shocks", "customers", "replications", "horizon_days", "seed"),
        *("threads", "engine", "language", "results"),
    ),
    "rerun": ("threads", "language", "results"),
    "stress": (
        *("case", "against", "shocks", "customers", "horizon_days", "seed", "threads", "engine"),
        *("language", "results"),
    ),
    "show": ("case", "against", "shocks", "language"),
    "explain": ("case", "against", "shocks", "customers", "language"),
    "replay": ("case", "against", "shocks", "customers", "horizon_days", "seed", "language"),
    "build": ("language",),
    "template": ("language",),
}
"""Settings that a verb reads beside its own; do=sweep reads all."""


def verb_settings(verb: str) -> type[Settings]:
    """The settings that a verb has of its own."""
    return VERB_SETTINGS[verb]
