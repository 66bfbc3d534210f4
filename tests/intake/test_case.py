"""From a log to a case that loads, says where its numbers are from, and is whole or not there."""

import csv
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from cxsim.intake import tables
from cxsim.intake.bg_nbd import BgNbd, fit_bg_nbd
from cxsim.intake.case import build_case
from cxsim.intake.errors import IntakeError
from cxsim.intake.examples import CDNOW
from cxsim.intake.histories import Histories
from cxsim.intake.purchases import PurchaseLog
from cxsim.intake.tables import write_history
from cxsim.scenario import library, values_of
from cxsim.scenario.relationship import NonContractual
from cxsim.scenario.schema import Scenario

COLUMNS = {"customer": "who", "date": "when", "amount": "paid"}


def write_small_log(file: Path, seed: int = 1, spread: float = 0.4) -> Path:
    """Sixty customers of an independent professional over two years."""
    luck = np.random.default_rng(seed)
    lines = ["who;when;paid"]
    for customer in range(60):
        day, rate = float(luck.integers(0, 300)), luck.gamma(1, 1 / 60)
        while day < 700:
            when = date(2024, 1, 1) + timedelta(int(day))
            lines.append(f"{customer};{when:%d/%m/%Y};{80 * np.exp(spread * luck.normal()):.2f}")
            day = 700 if luck.random() < 0.1 else day + 1 + luck.exponential(1 / rate)
    file.write_text("\n".join(lines))
    return file


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases")
    log = write_small_log(folder / "ventas año 1.csv")
    return build_case(log, "office", COLUMNS, folder / "scenarios")


def relationship(scenario: Scenario) -> NonContractual:
    found = scenario.as_is.relationship
    assert isinstance(found, NonContractual)
    return found


def test_a_built_case_loads_with_two_redesigns(built: Path) -> None:
    names = [scenario.name for scenario in library.every(built)]
    assert names == ["as_is", "to_be_loyalty_mailing", "to_be_promise_kept"]
    as_is = library.load(built / "as_is.yaml").as_is
    assert as_is.firm.customers == 60
    assert not as_is.fictitious
    assert as_is.behaviour.leaving.strength.low == 0
    assert as_is.behaviour.leaving.strength.value == 0.1


def test_estimated_numbers_name_their_source_and_assumed_ones_have_a_range(built: Path) -> None:
    as_is = library.load(built / "as_is.yaml").as_is
    estimated = {
        place: value
        for place, value in values_of(as_is)
        if place.startswith(("relationship.rate", "relationship.dropout", "relationship.value"))
    }
    assert len(estimated) == 7
    for value in estimated.values():
        assert value.source is not None
        assert "maximum likelihood on ventas año 1.csv" in value.source
        assert value.uncertain
    frequency = relationship(library.load(built / "as_is.yaml")).frequency
    assert frequency.low < 1 < frequency.high


def test_histories_are_everybodys(built: Path) -> None:
    with (built / "history.csv").open() as file:
        rows = [{key: float(cell) for key, cell in row.items()} for row in csv.DictReader(file)]
    assert sum(row["customers"] for row in rows) == 60
    assert all(row["recency_days"] <= row["age_days"] for row in rows)
    assert all((row["repeat_purchases"] == 0) == (row["mean_value"] == 0) for row in rows)
    assert all((row["repeat_purchases"] == 0) == (row["recency_days"] == 0) for row in rows)


def test_sources_tell_data_from_assumption(built: Path) -> None:
    text = (built / "SOURCES.md").read_text(encoding="utf-8")
    data, assumed = text.split("## Assumed")
    assert "| Customers | 60 |" in data
    assert "ventas año 1.csv" in data
    assert "| BG/NBD |" in data
    assert "everybody keeps their rate" in data
    assert "The redesigns" in assumed
    assert "$" not in text


def test_ranges_drawn_one_by_one_spread_like_the_joint_fit(cdnow_sample: PurchaseLog) -> None:
    """Within 15% of the joint fit's spread, over 400 draws; the limits themselves give twice it."""
    fit = fit_bg_nbd(cdnow_sample.histories())

    def forecast(values: np.ndarray) -> float:
        return float(BgNbd(*values).expected_purchases(104))

    def spread(rows: dict[str, tuple[float, float, float]]) -> float:
        low, high = (np.array([row[i] for row in rows.values()]) for i in (1, 2))
        draws = np.random.default_rng(1).uniform(low, high, (400, 4))
        return float(np.std([np.log(forecast(draw)) for draw in draws]))

    luck = np.random.default_rng(2)
    joint = luck.multivariate_normal(np.log(fit.values), fit.log_covariance, 400)
    target = float(np.std([np.log(forecast(np.exp(draw))) for draw in joint]))
    assert spread(fit.ranges(forecast)) == pytest.approx(target, rel=0.15)
    assert spread(fit.intervals()) > 1.5 * target


def test_a_long_history_is_condensed_without_losing_a_customer(tmp_path: Path) -> None:
    luck = np.random.default_rng(1)
    purchases = luck.poisson(2, 5000)
    age = luck.integers(100, 700, 5000)
    recency = np.where(purchases > 0, luck.integers(1, 100, 5000), 0)
    spend = np.where(purchases > 0, luck.uniform(5, 50, 5000), np.nan)
    histories = Histories(purchases, recency / 7, age / 7, spend, np.ones(5000, np.int64))
    table = {}
    for most in (10_000, 500):
        write_history(histories, tmp_path / "history.csv", most)
        rows = np.loadtxt(tmp_path / "history.csv", delimiter=",", skiprows=1)
        assert len(rows) <= most
        assert rows[:, 4].sum() == 5000
        table[most] = rows[:, :4].T @ rows[:, 4] / 5000
    assert table[500] == pytest.approx(table[10_000], rel=0.03)


def test_a_case_that_is_there_stays_as_it_is(built: Path) -> None:
    before = {file.name: file.read_bytes() for file in built.iterdir()}
    log = built.parents[1] / "ventas año 1.csv"
    with pytest.raises(IntakeError, match="already a case"):
        build_case(log, "office", COLUMNS, built.parent)
    assert {file.name: file.read_bytes() for file in built.iterdir()} == before


def test_nothing_is_left_of_a_case_that_fails(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = built.parents[1] / "ventas año 1.csv"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tables, "write_history", full)
    with pytest.raises(IntakeError, match=r"cannot be written in .*: No space left"):
        build_case(log, "office", COLUMNS, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_faults_come_before_anything_is_written(tmp_path: Path) -> None:
    log = write_small_log(tmp_path / "log.csv", spread=3.0)
    with pytest.raises(IntakeError, match="must exceed 1"):
        build_case(log, "office", COLUMNS, tmp_path / "scenarios")
    with pytest.raises(IntakeError, match="small letters"):
        build_case(log, "../office", COLUMNS, tmp_path / "scenarios")
    assert not (tmp_path / "scenarios").exists()


def test_a_single_price_is_a_case_too(tmp_path: Path) -> None:
    log = write_small_log(tmp_path / "log.csv", spread=0.0)
    scenario = library.load(build_case(log, "office", COLUMNS, tmp_path) / "as_is.yaml")
    value = relationship(scenario).value
    assert value.p.value * value.gamma.value / (value.q.value - 1) == pytest.approx(80, rel=1e-3)


def test_progress_counts_to_the_end(tmp_path: Path) -> None:
    log, seen = write_small_log(tmp_path / "log.csv"), []
    build_case(log, "office", COLUMNS, tmp_path, progress=lambda *step: seen.append(step))
    assert seen == [(i, 5) for i in range(1, 6)]


def test_retail_is_what_the_function_makes_of_cdnow(tmp_path: Path) -> None:
    """All but labels, descriptions and comments, which were written by hand."""
    try:
        CDNOW.file()
    except IntakeError as error:
        pytest.skip(str(error))
    shipped = library.cases()["retail"]
    made = build_case("cdnow", "retail", {}, tmp_path)
    for name in library.names(made):
        new, old = (library.load(folder / f"{name}.yaml") for folder in (made, shipped))
        for one, other in ((new.as_is, old.as_is), (new.redesign, old.redesign)):
            by_hand = {"label", "description"}
            assert (one and one.model_dump(exclude=by_hand)) == (
                other and other.model_dump(exclude=by_hand)
            )
    assert (made / "history.csv").read_bytes() == (shipped / "history.csv").read_bytes()
    assert (made / "SOURCES.md").read_bytes() == (shipped / "SOURCES.md").read_bytes()


def test_retail_ships_with_everybodys_past() -> None:
    folder = library.cases()["retail"]
    rows = np.loadtxt(folder / "history.csv", delimiter=",", skiprows=1)
    assert rows[:, 4].sum() == library.load(folder / "as_is.yaml").as_is.firm.customers == 23_570
    assert (rows[:, 0] > 0) @ rows[:, 4] / 23_570 == pytest.approx(0.489, abs=5e-4)
