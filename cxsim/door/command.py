"""What a command may say: its settings, their types and ranges, and what each one means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from .speech import is_spoken
from .words import Mistake

LARGEST_SEED = 2**63 - 1
LARGEST_NUMBER = 10**9
"""Of people, and of repetitions."""


@dataclass(frozen=True)
class Setting:
    """What a setting means and, where its type does not tell, what it allows."""

    en: str
    es: str
    allowed: tuple[str, str] | None = None
    """In English, in Spanish."""


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


class Show(Settings):
    """Settings of do=show."""

    verb: Literal["show"]


class Explain(Settings):
    """Settings of do=explain."""

    verb: Literal["explain"]


def _whole(raw: object) -> object:
    return int(raw) if isinstance(raw, float) and raw.is_integer() else raw


Whole = Annotated[int, BeforeValidator(_whole)]


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


Text = Annotated[str, Field(min_length=1, coerce_numbers_to_str=True)]
TEXT = ("a text", "un texto")


class Columns(Settings):
    """How the purchase log calls its columns."""

    customer: Annotated[Text, Setting("column of the customer", "columna del cliente", TEXT)]
    date: Annotated[Text, Setting("column of the date", "columna de la fecha", TEXT)]
    amount: Annotated[Text, Setting("column of the amount", "columna del importe", TEXT)]


def _real(raw: object) -> object:
    return float(raw) if type(raw) is int else raw


class Build(Settings):
    """Settings of do=build."""

    verb: Literal["build"]
    file: Annotated[
        Text,
        Setting(
            "workbook .xlsx, or purchase log, CSV or Parquet; cdnow: a public one",
            "libro .xlsx, o registro de compras, CSV o Parquet; cdnow: uno público",
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
    columns: Annotated[Columns, Setting("", "", ("{customer: …, date: …, amount: …}",) * 2)]
    into: Annotated[
        Text, Setting("folder that will hold the case", "carpeta donde quedará el caso", TEXT)
    ]
    currency: Annotated[
        str | None,
        Field(pattern=r"^[A-Z]{3}$"),
        Setting(
            "currency of the amounts; null: taken as USD",
            "moneda de los importes; null: se toma USD",
            ("three capital letters, such as MXN", "tres letras mayúsculas, como MXN"),
        ),
    ]
    max_dropped: Annotated[
        float,
        BeforeValidator(_real),
        Field(ge=0, le=1),
        Setting(
            "share of rows that may be left out",
            "proporción de filas que se puede dejar fuera",
            ("a number, 0 … 1", "un número, 0 … 1"),
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


Verb = Annotated[Compare | Show | Explain | Replay | Build | Template, Field(discriminator="verb")]
FREE_TEXT = ("results", "do.file", "do.name", "do.into")
"""Settings whose value is taken as it stands, commas and spaces included."""


def is_free_text(key: str) -> bool:
    """Whether a setting's value is taken as it stands."""
    return key in FREE_TEXT or key.startswith("do.columns.")


def _language(text: str) -> str:
    if text == "auto" or is_spoken(text):
        return text
    raise ValueError


def _listed(raw: object) -> object:
    return [raw] if isinstance(raw, str) and raw != "all" else raw


class Command(Settings):
    """Everything a command says besides the scenario."""

    case: Annotated[Text, Setting("which case", "qué caso", TEXT)]
    do: Verb
    against: Annotated[
        Literal["all"] | list[str],
        BeforeValidator(_listed),
        Setting(
            "redesigns to compare with today",
            "rediseños que se comparan con hoy",
            ("all, or a list such as [to_be_a,to_be_b]", "all, o una lista como [to_be_a,to_be_b]"),
        ),
    ]
    customers: Annotated[
        Whole,
        Field(ge=1, le=LARGEST_NUMBER),
        Setting("customers simulated", "clientes simulados"),
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


def checked(raw: dict[str, Any], called: dict[str, str]) -> Command | list[Mistake]:
    """The command that the composed settings state, or all that is wrong with them.

    Parameters
    ----------
    raw : dict
        Composed settings, nested.
    called : dict of str to str
        For places that were not typed but stand in a file, how to call them.
    """
    try:
        return Command.model_validate(raw)
    except ValidationError as error:
        return [_mistake(raw, dict(one), called) for one in error.errors()]


def _mistake(raw: dict[str, Any], error: dict[str, Any], called: dict[str, str]) -> Mistake:
    path = [str(part) for part in error["loc"]]
    if path[0] == "do":
        del path[1:2]  # the verb, which is how pydantic tells which settings it means
    elif path[0] in raw:
        del path[1:]  # inside one setting only the members of a union can follow
    place = ".".join(path)
    name = called.get(place, place)
    model, last = _owner(raw, path)
    if error["type"] == "missing":
        return Mistake("missing", name, allowed=_allowed(model, last))
    if error["type"] == "extra_forbidden":
        return Mistake("unknown", name, names=tuple(model.model_fields), sought=last)
    if error["type"].startswith("union_tag"):
        return Mistake("unknown", f"{name}={raw['do']!r}", names=VERBS, sought=str(raw["do"]))
    value = error["input"] if path[0] == "do" else raw[path[0]]
    return Mistake("wrong", name, value, allowed=_allowed(model, last))


def _owner(raw: dict[str, Any], path: list[str]) -> tuple[type[Settings], str]:
    if path[0] != "do" or len(path) == 1:
        return Command, path[0]
    if path[1] == "columns" and len(path) > 2:
        return Columns, path[2]
    return verb_settings(raw["do"]["verb"]), path[1]


def _allowed(model: type[Settings], name: str) -> tuple[tuple[str, str], ...]:
    """What a setting allows, in both languages."""
    field = model.model_fields.get(name)
    if field is None:
        return ()
    limits = {type(m).__name__: m for m in field.metadata}
    setting = limits.get("Setting")
    if "Ge" in limits and (setting is None or setting.allowed is None):
        span = f"{limits['Ge'].ge} … {limits['Le'].le}"
        return ("en", f"a whole number, {span}"), ("es", f"un número entero, {span}")
    if setting is None or setting.allowed is None:
        return ()
    return ("en", setting.allowed[0]), ("es", setting.allowed[1])


VERB_SETTINGS: dict[str, type[Settings]] = {
    "compare": Compare,
    "show": Show,
    "explain": Explain,
    "replay": Replay,
    "build": Build,
    "template": Template,
}
VERBS = tuple(VERB_SETTINGS)
WITHOUT_SCENARIO = ("build", "template")
"""Verbs that read no case chosen by `case=`."""


def verb_settings(verb: str) -> type[Settings]:
    """The settings that a verb has of its own."""
    return VERB_SETTINGS[verb]
