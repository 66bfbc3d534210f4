"""What adds up in every run, whatever the scenario."""

from __future__ import annotations

import numpy as np

from cxsim.behaviour.reasons import PRICE
from cxsim.engine.outlook import outlook
from cxsim.engine.record import CENSUS, DAILY, MILLION, REVIEWED, SURVEYS, month_of
from cxsim.engine.run import Lived
from cxsim.engine.staffed.tables import TEAM_DAILY, TEAM_HOURS
from cxsim.engine.stages.acquiring import FRIENDS, REFERRAL, RETURNING, UNKNOWN
from cxsim.engine.stages.journeys import MOST_VISITS
from cxsim.engine.state import LATER, PASSED, State
from cxsim.measure.metrics import lines_of
from cxsim.world.people import CUSTOMER, LEFT, NOBODY, PROSPECT
from cxsim.world.world import NON_CONTRACTUAL

from .runs import kept, state_arrays

CALLS = ("called", "called_wait", "uncalled")
GONE = ("left_voluntary", "left_non_payment", "left_involuntary", "dropped_out")


def check(warm: State, run: Lived) -> None:
    """Hold a run to its books; `warm` is its day 0."""
    totals = dict(zip(DAILY, run.record.daily.sum(axis=(0, 1)).tolist(), strict=True))
    _people(warm, run)
    _customers(warm, run, totals)
    _lines(warm, run, totals)
    _money(run, totals)
    _journeys(warm, run, totals)
    _ranges(run)
    _chances(run)
    _counts(run)
    _shares(run)
    _ties(run)
    _questions(run, totals)
    _acquired(run, totals)
    _reviews(run)
    _listening(run, totals)
    _teams(run)


def _people(warm: State, run: Lived) -> None:
    """From day 0 on everybody stays who they are, and what they carry is a number."""
    before, people = warm.people, run.state.people
    for name in ("key", "archetype", "cohort", "life", "style"):
        assert (before[name] == people[name]).all(), name
    assert (people["cohort"] == 1).sum() == run.built.world.case[0]["customers"]
    for name in ("satisfaction", "style", "loyalty", "joined"):
        assert np.isfinite(people[name]).all(), name
    for name in ("revenue", "cost", "visits", "purchases", "bills", "spell"):
        assert (people[name] >= 0).all(), name
    gone = people["need"][people["status"] == LEFT]
    assert np.isin(gone, (-1, run.built.world.case[0]["join"])).all()
    joined_since = (before["status"] == PROSPECT) & (people["status"] != PROSPECT)
    assert (people["joined"][joined_since] >= 0).all()
    assert (people["joined"] < run.record.daily.shape[0]).all()


def _customers(warm: State, run: Lived, totals: dict[str, int]) -> None:
    people, record = run.state.people, run.record
    before = int((warm.people["status"] == CUSTOMER).sum())
    now = np.asarray(people["status"] == CUSTOMER)
    left = sum(totals[name] for name in GONE)
    assert now.sum() == before + totals["joined"] - left
    assert ((people["status"] == LEFT) == (people["cause"] != NOBODY)).all()
    assert record.reasons.sum() == totals["left_voluntary"]
    others = np.arange(record.reasons.shape[1]) != PRICE
    assert (record.reasons >= 0).all()
    _switches(warm, run, totals)
    candid = record.reasons[:, :, others].sum()
    assert candid == np.diag(record.reasons.sum(axis=0))[others].sum()
    assert ((people["status"] == LEFT) == np.isfinite(people["left"])).all()
    census = record.census[:, :, CENSUS.index("customers")].sum(axis=1)
    change = record.daily.sum(axis=1)[:, [DAILY.index(n) for n in ("joined", *GONE)]]
    running = before + np.cumsum(change @ np.array([1, -1, -1, -1, -1]))
    last = [max(d for d in range(running.size) if month_of(d) == m) for m in range(census.size)]
    assert (census == running[last]).all()
    by_archetype = np.bincount(people["archetype"][now], minlength=record.census.shape[1])
    assert (record.census[-1, :, 0] == by_archetype).all()


def _switches(warm: State, run: Lived, totals: dict[str, int]) -> None:
    """Everybody who left has gone somewhere, who came back had left, and nobody else has."""
    people, record = run.state.people, run.record
    again = people["returns"].astype(int) - warm.people["returns"]
    assert again.sum() == totals["won_back"] <= totals["joined"]
    assert (again <= people["spell"]).all()
    rivals = run.built.world.rival_price.shape[1]
    assert ((people["provider"] >= -1) & (people["provider"] < max(1, rivals))).all()
    if not rivals:
        assert not record.destinations.size + record.origins.size
        assert (people["provider"] == -1).all()
        return
    left = [totals[name] for name in GONE]
    assert record.destinations.sum(axis=(0, 1)).tolist() == [0, *left]
    assert (record.switches.sum(axis=1) == record.reasons).all()
    assert record.origins[..., 1].sum() == totals["won_back"]
    assert record.origins.sum() == totals["joined"]


def _lines(warm: State, run: Lived, totals: dict[str, int]) -> None:
    """Lines are taken one at a time and dropped one at a time; everybody keeps one."""
    before, now = lines_of(warm.people), lines_of(run.state.people)
    assert now.sum() - before.sum() == totals["lines_added"] - totals["lines_dropped"]
    lines = int(run.built.world.case[0]["lines"])
    assert ((now >= min(1, lines)) & (now <= lines)).all()


def _money(run: Lived, totals: dict[str, int]) -> None:
    people, daily = run.state.people, run.record.daily
    assert people["revenue"].sum() == totals["revenue"]
    assert people["value"].sum() == totals["value"]
    spent = ("contact_cost", "campaign_cost", "acquisition_cost", "call_cost")
    assert people["cost"].sum() == sum(totals[name] for name in spent)
    assert totals["taken"] <= totals["contacted"]
    assert totals["seeded"] <= totals["contacted"]
    assert run.record.touched[..., 3].sum() == totals["contact_cost"]
    by_archetype = np.zeros(daily.shape[1], np.int64)
    np.add.at(by_archetype, people["archetype"], people["value"])
    assert (by_archetype == daily[:, :, DAILY.index("value")].sum(axis=0)).all()
    column = {name: daily[:, :, i].sum(axis=1) for i, name in enumerate(DAILY)}
    costs = sum(column[name] for name in spent)
    worth = run.built.world.discount[: daily.shape[0]] * (column["margin"] - costs)
    bookings = column["visits"] + column["purchases"] + column["contacted"]
    bookings += column["joined"] + column["called"] + (people.size + 1)
    # Each booking is rounded; where money is so large that a double has no millionths, by more.
    rounded = 1e-9 * (np.abs(column["margin"]) + costs)
    assert (np.abs(column["value"] - worth) <= bookings + rounded).all()


def _journeys(warm: State, run: Lived, totals: dict[str, int]) -> None:
    def begun(state: State) -> int:
        return int(((state.people["need"] >= 0) & (kept(state, "under_way")["step"] > 0)).sum())

    over = totals["done"] + totals["given_up"] + totals["broken_off"] + totals["stayed"]
    assert begun(warm) + totals["journeys"] == over + begun(run.state)
    assert run.record.touched[..., 0].sum() == totals["visits"] == run.state.people["visits"].sum()
    assert totals["helped_at_once"] + totals["repeated"] <= totals["helped"] <= over
    assert totals["complaints"] <= totals["failures"] == run.record.touched[..., 2].sum()
    _claims(warm, run, totals)
    promised = (state_with_promise(warm), totals["promises"])
    settled = totals["promises_kept"] + totals["promises_broken"] + state_with_promise(run.state)
    broken_off = totals["broken_off"] + sum(totals[name] for name in GONE)
    assert settled <= sum(promised) <= settled + broken_off
    assert totals["talked_well"] + totals["talked_badly"] <= over
    waiting = run.state.calendar[:, run.state.people["status"] == CUSTOMER]
    # What falls due on a day whose stage is over is done the day after.
    assert (waiting >= run.record.daily.shape[0] - 1).all()


def _claims(warm: State, run: Lived, totals: dict[str, int]) -> None:
    """Help is sought for one reason at a time, by customers, and each such journey is counted."""
    people, sought = run.state.people, run.state.people["claim_row"] > 0
    opened = (people["claims"].astype(int) - warm.people["claims"]).sum()
    assert totals["caused"] + totals["came_back"] == opened
    if not run.built.world.case[0]["claims"]:
        assert not sought.any()
        assert opened == 0
    assert (people["need"][sought & (people["status"] == LEFT)] >= 0).all()
    caused = (people["need"] >= 0) & (kept(run.state, "under_way")["because"] != 0)
    assert (kept(run.state, "claims")["need"][caused] == people["need"][caused]).all()
    complained = int((warm.people["claim_row"] > 0).sum()) + totals["complaints"]
    assert totals["caused"] <= complained


def state_with_promise(state: State) -> int:
    """Journeys under way whose pending step is promised for a day that has not passed."""
    trips = kept(state, "under_way")[state.people["need"] >= 0]
    return int(((trips["promised"] < LATER) & (trips["marks"] & PASSED == 0)).sum())


def _ranges(run: Lived) -> None:
    people = run.state.people
    assert (run.state.fired >= 0).all()
    for name, array in state_arrays(run.state):
        if array.dtype.kind == "f":
            assert not np.isnan(array).any(), name
    assert (people["grievance"] >= 0).all()
    assert ((people["trust"] >= 0) & (people["trust"] <= 1)).all()
    assert (people["grieved"] < run.record.daily.shape[0]).all()
    for array in (people["satisfaction"], run.state.expected):
        assert (array >= 0).all()
        assert (array <= 10).all()
    assert ((run.state.consideration >= 0) & (run.state.consideration <= 1)).all()
    leaving = int(run.built.world.case[0]["leave"])
    staying = (people["status"] == CUSTOMER) & ((people["need"] != leaving) | (leaving < 0))
    assert (people["to_leave"][staying] > 0).all()
    assert (run.state.customer == (people["status"] == CUSTOMER)).all()
    assert (run.state.to_adopt > 0).all()
    felt = run.record.touched[..., 1] / np.maximum(1, run.record.touched[..., 0])
    assert ((felt >= 0) & (felt <= 10 * MILLION)).all()
    assert (run.record.touched[..., 2] <= run.record.touched[..., 0]).all()
    current = np.asarray(people["status"] == CUSTOMER)
    assert ((run.record.answers >= 0) == current).all()
    assert (run.record.answers <= 10).all()


def _chances(run: Lived) -> None:
    """What levers have moved is within its range, and at the horizon all chances are chances."""
    world, people = run.built.world, run.state.people
    assert np.isfinite(run.final).all()
    moved = run.final[world.cells.at]
    assert ((moved >= world.cells.low) & (moved <= world.cells.high)).all()
    wish, fate, margin, pace = np.zeros((4, people.size))
    today = world.flat.copy()
    world.flat[...] = run.final
    outlook(world, run.state, run.record.daily.shape[0], wish, fate, margin, pace)
    world.flat[...] = today
    assert ((wish >= 0) & (wish <= 1) & (fate >= 0) & (fate <= 1)).all()
    assert (np.isfinite(margin) & np.isfinite(pace) & (pace >= 0)).all()


def _counts(run: Lived) -> None:
    """Nothing is counted less than never, or oftener than it can happen."""
    record, people = run.record, run.state.people.size
    column = {name: record.daily[:, :, i] for i, name in enumerate(DAILY)}
    for name, counted in column.items():
        assert (counted >= 0).all() or name in ("margin", "value"), name
    walks = 1 + bool(run.built.world.teams.size)
    assert (column["visits"].sum(axis=1) <= walks * MOST_VISITS * people).all()
    assert (column["journeys"] <= column["visits"] + column["unserved"]).all()
    assert (column["served"] <= column["visits"]).all()
    assert (column["heard"].sum(axis=1) <= people).all()
    if not run.built.world.case["complete"][0]:
        assert (column["heard"].sum(axis=1)[1:] <= column["reached"].sum(axis=1)[:-1]).all()
    told = column["talked_well"] + column["talked_badly"]
    told = told + column["seeded"]
    assert (column["reached"] <= told * (people - 1)).all()
    customers, _, promoters, detractors, felt, square = np.moveaxis(record.census, -1, 0)
    assert (record.census >= 0).all()
    assert (promoters + detractors <= customers).all()
    assert (felt <= 10 * MILLION * customers).all()
    assert (square <= 100 * MILLION * customers).all()
    assert (record.surveys >= 0).all()


def _shares(run: Lived) -> None:
    """Ways on from each step add up to one, on the first day and on the last."""
    world = run.built.world
    for values in (world.share, _share_at(run)):
        for step in world.steps.reshape(-1):
            if step["count"]:
                ways = values[:, int(step["first"]) : int(step["first"] + step["count"])]
                assert np.allclose(ways.sum(axis=1), 1, atol=1e-9)
                assert (ways >= 0).all()


def _share_at(run: Lived) -> np.ndarray:
    """The shares of the last day: where they lie in the buffer of values."""
    world = run.built.world
    start = (world.share.ctypes.data - world.flat.ctypes.data) // world.flat.itemsize
    return run.final[start : start + world.share.size].reshape(world.share.shape)


def _ties(run: Lived) -> None:
    """Each knows how strongly they are tied to customers."""
    world, people = run.built.world, run.state.people
    owner = np.repeat(np.arange(people.size), np.diff(world.tie_first))
    customer = people["status"][world.tie_to] == CUSTOMER
    known = np.bincount(owner, world.tie_strength * customer, minlength=people.size)
    assert (known == run.state.friends).all()


def _scores(rated: np.ndarray, content: np.ndarray, ease: np.ndarray) -> None:
    """Who is rated is content or not, and found it between hard (1) and easy (7)."""
    assert (content <= rated).all()
    assert (rated <= ease).all()
    assert (ease <= 7 * rated).all()


def _questions(run: Lived, totals: dict[str, int]) -> None:
    asked, answered, promoters, detractors, *scores = np.moveaxis(run.record.surveys, -1, 0)
    assert (answered <= asked).all()
    assert (scores[0] <= answered).all()
    _scores(*scores)
    _scores(*(run.record.daily[:, :, DAILY.index(name)] for name in ("rated", "content", "ease")))
    assert (promoters + detractors <= answered).all()
    assert asked[:, :-1].sum() <= (
        totals["done"] + totals["given_up"] + totals["stayed"] + totals["promises_broken"]
    )
    people = run.state.people
    if run.built.world.case["relationship"][0] != NON_CONTRACTUAL:
        kept = (people["cohort"] == 1) & (people["status"] == CUSTOMER)
        assert run.record.census[-1, :, 1].sum() == kept.sum()
        assert totals["purchases"] == 0
    assert ((people["status"] != PROSPECT) | (people["cohort"] == 0)).all()


def _acquired(run: Lived, totals: dict[str, int]) -> None:
    """Everybody who joins was brought by something, and paid for once; referrers are customers."""
    people, world = run.state.people, run.built.world
    joins, paid = run.record.acquired.sum(axis=(0, 1, 2)).tolist()
    assert joins == totals["joined"]
    assert paid == totals["acquisition_cost"]
    daily = run.record.daily[:, :, DAILY.index("joined")]
    assert (run.record.acquired[..., 0].sum(axis=2) == daily).all()
    assert (run.record.advertising >= 0).all()
    joined = np.asarray((people["cohort"] == 0) & (people["status"] != PROSPECT))
    assert (people["source"][joined] > 0).all()
    assert np.isin(people["source"][people["cohort"] == 1], (UNKNOWN, RETURNING)).all()
    referred = np.flatnonzero(people["referrer"] >= 0)
    assert np.isin(people["source"][referred], (FRIENDS, REFERRAL)).all()
    for one in referred:
        known = world.tie_to[world.tie_first[one] : world.tie_first[one + 1]]
        assert people["referrer"][one] in known
        assert people["status"][people["referrer"][one]] in (CUSTOMER, LEFT)
    assert ((people["status"] != LEFT) | (people["gone"] < len(run.record.daily))).all()


def _reviews(run: Lived) -> None:
    """Every review since day 0 is counted once; what is shown lies between one star and five."""
    written = run.record.reviews
    assert (written >= 0).all()
    assert (written.sum(axis=(0, 1)) == run.state.stars).all()
    rating, volume = np.moveaxis(run.record.rating, -1, 0)
    if not run.built.world.case[0]["recent_days"]:
        assert not written.any()
        assert not rating.any()
        return
    assert ((rating >= 1) & (rating <= 5)).all()
    assert (np.diff(volume) >= 0).all()
    assert (run.state.recent_stars >= 0).all()


def _listening(run: Lived, totals: dict[str, int]) -> None:
    """Every CSAT answer is heard once, every call is somebody's, every fix was decided on once."""
    state, heard = run.state, dict(zip(REVIEWED, np.moveaxis(run.record.heard, -1, 0), strict=True))
    assert totals["called"] == state.called.sum()
    assert totals["call_cost"] == 0 or totals["called"] > 0
    assert (heard["fixed"] > 0).sum() == state.fixes[:, 0].sum()
    assert (run.record.fixing > 0).sum() <= (heard["fixed"] > 0).any(axis=1).sum()
    if run.built.world.case[0].listens:
        answers = heard["answers"].sum() + state.heard[:, 0].sum()
        assert answers == run.record.surveys[..., SURVEYS.index("scored")].sum()
    assert (heard["scores"] >= heard["answers"]).all()
    assert (heard["scores"] <= 5 * heard["answers"]).all()
    assert (np.diff(heard["visits"], axis=0) >= 0).all()


def _teams(run: Lived) -> None:
    """Who comes to a line leaves it or is still there; waits add up to the line (Little's law)."""
    days = {name: run.record.team_days[:, :, i] for i, name in enumerate(TEAM_DAILY)}
    hours = {name: run.record.team_hours[..., i] for i, name in enumerate(TEAM_HOURS)}
    if not run.built.world.teams.size:
        return
    for name, counted in (days | hours).items():
        assert (counted >= 0).all() or name == "mood", name
    carried, so_far = days["carried"], days["carried_wait"]
    out = days["answered"] + days["abandoned"] + days["sent_away"] + carried
    assert (days["offered"][1:] + carried[:-1] == out[1:]).all()
    assert (days["line"][1:] == (days["waited"] + so_far)[1:] - so_far[:-1]).all()
    assert (days["in_time"] <= days["answered"] - days["called"]).all()
    assert (days["answered_wait"] + days["called_wait"] <= days["waited"]).all()
    calls = days["called"] + days["uncalled"]
    assert (calls[1:] <= days["called_back"][1:] + carried[:-1]).all()
    assert (days["uncalled"] <= days["sent_away"]).all()
    assert (days["strained"] <= days["employed"]).all()
    for name in ("offered", "answered", "in_time", "waited", "busy", "duty", *CALLS):
        assert (hours[name].sum(axis=(0, 2)) == days[name].sum(axis=0)).all(), name
    daily = run.record.daily.sum(axis=1)
    served, unserved = (daily[:, DAILY.index(name)] for name in ("served", "unserved"))
    assert (served <= days["answered"].sum(axis=1)).all()
    ends = days["abandoned"] + days["sent_away"] + days["turned_away"]
    assert (unserved <= ends.sum(axis=1)).all()
