"""What is wrong with a log or a survey, said to the person who can mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from cxsim.intake.survey.faults import SAID as SURVEY
from cxsim.scenario.problems import nearest

SAID = {
    "missing": {"en": "There is no file {file}.", "es": "No existe el archivo {file}."},
    "empty": {"en": "The file {file} is empty.", "es": "El archivo {file} está vacío."},
    "workbook": {
        "en": "The file {file} is a workbook: save the sheet as CSV and use that file.",
        "es": "El archivo {file} es un libro de Excel: guarde la hoja como CSV y use ese archivo.",
    },
    "unreadable": {
        "en": "The file {file} cannot be read as a table (the reader says: {why}).",
        "es": "El archivo {file} no se puede leer como tabla (el lector dice, en inglés: {why}).",
    },
    "damaged": {
        "en": "The file {file} begins like Parquet, and is damaged or cut off.",
        "es": "El archivo {file} empieza como Parquet, y está dañado o cortado.",
    },
    "no_table": {
        "en": "The file {file} does not look like a table: its lines do not split into the same "
        "number of fields by tab, semicolon, comma, bar or blanks.",
        "es": "El archivo {file} no parece una tabla: sus líneas no se parten en el mismo número "
        "de campos por tabulador, punto y coma, coma, barra o espacios.",
    },
    "no_column": {
        "en": "The file {file} has no column '{column}' for the {role}. It has: {names}.",
        "es": "El archivo {file} no tiene la columna '{column}' para {role}. Tiene: {names}.",
    },
    "column_twice": {
        "en": "The file {file} has more than one column named '{column}'.",
        "es": "El archivo {file} tiene más de una columna llamada '{column}'.",
    },
    "no_header": {
        "en": "Its first line looks like a row of data: if the file has no header, give each "
        "column by its number, 1 to {width}.",
        "es": "Su primera línea parece una fila de datos: si el archivo no tiene encabezado, dé "
        "cada columna por su número, de 1 a {width}.",
    },
    "encoding": {
        "en": "The file {file} is not text in UTF-8, Latin-1 or UTF-16. Save it as CSV UTF-8.",
        "es": "El archivo {file} no es texto en UTF-8, Latin-1 ni UTF-16. Guárdelo como CSV UTF-8.",
    },
    "mixed": {
        "en": "Lines of {file} that are no UTF-8, though others are: {count}, first {lines}. Save "
        "the whole file in one encoding, such as CSV UTF-8.",
        "es": "Líneas de {file} que no son UTF-8, aunque otras sí: {count}, primero la {lines}. "
        "Guarde todo el archivo en una sola codificación, como CSV UTF-8.",
    },
    "open_quote": {
        "en": "Line {line} of {file} has a quotation mark without its pair.",
        "es": "La línea {line} de {file} tiene una comilla sin su pareja.",
    },
    "no_rows": {
        "en": "The file {file} has a header and no row below it.",
        "es": "El archivo {file} tiene encabezado y ninguna fila debajo.",
    },
    "excel_dates": {
        "en": "The column '{column}' holds Excel's day numbers in place of dates: {sample}. Give "
        "its cells the format year-month-day, such as 2026-04-30, and save again.",
        "es": "La columna '{column}' contiene números de día de Excel en vez de fechas: {sample}. "
        "Dé a sus celdas el formato año-mes-día, como 2026-04-30, y guarde de nuevo.",
    },
    "not_dates": {
        "en": "The column '{column}' does not hold dates: {sample}. Write dates as "
        "year-month-day, such as 2026-04-30.",
        "es": "La columna '{column}' no contiene fechas: {sample}. Escriba las fechas como "
        "año-mes-día, por ejemplo 2026-04-30.",
    },
    "which_dates": {
        "en": "The dates of the column '{column}' can be read with the day first or with the month "
        "first, which differ ({sample}). Write dates as year-month-day, such as 2026-04-30.",
        "es": "Las fechas de la columna '{column}' se pueden leer con el día o con el mes primero, "
        "y no es igual ({sample}). Escriba las fechas como año-mes-día, por ejemplo 2026-04-30.",
    },
    "not_amounts": {
        "en": "The column '{column}' does not hold amounts: {sample}. Write amounts without marks "
        "between thousands and with a decimal point.",
        "es": "La columna '{column}' no contiene importes: {sample}. Escriba los importes sin "
        "separador de miles y con punto decimal.",
    },
    "which_amounts": {
        "en": "The amounts of the column '{column}' can be read with a decimal point or with a "
        "decimal comma, which differ ({sample}). Write amounts without marks between thousands and "
        "with a decimal point.",
        "es": "Los importes de la columna '{column}' se pueden leer con punto o con coma decimal, "
        "y no es igual ({sample}). Escriba los importes sin separador de miles y con punto "
        "decimal.",
    },
    "too_many": {
        "en": "{bad} of the {rows} rows of {file} cannot be used, more than the share of "
        "{max_dropped:g} that may be left out. Mend them, or raise max_dropped if you know why "
        "they are there.",
        "es": "{bad} de las {rows} filas de {file} no sirven, más que la proporción de "
        "{max_dropped:g} que se puede dejar fuera. Corríjalas, o suba max_dropped si sabe por qué "
        "están ahí.",
    },
    "no_customer": {
        "en": "Rows without a customer: {count}, first in line {lines}.",
        "es": "Filas sin cliente: {count}, primero en la línea {lines}.",
    },
    "bad_date": {
        "en": "Rows with a date that cannot be read: {count}, first in line {lines}.",
        "es": "Filas con una fecha que no se entiende: {count}, primero en la línea {lines}.",
    },
    "far_date": {
        "en": "Rows with a date before 1900 or after 2099: {count}, first in line {lines}.",
        "es": "Filas con una fecha anterior a 1900 o posterior a 2099: {count}, primero en la "
        "línea {lines}.",
    },
    "huge": {
        "en": "Rows with an amount above 1000000000: {count}, first in line {lines}.",
        "es": "Filas con un importe mayor que 1000000000: {count}, primero en la línea {lines}.",
    },
    "bad_amount": {
        "en": "Rows with an amount that cannot be read: {count}, first in line {lines}.",
        "es": "Filas con un importe que no se entiende: {count}, primero en la línea {lines}.",
    },
    "refund": {
        "en": "Rows with a negative amount (refund): {count}, first in line {lines}.",
        "es": "Filas con importe negativo (devolución): {count}, primero en la línea {lines}.",
    },
    "ragged": {
        "en": "Rows with another number of fields than the rest: {count}, first in line {lines}.",
        "es": "Filas con otro número de campos que el resto: {count}, primero en la línea {lines}.",
    },
    "no_repeat": {
        "en": "No customer of the log bought on a second day: no purchase rate can be estimated.",
        "es": "Ningún cliente del registro compró un segundo día: no se puede estimar la "
        "frecuencia de compra.",
    },
    "no_spend": {
        "en": "Fewer than two customers paid for a repeat purchase: no distribution of spend can "
        "be estimated.",
        "es": "Menos de dos clientes pagaron una segunda compra: no se puede estimar la "
        "distribución del gasto.",
    },
    "no_mean": {
        "en": "The amounts differ so widely between customers that their mean cannot be estimated "
        "(gamma-gamma q = {q:.2f}, which must exceed 1). Take out what is not an ordinary "
        "purchase, such as wholesale.",
        "es": "Los importes difieren tanto entre clientes que su media no se puede estimar "
        "(q de gamma-gamma = {q:.2f}, que debe pasar de 1). Quite lo que no sea una compra "
        "corriente, como las ventas al por mayor.",
    },
    "no_split": {
        "en": "The log cannot be split on {split}: it runs from {first} to {last}, and a forecast "
        "needs two weeks at least.",
        "es": "El registro no se puede partir el {split}: va del {first} al {last}, y un "
        "pronóstico necesita al menos dos semanas.",
    },
    "no_example": {
        "en": "The example {name} is not installed. Add it with: python -m pip install "
        '"cxsim[examples]".',
        "es": "El ejemplo {name} no está instalado. Agréguelo con: python -m pip install "
        '"cxsim[examples]".',
    },
    "bad_name": {
        "en": "The case cannot be called '{name}': small letters a-z, digits and _, a letter "
        "first.",
        "es": "El caso no se puede llamar '{name}': letras minúsculas a-z, cifras y _, primero "
        "una letra.",
    },
    "there_already": {
        "en": "There is already a case in {folder}: choose another name, or remove it first.",
        "es": "Ya hay un caso en {folder}: elija otro nombre, o quítelo antes.",
    },
    "cannot_write": {
        "en": "The case cannot be written in {folder} (the system says: {why}).",
        "es": "El caso no se puede escribir en {folder} (el sistema dice, en inglés: {why}).",
    },
}
SAID |= SURVEY
ROLES = {
    "customer": {"en": "customer", "es": "el cliente"},
    "date": {"en": "date", "es": "la fecha"},
    "amount": {"en": "amount", "es": "el importe"},
    "recommend": {"en": "likelihood to recommend", "es": "la disposición a recomendar"},
    "touchpoint": {"en": "rating of a touchpoint", "es": "la calificación de un punto de contacto"},
    "overall": {"en": "overall rating", "es": "la calificación general"},
    "segment": {"en": "segment", "es": "el segmento"},
    "weight": {"en": "weight", "es": "el peso"},
}
MEANT = {"en": " Did you mean '{near}'?", "es": " ¿Quiso decir '{near}'?"}
LONGEST = 400


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    Parameters
    ----------
    kind : str
        A key of `SAID`.
    parts : mapping of str to object
        What the sentence mentions.
    sought, known : str, tuple of str
        A name that is not there and the names that are: the nearest one is told.
    """

    kind: str
    parts: Mapping[str, Any] = field(default_factory=dict)
    sought: str = ""
    known: tuple[str, ...] = ()

    def sentence(self, language: str = "en") -> str:
        """Say it in Spanish or English, with control characters made harmless."""
        parts = {name: _harmless(value) for name, value in self.parts.items()}
        if "role" in parts:
            parts["role"] = ROLES[parts["role"].partition(":")[0]][language]
        near = nearest(self.sought, self.known) if self.sought else ""
        meant = MEANT[language].format(near=_harmless(near)) if near else ""
        return SAID[self.kind][language].format(**parts) + meant


def _harmless(value: Any) -> Any:
    """Text on one line without control characters, cut if long; numbers as they are."""
    if isinstance(value, (int, float)):
        return value
    text = str(value)
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


class Sayable(Protocol):
    """What can be told to a person."""

    def sentence(self, language: str = "en") -> str:
        """One sentence in Spanish or English."""
        ...


class IntakeError(Exception):
    """Everything that is wrong with a log, a survey or a workbook, at once.

    Parameters
    ----------
    faults : Sayable or iterable of Sayable
        In the order in which a person would meet them.
    """

    def __init__(self, faults: Sayable | Iterable[Sayable]) -> None:
        self.faults = tuple(faults) if isinstance(faults, Iterable) else (faults,)
        super().__init__(self.text())

    def text(self, language: str = "en") -> str:
        """All sentences, one a line."""
        return "\n".join(fault.sentence(language) for fault in self.faults)


def fault(kind: str, **parts: Any) -> Fault:
    """A fault of a kind with what its sentence mentions."""
    return Fault(kind, parts)
