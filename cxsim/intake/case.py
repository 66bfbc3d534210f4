"""A purchase log made into a case: today's shop, two redesigns, and where each number is from."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

import numpy as np

from cxsim.intake import examples, tables
from cxsim.intake.bg_nbd import BgNbd, fit_bg_nbd
from cxsim.intake.errors import IntakeError, fault
from cxsim.intake.folder import draft
from cxsim.intake.gamma_gamma import GammaGamma, fit_gamma_gamma
from cxsim.intake.histories import Histories
from cxsim.intake.holdout import HoldOut, hold_out
from cxsim.intake.likelihood import Fit
from cxsim.intake.purchases import MAX_DROPPED, PurchaseLog, read_purchases
from cxsim.intake.words import say

TEMPLATES = Path(__file__).parent / "template"
SCENARIOS = ("as_is.yaml", "to_be_promise_kept.yaml", "to_be_loyalty_mailing.yaml")
HISTORY = "history.csv"
HISTORY_ROWS = 50_000
"""Distinct histories kept in a case; more are condensed."""

FORECAST_WEEKS = 104
LEAST_Q = 1.05
SMALLEST = 1e-5
WORST_BIAS, UNKNOWN_BIAS = 0.5, 0.2
STEPS_OF_A_PURCHASE = 4
MONTHS_A_YEAR = 12

# Assumed costs, as multiples of the mean amount of a purchase.
CONTACT = 0.08
PROMISE_ONCE, PROMISE_MONTHLY, CHECKOUT_ONCE = 0.01, 0.0005, 0.004
MAILING_ONCE, MAILING_MONTHLY = 0.002, 0.0003


@dataclass(frozen=True, eq=False)
class Estimates:
    """All that a log tells.

    Attributes
    ----------
    log : PurchaseLog
    histories : Histories
        One row a customer, over the whole log.
    buying : Fit of BgNbd
        In weeks.
    spending : Fit of GammaGamma
    held_out : HoldOut or IntakeError
        The forecast beside what came, or why there is none.
    """

    log: PurchaseLog
    histories: Histories
    buying: Fit[BgNbd]
    spending: Fit[GammaGamma]
    held_out: HoldOut | IntakeError


def build_case(
    file: Path | str,
    name: str,
    columns: Mapping[str, str | int],
    into: Path | str,
    *,
    currency: str | None = None,
    max_dropped: float = MAX_DROPPED,
    language: str = "en",
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Write a non-contractual case from a purchase log.

    The case is a folder with ``as_is.yaml``, two redesigns to start from, ``history.csv`` and
    ``SOURCES.md``. It is written whole or not at all.

    Parameters
    ----------
    file : path
        CSV, text or Parquet; or ``cdnow``, the public log that comes with the extra ``examples``
        (its columns are known).
    name : str
        Name of the case: small letters, digits and _, a letter first.
    columns : mapping
        Columns of the ``customer``, the ``date`` and the ``amount``, by name or number from 1.
    into : path
        Folder that will hold the case's folder.
    currency : str, optional
        ISO 4217 code of the amounts; USD where it is not told.
    max_dropped : float, 0 to 1
        Share of the rows that may be left out.
    language : str
        "es" or "en", in which SOURCES.md is written.
    progress : callable, optional
        Called with steps done and steps in all.

    Returns
    -------
    Path
        The case's folder.

    Raises
    ------
    IntakeError
        With every fault of the log, or if the case is there already or cannot be written.
    """
    folder = Path(into) / name
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,59}", name):
        raise IntakeError(fault("bad_name", name=name))
    if folder.exists():
        raise IntakeError(fault("there_already", folder=folder))
    step = _steps(progress, 5)
    source = examples.named(str(file))
    path, asked = (source.file(), source.columns) if source else (Path(file), columns)
    log = read_purchases(path, **asked, max_dropped=max_dropped)
    step()
    estimates = _estimate(log, step)
    words = _words(estimates, path.name, source, currency, language)
    written = _write(folder, words | {"name": name}, estimates.histories, language)
    step()
    return written


def _steps(progress: Callable[[int, int], None] | None, total: int) -> Callable[[], None]:
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    return step


def _estimate(log: PurchaseLog, step: Callable[[], None]) -> Estimates:
    histories = log.histories()
    buying = fit_bg_nbd(histories)
    step()
    spending = fit_gamma_gamma(histories)
    if spending.model.q < LEAST_Q:
        raise IntakeError(fault("no_mean", q=spending.model.q))
    step()
    held_out: HoldOut | IntakeError
    try:
        held_out = hold_out(log)
    except IntakeError as error:
        held_out = error
    step()
    return Estimates(log, histories, buying, spending, held_out)


def _words(
    estimates: Estimates,
    file: str,
    source: examples.Example | None,
    currency: str | None,
    language: str,
) -> dict[str, str]:
    """What the templates ask for."""
    log, histories = estimates.log, estimates.histories
    money = log.amount.sum() / 10_000
    mean = float(money / len(log.amount))
    yearly = float(estimates.buying.model.expected_purchases(52))
    known = currency or (source.currency if source else None)
    words = {
        "log": _safe(file),
        "credit": source.credit[language] if source else "",
        "rows": f"{log.rows:,}",
        "dropped": tables.dropped(log, language),
        "customers": str(log.customers),
        "customers_said": f"{log.customers:,}",
        "purchases": f"{len(log.day):,}",
        "first_date": str(log.first_date),
        "last_date": str(log.last_date),
        "repeaters": f"{(histories.purchases > 0).mean():.1%}",
        "mean_purchase": f"{mean:,.2f}",
        "currency": known or "USD",
        "currency_source": say(
            "that of the log" if known else "an assumption: change it in as_is.yaml", language
        ),
        "visits": _number(max(0.1, STEPS_OF_A_PURCHASE * yearly / MONTHS_A_YEAR)),
        "condensed": tables.condensed(histories, HISTORY_ROWS, language),
        "log_likelihood": f"{estimates.buying.log_likelihood:,.2f}",
        "purchase_table": tables.purchases(estimates.buying, language),
        "count_table": tables.counts(estimates.buying.model, histories, language),
        "spenders": f"{estimates.spending.customers:,}",
        "correlation": tables.correlation(histories, language),
        "spend_table": tables.spend(estimates.spending, language),
        "holdout": tables.held_out(estimates.held_out, language),
    }
    words["frequency"], words["frequency_said"] = _frequency(estimates.held_out, language)
    return words | _parameters(estimates, _safe(file)) | _costs(mean, log.customers)


def _parameters(estimates: Estimates, file: str) -> dict[str, str]:
    """The fitted numbers as the case states them, time in days."""
    rows, _ = estimates.histories.distinct()

    def forecast(values: np.ndarray) -> float:
        future = BgNbd(*values).expected_future(FORECAST_WEEKS, rows)
        return float(future @ rows.customers)

    def mean(values: np.ndarray) -> float:
        return GammaGamma(*values).mean

    told: dict[str, str] = {}
    buying, spending = estimates.buying.ranges(forecast), estimates.spending.ranges(mean)
    for name, row in (buying | spending).items():
        least = 1 + (row[0] - 1) / 2 if name == "q" else SMALLEST  # q <= 1: an infinite mean
        days = 7 if name == "alpha" else 1
        value, low, high = (_number(days * max(number, least)) for number in row)
        model = "BG/NBD" if name in buying else "gamma-gamma"
        told[name] = (
            f"{{value: {value}, low: {low}, high: {high}, "
            f'source: "{model}, maximum likelihood on {file}"}}'
        )
    return told


def _frequency(held: HoldOut | IntakeError, language: str) -> tuple[str, str]:
    """How far the forecast may be off, as a multiplier of everybody's rate; and why."""
    if isinstance(held, IntakeError):
        bias, why = UNKNOWN_BIAS, "There was no forecast to check, so the range is assumed"
    else:
        bias, why = min(abs(held.bias), WORST_BIAS), "The range is the error of that forecast"
    low, high = _number(1 - bias, 3), _number(1 + bias, 3)
    said = say(
        "{why}, either way: {low} to {high}", language, why=say(why, language), low=low, high=high
    )
    return f"{{value: 1, low: {low}, high: {high}}}", said


def _costs(mean: float, customers: int) -> dict[str, str]:
    """Assumed costs that suit the money in the log, from half to double."""
    firm = mean * customers
    amounts = {
        "contact": CONTACT * mean,
        "promise_once": PROMISE_ONCE * firm,
        "promise_monthly": PROMISE_MONTHLY * firm,
        "checkout_once": CHECKOUT_ONCE * firm,
        "mailing_once": MAILING_ONCE * firm,
        "mailing_monthly": MAILING_MONTHLY * firm,
    }
    told: dict[str, str] = {}
    for name, amount in amounts.items():
        value = float(_number(amount, 2))
        told |= {
            name: _number(value),
            f"{name}_low": _number(value / 2),
            f"{name}_high": _number(value * 2),
        }
    return told


def _number(value: float, digits: int = 5) -> str:
    """A number rounded to so many digits, never in exponents."""
    places = digits - 1 - math.floor(math.log10(abs(value))) if value else 0
    text = f"{round(value, places):.{max(places, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _safe(text: str) -> str:
    """A file's name that cannot upset YAML, a table, or a template."""
    return re.sub(r"[^\w.\- ]", "_", text)


def _write(folder: Path, words: Mapping[str, str], histories: Histories, language: str) -> Path:
    """Write all files of a case."""
    with draft(folder) as new:
        files = {name: name for name in SCENARIOS} | {"SOURCES.md": f"SOURCES.{language}.md"}
        for name, template in files.items():
            text = (TEMPLATES / template).read_text(encoding="utf-8")
            text = Template(text).substitute(words)
            (new / name).write_text(text, encoding="utf-8", newline="\n")
        tables.write_history(histories, new / HISTORY, HISTORY_ROWS)
    return folder
