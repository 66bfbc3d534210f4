"""The same bits from every rule: compiled, uncompiled, and inlined in a caller's loop."""

import inspect
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numba
import numpy as np
import pytest

import cxsim.behaviour
from cxsim.behaviour import RULES

N = 100_000

SCALE = (0.0, 10.0)
SHARE = (0.0, 1.0)
CLASS = range(3)
SURPRISE = [(0.0, 1.0), (0.0, 0.5), (0.0, 1.5), (0.6, 1.0), (1.0, 2.5)]
ALPHA = [(0.0, 0.4), (1.0, 3.0), (0.0, 2.0)]

DOMAINS: dict[str, list[tuple[float, float] | range]] = {
    "scale.clip": [(-12.0, 12.0), (-5.0, 0.0), (0.0, 5.0)],
    "scale.rescaled": [SHARE, (0.0, 40.0)],
    "scale.tilted": [SHARE, (-60.0, 60.0)],
    "perception.perceived_quality": [SCALE, SCALE, SCALE, (0.0, 0.35), (0.0, 0.3)],
    "perception.kano": [SHARE, CLASS, SHARE, (-1.5, 0.0)],
    "perception.kano_value": [SCALE, CLASS, SCALE],
    "perception.disconfirmation": [(-10.0, 10.0), *SURPRISE],
    "perception.episode_satisfaction": [SCALE, SCALE, SCALE, SCALE, SHARE, *SURPRISE],
    "burden.effort": [
        *[(0.0, 3.0)] * 3,
        SHARE,
        *((0.0, 2.0), (0.0, 1.0), (0.0, 1.0), SHARE),
    ],
    "burden.personal_fit": [(-10.0, 10.0), SCALE, (0.0, 0.5), (0.0, 0.4)],
    "waiting.actual_delay": [(0.0, 365.0), (0.0, 2.0), (-5.0, 5.0)],
    "waiting.waiting_cost": [(0.0, 365.0), (0.0, 365.0), SHARE, SHARE],
    "mood.first_mood": [(-3.0, 3.0), (0.0, 2.0), (-4.0, 4.0)],
    "mood.next_mood": [(-4.0, 4.0), SCALE, (-3.0, 3.0), SHARE, SHARE, (0.0, 2.0), (-4.0, 4.0)],
    "mood.affect_weight": [(1.0, 2000.0)],
    "mood.coloured": [SCALE, (-5.0, 5.0)],
    "mood.infected": [(-4.0, 4.0), (-3.0, 3.0), SHARE],
    "queueing.perceived_wait": [(0.0, 1440.0), SHARE, SHARE, (0.0, 5.0), (0.0, 5.0)],
    "queueing.called_back_wait": [(0.0, 1440.0), SHARE],
    "queueing.wait_loss": [(0.0, 1440.0), (0.0, 30.0), (0.0, 10.0), (0.1, 3.0)],
    "patience.exponential_patience": [SHARE, (0.0, 60.0)],
    "patience.weibull_patience": [SHARE, (0.0, 60.0), (0.1, 10.0), (1e-7, 1.2)],
    "patience.patience_between": [SHARE, (0.0, 30.0), SHARE, (0.0, 30.0), SHARE],
    "service.lognormal_duration": [(-8.0, 8.0), (0.0, 2.0)],
    "service.lognormal_sigma": [(0.0, 5.0)],
    "service.ticks": [(0.0, 1e7)],
    "employees.next_half_hour": [(-4.0, 4.0), (-3.0, 3.0), SHARE, (0.0, 3.0), (-8.0, 8.0)],
    "employees.temper_after": [(-3.0, 3.0), (0.0, 6.0), (0.0, 4.0), SHARE, SHARE, SHARE],
    "employees.shown": [(-4.0, 4.0), (-3.0, 3.0)],
    "employees.faked": [(-4.0, 4.0), (-3.0, 3.0), SHARE],
    "employees.display_quality": [(-4.0, 4.0), (0.0, 7.0), (0.0, 5.0), SHARE],
    "employees.rudeness": [SCALE],
    "employees.strain_after": [
        (0.0, 5.0),
        SHARE,
        (0.0, 3.0),
        SHARE,
        SHARE,
        (0.0, 100.0),
        (0.0, 10.0),
        (0.0, 50.0),
        (0.0, 30.0),
    ],
    "employees.absence_chance": [(0.0, 0.9), (0.0, 5.0), (0.0, 5.0)],
    "employees.quit_chance": [(0.0, 10.0), (0.0, 5.0), (0.0, 5.0)],
    "employees.learnt": [(0.0, 4000.0), (0.0, 0.9), (1.0, 3650.0)],
    "employees.pace": [(0.0, 6.0), (0.0, 5.0), (-4.0, 4.0), *[(0.0, 2.0)] * 3],
    "employees.staff_quality": [(0.0, 6.0), (0.0, 5.0), (-4.0, 4.0), *[(0.0, 5.0)] * 3],
    "employees.error_odds": [SHARE, (0.0, 6.0), (0.0, 5.0), (-4.0, 4.0), *[(0.0, 5.0)] * 3],
    "handoff.untold": [SHARE, SHARE],
    "handoff.handoff_effort": [(0.0, 5.0), SHARE, SCALE, SHARE],
    "handoff.repeat_effort": [(0.0, 5.0), SHARE, SCALE, SHARE],
    "resolution.resolution_tilt": [
        (0.0, 3.0),
        (0.0, 6.0),
        SHARE,
        SHARE,
        SHARE,
        *[(0.0, 10.0)] * 3,
    ],
    "assistant.contained": [SHARE, SHARE, (0.0, 20.0)],
    "assistant.outcome": [SHARE, SHARE, SHARE, SHARE],
    "assistant.forced": [SHARE, SHARE, SCALE],
    "expectations.updated_will": [SCALE, SCALE, SHARE],
    "expectations.updated_should": [SCALE, SCALE, SHARE],
    "expectations.risen_standard": [SCALE, (0.0, 1.0), (-400.0, 4000.0), (0.0, 5.0)],
    "expectations.per_visit_rate": [SHARE, (0.01, 10.0)],
    "expectations.first_will": [SCALE, SCALE, (-1.0, 1.0), (0.0, 0.5), (0.0, 0.5)],
    "complaint.severity": [SCALE],
    "complaint.complaint_chance": [SHARE, SCALE, (0.0, 5.0), (-5.0, 5.0)],
    "recovery.lasting": [(0.0, 2000.0), (1.0, 400.0)],
    "recovery.aggravation": [(0.0, 3.0), (0.0, 2000.0), (1.0, 400.0), (0.0, 5.0)],
    "recovery.grieved": [(0.0, 5.0), SCALE, (0.0, 5.0), (1.0, 6.0), (0.0, 5.0), (0.0, 400.0)],
    "recovery.hardness": [SCALE, (1.0, 6.0)],
    "recovery.recovery_offset": [
        (0.0, 5.0),
        SHARE,
        SCALE,
        SCALE,
        (0.0, 400.0),
        (0.1, 60.0),
        (1.0, 9.0),
    ],
    "recovery.fair_procedure": [SCALE, SHARE, SHARE, (0.0, 20.0)],
    "recovery.forgiven": [(0.0, 3.0)],
    "recovery.regained": [(0.0, 10.0), (-10.0, 10.0), (0.0, 3.0)],
    "recovery.afterglow": [(0.0, 10.0), (0.0, 3.0)],
    "defection.exposure_left": [(0.0, 20.0), (0.0, 2000.0), (1.0, 400.0)],
    "defection.exposed": [(0.0, 20.0), (0.0, 2000.0), (1.0, 400.0), (0.0, 20.0)],
    "defection.susceptibility": [(-20.0, 10.0), (-8.0, 2.0), (0.0, 4.0), (1.0, 3.0)],
    "defection.defection_term": [(0.0, 5.0), (0.0, 20.0), (0.0, 3.0)],
    "trust.trust_after": [SHARE, range(2), SHARE, SHARE],
    "trust.believed": [(0.0, 3.0), SHARE, (0.01, 1.0)],
    "trust.reminded": [SCALE, SCALE, SHARE, SHARE],
    "memory.peak": [SCALE, SCALE],
    "memory.episode_memory": [SCALE, SCALE, SCALE, (0.0, 0.5), (0.0, 0.5)],
    "memory.cumulative_satisfaction": [SCALE, SCALE, *ALPHA],
    "relationship.logistic": [(-800.0, 800.0)],
    "relationship.logit": [SHARE],
    "relationship.link": [(-40.0, 40.0), CLASS],
    "relationship.price_term": [(0.0, 3.0), (-4.0, 0.0), (0.0, 0.4), (-4.0, 4.0)],
    "relationship.leave_logit": [
        (-10.0, 10.0),
        (0.0, 1.5),
        (-5.0, 5.0),
        (0.0, 0.5),
        SCALE,
        SCALE,
        (-3.0, 3.0),
        (-3.0, 3.0),
    ],
    "relationship.lock_in_term": [SHARE, SCALE, SHARE],
    "relationship.contact_term": [(-5.0, 5.0), (-100.0, 200.0), (0.0, 120.0)],
    "reasons.real_reason": [(-2.0, 2.0)] * 7,
    "reasons.declared_reason": [range(8), SHARE, SHARE],
    "lines.held_count": [range(256)],
    "lines.line_at": [range(1, 256), (0.0, 0.999)],
    "lines.cross_sell_chance": [(0.0, 20.0), (1.0, 400.0), (-200.0, 200.0)],
    "relationship.hazard_growth": [SHARE],
    "relationship.rescaled_hazard": [SHARE, (0.01, 40.0)],
    "relationship.dropout_chance": [(-10.0, 10.0), (0.0, 1.5), (-5.0, 5.0)],
    "spend.held_standing": [(-40.0, 40.0)],
    "spend.spend_multiple": [(-3.0, 3.0), (-6.0, 6.0), SHARE, SHARE, (0.0, 6000.0), SHARE],
    "spend.willingness_to_pay": [(-3.0, 3.0), (0.0, 2.0), (0.0, 2.0)],
    "word_of_mouth.talk_chance": [SCALE, SHARE, (0.0, 0.06), (1.0, 3.0), (0.0, 3.0)],
    "word_of_mouth.heard": [SHARE, SCALE, SCALE, (0.0, 0.4), (0.0, 0.9)],
    "word_of_mouth.forgotten": [SHARE, SHARE, (0.0, 400.0), (0.0, 400.0)],
    "word_of_mouth.heard_term": [SHARE, SHARE, (0.0, 2.0)],
    "market.adoption_hazard": [SHARE, SHARE, SHARE, SHARE, SHARE, (0.0, 3.0), (-4.0, 0.0)],
    "market.promise_pull": [(-10.0, 10.0), (0.0, 2.0)],
    "market.looking_share": [(0.0, 365.0), (0.1, 3650.0)],
    "referral.retention_edge": [SHARE, SHARE, SHARE],
    "referral.margin_edge": [(0.0, 4000.0), (0.0, 2.0), (1.0, 36500.0)],
    "reviews.star": [SCALE, (-4.0, 4.0), (-4.0, 4.0)],
    "reviews.writing_chance": [range(1, 6), SHARE, (0.0, 2.0), SHARE],
    "reviews.shown_rating": [(1.0, 5.0), (1.0, 5.0), SHARE],
    "reviews.read_quality": [(0.0, 10.0), (1.0, 5.0), (1.0, 5.0)],
    "reviews.review_pull": [(1.0, 5.0), (1.0, 5.0), (1e-3, 1e6), (0.0, 3.0), (0.0, 3.0)],
    "market.daily_chance": [(0.0, 100.0)],
    "rivals.attraction": [(0.0, 1000.0), SCALE, (0.0, 5.0), (0.01, 100.0), (-10.0, 0.0)],
    "rivals.rival_seen": [SCALE, (-1.0, 10.0), SHARE],
    "rivals.surplus_over": [SCALE, SCALE, (0.0, 5.0)],
    "rivals.inclusive_worth": [(0.0, 1000.0), (0.0, 1000.0), SCALE, (0.0, 5.0)],
    "rivals.price_level": [(-5000.0, 5000.0), (0.0, 1000.0)],
    "rivals.category_lift": [SCALE, SCALE, SHARE],
    "rivals.return_pull": [(0.0, 100.0), (-10.0, 10.0), (0.0, 5.0)],
    "economy.experience_counts": [(-4.0, 4.0), (0.0, 2.0), (0.0, 10.0)],
    "economy.mood_of_times": [(-4.0, 4.0), (0.0, 3.0)],
    "shock.intensity": [
        (0.0, 4000.0),
        (0.1, 3650.0),
        (0.1, 36500.0),
        (0.0, 100.0),
        SHARE,
    ],
    "survey.felt_now": [SCALE, SCALE, *ALPHA],
    "survey.response_chance": [SCALE, SHARE, SHARE],
    "survey.recommendation": [SCALE, (-4.0, 4.0), (-4.0, 4.0)],
    "survey.satisfaction_score": [SCALE],
    "survey.ease_score": [range(-3, 12), range(12)],
    "survey.nps_class": [range(11)],
    "choice.tilt": [SHARE, SCALE, (0.0, 200.0), (-1.0, 1.0), (-1.0, 1.0)],
    "value.discount_factor": [(0.0, 0.3), (0.0, 4000.0)],
    "value.period_retention": [SHARE, (1.0, 365.0)],
    "value.period_discount": [(0.0, 0.3), (1.0, 365.0)],
    "value.lifetime_value": [(-50.0, 50.0), SHARE, (0.0, 0.3)],
    "value.lifetime_value_elasticity": [SHARE, (0.0, 0.3)],
    "value.residual_value": [(-50.0, 50.0), SHARE, (0.0, 0.3)],
}
NAMES = list(DOMAINS)

UNCOMPILED = """
import sys
from importlib import import_module
import numpy as np

inputs, outputs = np.load(sys.argv[1]), {}
for name in inputs.files:
    module, function = name.split(".")
    rule = getattr(import_module("cxsim.behaviour." + module), function)
    assert type(rule).__name__ == "function", "still compiled"
    integers = sys.argv[2].split(",")
    columns = [
        [int(x) for x in column] if f"{name}:{i}" in integers else column
        for i, column in enumerate(inputs[name].tolist())
    ]
    outputs[name] = np.array(list(map(rule, *columns)), dtype=np.float64)
np.savez(sys.argv[3], **outputs)
"""


def function(name: str) -> Callable[..., Any]:
    module, attribute = name.split(".")
    found: Callable[..., Any] = getattr(import_module(f"cxsim.behaviour.{module}"), attribute)
    return found


def columns(name: str, x: np.ndarray) -> list[list[Any]]:
    domains = zip(DOMAINS[name], x.tolist(), strict=True)
    return [[int(v) for v in c] if isinstance(d, range) else c for d, c in domains]


def bits(values: Any) -> np.ndarray:
    return np.asarray(values, dtype=np.float64).view(np.uint64)


needs_compiler = pytest.mark.skipif(
    not hasattr(function("scale.clip"), "py_func"), reason="the compiler is switched off"
)


@pytest.fixture(scope="module")
def inputs() -> dict[str, np.ndarray]:
    """Uniform over each argument's domain, its ends and the neutral point often among them."""
    rng = np.random.Generator(np.random.Philox(20))
    drawn = {}
    for name, domains in DOMAINS.items():
        rows = []
        for domain in domains:
            if isinstance(domain, range):
                rows.append(rng.choice(domain, N).astype(np.float64))
                continue
            low, high = domain
            special = rng.choice([low, high, min(max(6.0, low), high)], N)
            rows.append(np.where(rng.random(N) < 0.1, special, rng.uniform(low, high, N)))
        drawn[name] = np.array(rows)
    return drawn


@pytest.fixture(scope="module")
def driver() -> Any:
    """One compiled function with every rule inlined in a loop of its own."""
    lines = ["def driver(which, x, out):"]
    for i, (name, domains) in enumerate(DOMAINS.items()):
        arguments = ", ".join(
            f"int(x[{j}, i])" if isinstance(d, range) else f"x[{j}, i]"
            for j, d in enumerate(domains)
        )
        lines += [
            f"    if which == {i}:",
            "        for i in range(out.size):",
            f"            out[i] = {name.replace('.', '_')}({arguments})",
        ]
    space = {name.replace(".", "_"): function(name) for name in NAMES}
    exec("\n".join(lines), space)
    compiled = numba.njit(error_model="numpy")(space["driver"])
    compiled.compile("(int64, float64[:, ::1], float64[::1])")
    return compiled


@pytest.fixture(scope="module")
def uncompiled(
    inputs: dict[str, np.ndarray], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, np.ndarray]:
    """Every rule's values from a process without the compiler."""
    folder = tmp_path_factory.mktemp("bits")
    np.savez(folder / "in.npz", allow_pickle=False, **inputs)
    integers = [
        f"{name}:{i}"
        for name, domains in DOMAINS.items()
        for i, domain in enumerate(domains)
        if isinstance(domain, range)
    ]
    root = Path(cxsim.behaviour.__file__).parents[2]
    subprocess.run(
        [sys.executable, "-c", UNCOMPILED, "in.npz", ",".join(integers), "out.npz"],
        cwd=folder,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(root)},
        check=True,
        timeout=300,
    )
    with np.load(folder / "out.npz") as found:
        return {name: found[name] for name in NAMES}


@needs_compiler
def test_compiled_uncompiled_and_inlined_give_the_same_bits(
    inputs: dict[str, np.ndarray], driver: Any, uncompiled: dict[str, np.ndarray]
) -> None:
    different = []
    for which, name in enumerate(NAMES):
        x = inputs[name]
        inlined = np.empty(N)
        driver(which, x, inlined)
        standalone = list(map(function(name), *columns(name, x)))
        assert not np.isnan(inlined).any(), name
        if not np.array_equal(bits(standalone), bits(inlined)):
            different.append(f"{name} inlined")
        if not np.array_equal(bits(uncompiled[name]), bits(inlined)):
            different.append(f"{name} uncompiled")
    assert different == []


@needs_compiler
def test_no_rule_is_left_as_a_call(driver: Any) -> None:
    (assembly,) = driver.inspect_asm().values()
    calls = [line for line in assembly.splitlines() if re.match(r"\s*(callq?|blr?|jmp)\s", line)]
    assert calls, "the pattern finds this machine's calls"
    assert not [line for line in calls if "behaviour" in line]


def test_every_rule_is_held_to_it() -> None:
    folder = Path(cxsim.behaviour.__file__).parent
    public = {
        f"{path.stem}.{name}"
        for path in folder.glob("*.py")
        if path.stem != "__init__"
        for name in re.findall(r"^@rule\ndef (\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert public == set(NAMES)
    for name, domains in DOMAINS.items():
        rule = function(name)
        assert len(inspect.signature(getattr(rule, "py_func", rule)).parameters) == len(domains)
    assert {name for rule in RULES for name in rule.functions} == {
        name for name in NAMES if not name.startswith("scale.")
    }
