"""Fit the telecom case to the figures it states: `python experiments/calibrate_telecom.py`.

Five numbers are moved, one for each thing they chiefly decide, until the central values reproduce
the middle of the stated bands: the satisfaction baseline (NPS), the median customer's hazard
(churn), the pull of the market (customers after a year), and the mean and spread of satisfaction
that today's case takes as its constants. Prints the numbers to write into `as_is.yaml`.
"""

from __future__ import annotations

import statistics

import cxsim

NPS, CHURN, KEPT = 0.0, 0.019, 1.0
NPS_PER_POINT = 29.0
ROUNDS, REPLICATIONS, CUSTOMERS = 6, 4, 5000

PLACES = {
    "baseline": "behaviour.satisfaction.baseline",
    "mean": "behaviour.leaving.satisfaction_mean",
    "spread": "behaviour.leaving.satisfaction_spread",
    "hazard": "relationship.loyalty.median_hazard",
    "innovation": "market.innovation",
    "imitation": "market.imitation",
}


def measured(numbers: dict[str, float]) -> dict[str, float]:
    """Metrics of today's case with these numbers, mean over the replications."""
    case = cxsim.load("telecom/as_is", [f"{PLACES[k]}={v!r}" for k, v in numbers.items()])
    found: dict[str, list[float]] = {}
    for replication in range(REPLICATIONS):
        run = cxsim.simulate(case, customers=CUSTOMERS, replication=replication)
        now = run.customers.query("status == 'customer'")["satisfaction"]
        for key, value in {**run.metrics, "mean": now.mean(), "spread": now.std()}.items():
            found.setdefault(key, []).append(float(value))
    return {key: statistics.fmean(values) for key, values in found.items()}


def main() -> None:
    """Fit and print."""
    case = cxsim.load("telecom/as_is").as_is
    numbers = {
        "baseline": case.behaviour.satisfaction.baseline.value,
        "mean": case.behaviour.leaving.satisfaction_mean,
        "spread": case.behaviour.leaving.satisfaction_spread,
        "hazard": case.relationship.loyalty.median_hazard.value,  # type: ignore[union-attr]
        "innovation": case.market.innovation.value,
        "imitation": case.market.imitation.value,
    }
    for round_ in range(ROUNDS):
        got = measured(numbers)
        print(round_, {key: round(value, 4) for key, value in numbers.items()})
        for key in ("nps", "churn_monthly", "churn_non_payment", "first_contact_resolution"):
            print(f"  {key} {got[key]:.4f}")
        print(f"  kept_12 {got['kept_12']:.3f}")
        print(f"  satisfaction {got['mean']:.3f} ± {got['spread']:.3f}")
        voluntary = CHURN - got["churn_non_payment"]
        more = 1 + (KEPT - got["kept_12"]) / (12 * CHURN)
        numbers["baseline"] += (NPS - got["nps"]) / NPS_PER_POINT
        numbers["mean"], numbers["spread"] = got["mean"], got["spread"]
        numbers["hazard"] *= voluntary / got["churn_voluntary"]
        numbers["innovation"] *= more
        numbers["imitation"] *= more


if __name__ == "__main__":
    main()
