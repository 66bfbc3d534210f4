"""Rule 33: CSAT tracks the last journey, NPS what has been lived; CES the contacts it took."""

from __future__ import annotations

from typing import Any

import pytest

from cxsim.engine.record import DAILY, SURVEYS
from cxsim.measure.metrics import metrics
from cxsim.world.numbers import central

from ..kit.runs import lived, twins
from ..kit.scenarios import CAPTIVE, made
from .test_effort import TOILSOME

CUSTOMERS, DAYS = 60, 31
ASKED: dict[str, Any] = {
    **CAPTIVE,
    "archetypes.anyone.needs": {"ask": 10},
    "touchpoints.desk.quality": 5,
    "surveys": {"journey": {"sampling": 1}, "response": 1, "selection": 0},
}


def test_csat_tracks_the_last_journey_and_nps_all_of_them() -> None:
    """Where the desk gets better overnight, the scores have most of it at once."""
    better = {"target": "touchpoints.desk.quality", "effect": 4, "start_day": 1}
    shares = []
    for days in (7, 60):
        slow = {"behaviour.memory.learning": 0.05}
        runs = twins(made(ASKED, slow, levers={"better": better}), CUSTOMERS, days)
        rated, content = (
            [run.record.daily[-6:, :, DAILY.index(name)].sum() for run in runs]
            for name in ("rated", "content")
        )
        csat = content[1] / rated[1] - content[0] / rated[0]
        felt = [run.state.people["satisfaction"].mean() for run in runs]
        shares.append((csat, felt[1] - felt[0]))
    (csat_soon, felt_soon), (csat_late, felt_late) = shares
    assert felt_soon > 0
    assert csat_soon / csat_late > 0.7
    assert felt_soon / felt_late < 0.5


def test_the_firm_hears_the_truth_when_everybody_answers() -> None:
    scenario = made(TOILSOME, CAPTIVE, {"surveys": ASKED["surveys"]})
    run = lived(scenario, CUSTOMERS, DAYS)
    found = metrics(scenario, central(scenario), run)
    assert found["csat_measured"] == found["csat"]
    assert found["ces_measured"] == found["ces"]
    assert 0 < found["csat"] < 1
    assert 1 < found["ces"] < 7


def test_strong_feelings_answer_more_and_move_the_score() -> None:
    """Above neutral it is the delighted who answer, so the dashboard flatters."""
    asked = ASKED["surveys"] | {"response": 0.1, "selection": 1}
    scenario = made(ASKED, {"surveys": asked, "touchpoints.desk.quality": 7})
    found = metrics(scenario, central(scenario), lived(scenario, 2 * CUSTOMERS, DAYS))
    assert found["csat_measured"] > found["csat"]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6])
def test_the_more_contacts_it_takes_the_harder_it_was(share: float) -> None:
    """With a chance p to have to come back, journeys take 1 / (1 − p) contacts on average."""
    ways = {"desk": {"share": share}, "done": {"share": 1 - share}}
    scenario = made(ASKED, {"journeys.ask.steps.desk": ways})
    run = lived(scenario, CUSTOMERS, DAYS)
    totals = dict(zip(DAILY, run.record.daily.sum(axis=(0, 1)).tolist(), strict=True))
    mean = totals["ease"] / totals["rated"]
    # Each time takes two points: a contact more, and one made again; never below one.
    law = 7 - sum(min(2 * n, 6) * (1 - share) * share**n for n in range(60))
    assert mean == pytest.approx(law, abs=4 * 2.2 / totals["rated"] ** 0.5)
    assert mean == 7 or share > 0


def test_the_steps_that_a_journey_must_have_are_no_effort() -> None:
    """Two contacts in one channel, of which none could be left out."""
    line = {"label": "L", "stage": "purchase", "owner": "brand", "channel": "store", "quality": 8}
    steps = {"desk": {"line": 1}, "line": {"done": 1}}
    scenario = made(ASKED, {"touchpoints.line": line, "journeys.ask.steps": steps})
    run = lived(scenario, 20, 20)
    totals = dict(zip(DAILY, run.record.daily.sum(axis=(0, 1)).tolist(), strict=True))
    assert totals["ease"] == 7 * totals["rated"] > 0


def test_journeys_without_a_contact_have_no_score() -> None:
    scenario = made(ASKED, {"touchpoints.desk.owner": "customer"})
    run = lived(scenario, 20, 20)
    assert run.record.daily[:, :, DAILY.index("rated")].sum() == 0
    assert run.record.surveys[..., SURVEYS.index("answered")].sum() > 0
    assert run.record.surveys[..., SURVEYS.index("scored")].sum() == 0
    assert not {"csat", "ces"} & set(metrics(scenario, central(scenario), run))
