"""Public purchase logs that come with a package of the index."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from cxsim.intake.errors import IntakeError, fault

PACKAGE = "lifetimes"


@dataclass(frozen=True)
class Example:
    """A public log.

    Attributes
    ----------
    name : str
        Its file's name.
    customer, date, amount : str or int
        Its columns.
    currency : str
        ISO 4217 code of its amounts.
    credit : dict of str to str
        What it is and where it is from, in Markdown, by language.
    """

    name: str
    customer: str | int
    date: str | int
    amount: str | int
    currency: str
    credit: dict[str, str]

    @property
    def columns(self) -> dict[str, str | int]:
        """Columns by role."""
        return {"customer": self.customer, "date": self.date, "amount": self.amount}

    def file(self) -> Path:
        """Where it lies, found without importing the package that carries it.

        Raises
        ------
        IntakeError
            If that package is not installed.
        """
        try:
            place = distribution(PACKAGE).locate_file(f"{PACKAGE}/datasets/{self.name}")
        except PackageNotFoundError:
            raise IntakeError(fault("no_example", name=self.name)) from None
        file = Path(str(place))
        if not file.is_file():
            raise IntakeError(fault("no_example", name=self.name))
        return file


CDNOW = Example(
    "CDNOW_master.txt",
    customer="customer_id",
    date="date",
    amount="dollar_value",
    currency="USD",
    credit={
        "en": "CDNOW, an online music shop: all purchases up to June 1998 of the customers who "
        "first bought in the first quarter of 1997 (Fader & Hardie 2001, Interfaces 31:S94–S107). "
        "The file comes with the Python package `lifetimes`.",
        "es": "CDNOW, una tienda de música en línea: todas las compras hasta junio de 1998 de los "
        "clientes que compraron por primera vez en el primer trimestre de 1997 (Fader & Hardie "
        "2001, Interfaces 31:S94–S107). El archivo viene con el paquete de Python `lifetimes`.",
    },
)
"""All 23,570 customers."""

CDNOW_SAMPLE = Example("CDNOW_sample.txt", 2, 3, 5, CDNOW.currency, CDNOW.credit)
"""Every tenth customer, 2,357 of them: the sample of the literature."""

NAMED = {"cdnow": CDNOW, "cdnow_sample": CDNOW_SAMPLE}


def named(file: str) -> Example | None:
    """The example that a name stands for, if no file has that name."""
    return NAMED.get(file) if not Path(file).exists() else None
