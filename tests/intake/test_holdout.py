"""Forecasts are shown beside what came, bias included."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cxsim.intake.errors import IntakeError
from cxsim.intake.holdout import hold_out
from cxsim.intake.purchases import PurchaseLog


def by_name(predictors: pd.DataFrame) -> dict[str, Any]:
    return {row["predictor"]: row for row in predictors.to_dict("records")}


def test_cdnow_is_under_predicted(cdnow: PurchaseLog) -> None:
    """All of CDNOW, weeks 40-78 from weeks 1-39: BG/NBD falls short by 14%."""
    held = hold_out(cdnow)
    assert (held.split, held.weeks, held.customers) == (date(1997, 9, 30), 39, 23570)
    table = by_name(held.predictors)
    assert table["actual"]["purchases"] == 19684
    assert table["BG/NBD"]["bias"] == pytest.approx(-0.14, abs=0.005)
    for naive in ("everybody keeps their rate", "nobody buys again"):
        assert table["BG/NBD"]["rmse"] < table[naive]["rmse"]
        assert abs(table["BG/NBD"]["bias"]) < abs(table[naive]["bias"])


def test_tables_add_up(cdnow_sample: PurchaseLog) -> None:
    held = hold_out(cdnow_sample)
    table = by_name(held.predictors)
    groups = held.by_repeats
    assert groups["customers"].sum() == held.customers
    for name, predictor in (("actual", "actual"), ("predicted", "BG/NBD")):
        total = groups[name] @ groups["customers"]
        assert total == pytest.approx(table[predictor]["purchases"])
    weekly = held.weekly
    assert weekly["held_out"].sum() == 39
    assert weekly.loc[weekly["held_out"], "actual"].sum() == table["actual"]["purchases"]
    assert weekly.loc[~weekly["held_out"], "actual"].sum() == 2457
    fitted = weekly.loc[~weekly["held_out"]]
    assert fitted["predicted"].sum() == pytest.approx(fitted["actual"].sum(), rel=0.03)


def test_weekly_forecast_is_the_sum_of_everybodys(cdnow_sample: PurchaseLog) -> None:
    held = hold_out(cdnow_sample)
    age = cdnow_sample.until(held.split).histories().age
    model = held.fit.model
    total = model.expected_purchases(age + held.weeks) - model.expected_purchases(age)
    weekly = held.weekly.loc[held.weekly["held_out"], "predicted"]
    assert weekly.sum() == pytest.approx(total.sum(), rel=1e-9)


def test_a_split_outside_the_log_is_refused(cdnow_sample: PurchaseLog) -> None:
    for day in (date(1996, 12, 31), date(1998, 6, 30)):
        with pytest.raises(IntakeError, match="cannot be split"):
            hold_out(cdnow_sample, day)


def test_one_day_of_purchases_cannot_be_held_out() -> None:
    import pyarrow as pa

    log = PurchaseLog(
        pa.array(["a", "b"]),
        np.array([0, 1], np.int32),
        np.array([5, 5], np.int32),
        np.array([1, 1]),
        5,
        2,
        {},
    )
    with pytest.raises(IntakeError, match="two weeks at least"):
        hold_out(log)
