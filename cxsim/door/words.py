"""Mistakes of a command, said in Spanish or English for the person who must mend them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from cxsim.scenario.problems import nearest, shown

SAID = {
    "bare": {
        "en": "{place} is not key=value.",
        "es": "{place} no es clave=valor.",
    },
    "sign": {
        "en": "{place} begins with a sign: write only key=value.",
        "es": "{place} empieza con un signo: escriba solo clave=valor.",
    },
    "flag": {
        "en": "{place} is not known here. Allowed: --help, --version, -m and key=value.",
        "es": "{place} no se conoce aquí. Se admite: --help, --version, -m y clave=valor.",
    },
    "twice": {
        "en": "{place} is given twice.",
        "es": "{place} se da dos veces.",
    },
    "unknown": {
        "en": "{place} is not known here.",
        "es": "{place} no se conoce aquí.",
    },
    "plain": {
        "en": "{place} is not known here: do={verb} has no settings of its own.",
        "es": "{place} no se conoce aquí: do={verb} no tiene ajustes propios.",
    },
    "missing": {
        "en": "{place} is missing.",
        "es": "falta {place}.",
    },
    "wrong": {
        "en": "{place} is {value}, which is not allowed.",
        "es": "{place} es {value}, y no se admite.",
    },
    "unreadable": {
        "en": "{place} cannot be understood. Put quotes around the value: '{key}=\"…\"'.",
        "es": "{place} no se entiende. Ponga el valor entre comillas: '{key}=\"…\"'.",
    },
    "several": {
        "en": "{place} gives several values, one run each: that takes -m. "
        "A list is written '{key}=[a,b]'; decimals take a point.",
        "es": "{place} da varios valores, una corrida cada uno: eso pide -m. "
        "Una lista se escribe '{key}=[a,b]'; los decimales llevan punto.",
    },
    "empty": {
        "en": "{place} gives no value at all, or endlessly many.",
        "es": "{place} no da ningún valor, o da infinitos.",
    },
    "many": {
        "en": "{place} asks for more than {most} runs.",
        "es": "{place} pide más de {most} corridas.",
    },
    "marked": {
        "en": "{place} has marks between the thousands.",
        "es": "{place} lleva separador de miles.",
    },
    "case_path": {
        "en": "{place} is a path, and a case is called by its name: cases are the folders in "
        "./scenarios of the folder where you run this, which is {here}. Put it there, as "
        "{value}, then {key}.",
        "es": "{place} es una ruta, y un caso se llama por su nombre: los casos son las carpetas "
        "de ./scenarios de la carpeta donde corre esto, que es {here}. Póngalo ahí, como {value}, "
        "luego {key}.",
    },
    "unread": {
        "en": "{place} changes nothing in do={verb}.",
        "es": "{place} no cambia nada en do={verb}.",
    },
    "whole": {
        "en": "{place} is a whole scenario. Change a place in it: {place}.PLACE=value.",
        "es": "{place} es un escenario entero. Cambie un lugar de él: {place}.LUGAR=valor.",
    },
    "unused": {
        "en": "{place} changes a redesign that is not compared. Add it to against=.",
        "es": "{place} cambia un rediseño que no se compara. Inclúyalo en against=.",
    },
    "alone": {
        "en": "Nothing to compare: put a file to_be_….yaml beside {place}, or name one in "
        "against=.",
        "es": "Nada que comparar: ponga un archivo to_be_….yaml junto a {place}, o nombre uno en "
        "against=.",
    },
    "hydra": {
        "en": "The settings in conf cannot be put together: {value}.",
        "es": "Los ajustes de conf no se pueden reunir: {value}.",
    },
    "taken": {
        "en": "results={place} is there already and is not empty. Name a new folder.",
        "es": "results={place} ya existe y no está vacía. Nombre una carpeta nueva.",
    },
    "nameless": {
        "en": "results={place} is no name that a folder can have.",
        "es": "results={place} no es un nombre que una carpeta pueda tener.",
    },
    "a_file": {
        "en": "results={place} is a file. Name a folder.",
        "es": "results={place} es un archivo. Nombre una carpeta.",
    },
    "inside": {
        "en": "results={place} lies in {value}, which is a file.",
        "es": "results={place} queda dentro de {value}, que es un archivo.",
    },
    "at_work": {
        "en": "Another process is at work in {place}: wait for it, or name another folder with "
        "results=.",
        "es": "Otro proceso trabaja en {place}: espérelo, o nombre otra carpeta con results=.",
    },
    "unwritable": {
        "en": "results={place} lies in {value}, where you may not write.",
        "es": "results={place} queda en {value}, donde usted no puede escribir.",
    },
    "of_workbook": {
        "en": "{place} says nothing of a workbook, whose sheets say all. A survey in "
        "one is told by its columns, do.columns.recommend and do.columns.touchpoints; a purchase "
        "log is read from CSV or Parquet: save its sheet as one.",
        "es": "{place} no dice nada de un libro, cuyas hojas lo dicen todo. Una encuesta "
        "en un libro se indica con sus columnas, do.columns.recommend y do.columns.touchpoints; un "
        "registro de compras se lee de CSV o Parquet: guarde su hoja así.",
    },
    "of_survey": {
        "en": "{place} is of a survey, and the file is read as a purchase log. A survey takes "
        "do.columns.recommend and do.columns.touchpoints.",
        "es": "{place} es de una encuesta, y el archivo se lee como registro de compras. Una "
        "encuesta pide do.columns.recommend y do.columns.touchpoints.",
    },
    "of_sheet": {
        "en": "{place} names a sheet, and {value} is no .xlsx: leave it out.",
        "es": "{place} nombra una hoja, y {value} no es un .xlsx: quítelo.",
    },
    "of_log": {
        "en": "{place} is of a purchase log, and {value} says that the file is a survey. Name the "
        "columns of one of them.",
        "es": "{place} es de un registro de compras, y {value} dice que el archivo es una "
        "encuesta. Nombre las columnas de uno de los dos.",
    },
    "unwritten": {
        "en": "The results could not be written in {place}: {value}. Nothing is left there; with "
        "results= in another place, the same command gives the same numbers.",
        "es": "Los resultados no se pudieron escribir en {place}: {value}. Nada queda ahí; con "
        "results= en otro lugar, la misma orden da los mismos números.",
    },
    "paused": {
        "en": "The results could not be written in {place}: {value}. What was lived stays there; "
        "the same command goes on from it.",
        "es": "Los resultados no se pudieron escribir en {place}: {value}. Lo vivido queda ahí; la "
        "misma orden sigue desde eso.",
    },
    "build": {
        "en": "{value}",
        "es": "{value}",
    },
}
PLAIN = ("hydra", "build", "of_log", "case_path", "unwritten", "paused")
"""Kinds whose value is told as it stands."""
MEANT = {"en": " Meant {names}?", "es": " ¿Quiso decir {names}?"}
NEAREST = {"en": " Nearest: {names}.", "es": " Lo más parecido: {names}."}
ALLOWED = {"en": " Allowed: {names}.", "es": " Se admite: {names}."}


class Sayable(Protocol):
    """What can be told to a person: a mistake of the command, or a Problem of a scenario."""

    def sentence(self, language: str = "en") -> str:
        """One sentence in Spanish or English."""
        ...


@dataclass(frozen=True)
class Mistake:
    """One mistake of the command.

    Parameters
    ----------
    kind : str
        A key of `SAID`.
    place : str
        What was written, or the setting that is wrong.
    value : object
        The value found there, if any.
    names : tuple of str
        Known names: the nearest one to `sought` is told, or else some of them.
    sought : str
        What to look for among `names`.
    allowed : tuple of (language, phrase)
        What is allowed, where it is not a name.
    parts : tuple of (name, value)
        Whatever else the sentence mentions.
    """

    kind: str
    place: str = ""
    value: Any = None
    names: tuple[str, ...] = ()
    sought: str = ""
    allowed: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, Any], ...] = field(default=())

    def sentence(self, language: str = "en") -> str:
        """Say it in Spanish or English, on one line, with control characters made harmless."""
        value = self.value if self.kind in PLAIN else shown(self.value)
        place = _bare(self.place, 200) if self.place.strip() else shown(self.place)
        text = SAID[self.kind][language].format(place=place, value=value, **dict(self.parts))
        if self.allowed:
            near = self._names(language) if self.sought else ""
            return text + near + ALLOWED[language].format(names=dict(self.allowed)[language])
        return text + self._names(language)

    def _names(self, language: str) -> str:
        if not self.names:
            return ""
        if self.kind == "bare":
            return MEANT[language].format(names=self.names[0])
        if near := nearest(self.sought, self.names):
            return NEAREST[language].format(names=_bare(near))
        more = ", …" if len(self.names) > 12 else ""
        return ALLOWED[language].format(names=", ".join(map(_bare, self.names[:12])) + more)


def _bare(name: str, longest: int = 80) -> str:
    """A name as harmless text without quotation marks."""
    return shown(name, longest)[1:-1]


class Refused(Exception):
    """A command that cannot be done; nothing has been written.

    Parameters
    ----------
    mistakes : iterable of Sayable
        All of them, in the order in which a person would meet them.
    """

    def __init__(self, mistakes: Iterable[Sayable]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(self.text())

    def text(self, language: str = "en") -> str:
        """All sentences, one a line, under a heading that counts them."""
        sentences = list(dict.fromkeys(mistake.sentence(language) for mistake in self.mistakes))
        n = len(sentences)
        heading = {
            "en": "One thing to mend:" if n == 1 else f"{n} things to mend:",
            "es": "Una cosa que corregir:" if n == 1 else f"{n} cosas que corregir:",
        }
        return "\n".join([heading[language], *(f"  {sentence}" for sentence in sentences)])
