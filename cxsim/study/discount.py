"""The same money as a discount: the alternative that stands beside every redesign."""

from __future__ import annotations

from cxsim.engine.record import MILLION, REVENUE
from cxsim.engine.run import Lived
from cxsim.measure.metrics import scale_of
from cxsim.measure.payroll import raised
from cxsim.measure.programme import contacts, programme
from cxsim.scenario import validate
from cxsim.scenario.schema import Scenario
from cxsim.world.numbers import central
from cxsim.world.world import build

LARGEST_CUT = 0.5
"""A redesign that costs more than half of the revenue has no discount to be compared with."""


BESIDE = "discount_for_"
"""How the name of a discount begins; the redesign's follows."""


def is_discount(name: str) -> bool:
    """Whether a world is the same money as a discount, made beside a redesign."""
    return name.startswith(BESIDE)


def discount_for(scenario: Scenario, today: Lived) -> Scenario | None:
    """A price cut for everybody that costs what the redesign costs.

    Parameters
    ----------
    scenario : Scenario
        A redesign.
    today : Lived
        A run of today's journey at central values, which gives the revenue to cut.

    Returns
    -------
    Scenario or None
        A redesign of one lever on `economics.price`, equal in present cost if nobody's behaviour
        changed; None where the redesign costs nothing or more than half the revenue.
    """
    world = today.built.world
    discount = world.discount[:-1]
    about = scenario, central(scenario), discount.size
    customers = int(world.case[0].customers)
    spent = programme(*about) + contacts(*about)
    if scenario.as_is.teams:
        spent = spent + raised(build(*about[:2], customers, discount.size, 0, 0, today.built).world)
    cost = spent @ discount
    scale = scale_of(scenario, customers)
    revenue = today.record.daily[:, :, REVENUE].sum(axis=1) @ discount * scale / MILLION
    cut = float(cost / revenue) if revenue > 0 else 0.0
    if not 0 < cut <= LARGEST_CUT:
        return None
    name = f"{BESIDE}{scenario.name}"
    label = {"es": "El mismo dinero en descuento", "en": "The same money as a discount"}
    lever = {
        "label": label,
        "target": "economics.price",
        "how": "multiply",
        "effect": 1.0 - cut,
        "execution": 1.0,
        "ramp_days": 0,
        "upkeep": 0.0,
    }
    raw = {"label": label, "levers": {"discount": lever}}
    plan = validate.redesign(raw, name, scenario.as_is)
    return Scenario(scenario.case, name, scenario.as_is, plan, scenario.folder)
