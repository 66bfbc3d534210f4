"""What `--help` says: what cxsim does, how to ask for it, what there is to ask about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cxsim import places
from cxsim.scenario import library, shock_library, yaml_text
from cxsim.scenario.problems import Problems, harmless

from . import shelf
from .command import VERB_SETTINGS, Columns, Command, Setting, Settings
from .speech import program

TEXT = {
    "en": """\
cxsim lives the same customers' lives twice, in today's journey (AS-IS) and in each redesign
(TO-BE), and tells what a redesign would do to retention, NPS and money, for whom, and how sure
that is, before a cent is spent.

  {command}                            compare today with every redesign of the case {case}
  {command} key=value key=value …      the same, with something else

Examples
  {command} case=telecom seed=2
      another run of the same comparison, with other luck
  {command} 'against=[to_be_on_time_technician]' customers=20000
      one redesign only, more customers
  {command} as_is.touchpoints.repair_visit.quality.speed=6
      with a number of today changed (do=show prints all of them and their places)
  {command} to_be_on_time_technician.levers.tracking.effect=1 results=results/half
      with a redesign changed, into a folder of your choice
  {command} -m seed=1,2,3
      three runs, a folder each
  {command} do=sweep as_is.teams.contact_centre.staff=300,330,360
      every redesign with other numbers of today, in one data set; broken off, it goes on
  {command} do=decide do.budget=2000000 'against=[to_be_people_who_solve]'
      fund, pilot, don't fund or can't tell; what to fund with so much; broken off, it goes on

What to do
{verbs}

Settings, with what they are when you say nothing
{settings}

Cases (a folder in ./scenarios adds one, by its name; a copy of a to_be_….yaml adds a redesign)
{cases}

Named studies
{experiments}

What may strike in all worlds, as in 'shocks=[strike,recession]' (./conf/shocks/….yaml adds one)
{shocks}

Where results go
  {command} ends by naming the page it wrote; beside it lie summary.json, metrics.parquet,
  manifest.json, the figures and, with teams, team_hours.csv. A command with mistakes lists all of
  them and writes nothing.
""",
    "es": """\
cxsim hace vivir a los mismos clientes dos veces, en el recorrido de hoy (AS-IS) y en cada rediseño
(TO-BE), y dice qué haría el rediseño con la retención, el NPS y el dinero, a quiénes, y con qué
certeza, antes de gastar un centavo.

  {command}                            compara hoy con cada rediseño del caso {case}
  {command} clave=valor clave=valor …  lo mismo, con algo distinto

Ejemplos
  {command} case=telecom seed=2
      la misma comparación, con otra suerte
  {command} 'against=[to_be_on_time_technician]' customers=20000
      un solo rediseño, más clientes
  {command} as_is.touchpoints.repair_visit.quality.speed=6
      con un número de hoy cambiado (do=show los muestra todos, con su lugar)
  {command} to_be_on_time_technician.levers.tracking.effect=1 results=results/mitad
      con un rediseño cambiado, en la carpeta que usted elija
  {command} -m seed=1,2,3
      tres corridas, una carpeta cada una
  {command} do=sweep as_is.teams.contact_centre.staff=300,330,360
      cada rediseño con otros números de hoy, en una sola tabla; si se corta, sigue donde iba
  {command} do=decide do.budget=2000000 'against=[to_be_people_who_solve]'
      financiar, pilotear, no financiar o no se sabe; qué financiar con eso; si se corta, sigue

Qué hacer
{verbs}

Ajustes, con lo que valen si no dice nada
{settings}

Casos (una carpeta en ./scenarios agrega uno, con su nombre; una copia de un to_be_….yaml, un
rediseño)
{cases}

Estudios con nombre
{experiments}

Qué puede golpear en todo mundo, como en 'shocks=[strike,recession]' (./conf/shocks/….yaml agrega)
{shocks}

Dónde quedan los resultados
  {command} termina nombrando la página que escribió; junto a ella quedan summary.json,
  metrics.parquet, manifest.json, las figuras y, con equipos, team_hours.csv. Una orden con errores
  los lista todos y no escribe nada.
""",
}
VERBS = {
    "compare": {
        "en": "compare today with the redesigns and write the page",
        "es": "compara hoy con los rediseños y escribe la página",
    },
    "decide": {
        "en": "the whole decision: why, how sure, what to fund, when to stop; it takes:",
        "es": "la decisión entera: por qué, cuán segura, qué financiar, piloto; usa:",
    },
    "stress": {
        "en": "meet each shock with today and every redesign: which still wins; it takes:",
        "es": "vive cada sacudida con hoy y cada rediseño: cuál gana todavía; usa:",
    },
    "sweep": {
        "en": "compare at many points of a space of parameters, as one data set; it takes:",
        "es": "compara en muchos puntos de un espacio de parámetros, en una tabla; usa:",
    },
    "rerun": {
        "en": "run a study again from its manifest, and compare the figures; it takes:",
        "es": "repite un estudio con su manifiesto y compara las cifras; usa:",
    },
    "show": {
        "en": "print every number of the case, its place, range and source",
        "es": "muestra cada número del caso, con su lugar, rango y fuente",
    },
    "explain": {
        "en": "print a simulated day in order, with times; rules; differences; sources",
        "es": "muestra un día simulado en orden, con tiempos; reglas; diferencias; fuentes",
    },
    "replay": {
        "en": "tell one customer's life in both worlds, and why it parts; it takes:",
        "es": "cuenta una vida en los dos mundos, y por qué se separa; usa:",
    },
    "build": {
        "en": "make a case from a workbook, a purchase log or a survey; it takes:",
        "es": "hace un caso con un libro, un registro de compras o una encuesta; usa:",
    },
    "template": {
        "en": "write a workbook to fill in and build a case from; it takes:",
        "es": "escribe un libro para llenar y hacer un caso con él; usa:",
    },
}
LABEL = re.compile(r"^label:.*\n(?:[ \t]+.*\n)*", re.MULTILINE)
WIDTH = 32
WIDEST = 100
NONE = {"en": "(none)", "es": "(ninguno)"}


def text(language: str) -> str:
    """The whole help, in "es" or "en"."""
    shelf.forget()
    defaults = _defaults()
    return TEXT[language].format(
        command=program(),
        case=defaults["case"],
        verbs="\n".join(_verbs(language)),
        settings="\n".join(_settings(Command, "  ", defaults, language)),
        cases="\n".join(_cases(language)) or f"  {NONE[language]}",
        experiments="\n".join(_experiments(language)) or f"  {NONE[language]}",
        shocks="\n".join(_shocks(language)) or f"  {NONE[language]}",
    )


def _defaults() -> dict[str, Any]:
    """What conf says where a command says nothing."""
    data = _conf("config")
    for choice in data.pop("defaults", []):
        if isinstance(choice, dict):
            data |= choice
    return _conf(f"execution/{data.get('execution')}") | data


def _conf(name: str) -> dict[str, Any]:
    """One file of conf, the user's own before the shipped one; nothing where it has mistakes."""
    files = [home / "conf" / f"{name}.yaml" for home in (*places.overlays(), places.root())]
    try:
        return yaml_text.read(next(file for file in files if file.is_file()), name)
    except (Problems, StopIteration):
        return {}


def _verbs(language: str) -> Iterator[str]:
    for verb, about in VERBS.items():
        yield _row(f"  do={verb}", about[language])
        data = _conf(f"do/{verb}")
        yield from _settings(VERB_SETTINGS[verb], "    do.", data.get("do", data), language)


def _settings(
    model: type[Settings], prefix: str, defaults: Mapping[str, Any], language: str
) -> Iterator[str]:
    """A line for each setting of a part of the command that says what it means."""
    for name, field in model.model_fields.items():
        value = defaults.get(name)
        if isinstance(value, dict) and name == "columns":
            yield from _settings(Columns, f"{prefix}columns.", value, language)
            continue
        if isinstance(value, dict):
            value = value.get("kind")
        for extra in field.metadata:
            if isinstance(extra, Setting):
                shown = "null" if value is None else "" if value == "???" else value
                about = extra.es if language == "es" else extra.en
                yield _row(f"{prefix}{name}={shown}", about)


def _row(left: str, right: str) -> str:
    return f"{left:<{WIDTH}}  {right}".rstrip()


def _cases(language: str) -> Iterator[str]:
    for name, folder in library.cases().items():
        for one in library.names(folder):
            left = f"  case={name}" if one == library.AS_IS else f"    {one}"
            yield _row(left, _label(folder / f"{one}.yaml", language))


def _experiments(language: str) -> Iterator[str]:
    for name, file in shelf.experiment_files().items():
        yield _row(f"  experiment={name}", _label(file, language))


def _shocks(language: str) -> Iterator[str]:
    for name, file in shock_library.files().items():
        yield _row(f"  {name}", _label(file, language))


def _label(file: Path, language: str) -> str:
    """The label of a scenario or experiment, read alone: whole files take long to parse."""
    try:
        if not file.is_file():  # a pipe would never end
            return ""
        with file.open(encoding="utf-8-sig", errors="replace") as stream:
            block = LABEL.search(stream.read(yaml_text.LARGEST))
        label = yaml_text.parse(block[0], file.name)["label"] if block else ""
    except (Problems, OSError):
        return ""
    if isinstance(label, dict) and label:
        label = label.get(language) or next(iter(label.values()))
    label = harmless(str(label))
    return label if len(label) <= WIDEST else f"{label[: WIDEST - 1]}…"
