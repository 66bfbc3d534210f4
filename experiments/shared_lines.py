"""How far one team's lever reaches those of the other: `python -m experiments.shared_lines`.

Two teams serve the same firm, each short of hands; some customers need one of them, some both. A
TO-BE gives the first one employee more. Twins share their luck: every draw elsewhere stays; what
moves is who stands before whom. Prints how many waits differ, of whom, and whose hours, hires and
moods do.
"""

from __future__ import annotations

import numpy as np

from cxsim.engine.record import QUEUE
from cxsim.engine.run import Lived
from tests.engine.test_staffed_twins import CUSTOMERS, DAYS, FIRST, SECOND, more, staffed
from tests.kit.runs import events_of, twins

CONTACT = ["person", "need", "occurrence", "step"]
ARCHETYPES = ("need both", "only the first", "only the second")


def waits(run: Lived) -> dict[tuple[int, ...], tuple[int, float]]:
    """Day and minutes of each contact's first wait."""
    events = events_of(run)
    events = events[events["kind"] == QUEUE]
    found: dict[tuple[int, ...], tuple[int, float]] = {}
    for event in events:
        found.setdefault(event[CONTACT].item(), (int(event["day"]), float(event["felt"])))
    return found


def main() -> None:
    """Live the twins, and tell what differs."""
    today, to_be = twins(staffed(levers=more(1)), CUSTOMERS, DAYS, recorded=CUSTOMERS)
    one, other = waits(today), waits(to_be)
    both = sorted(one.keys() & other.keys())
    archetype = today.state.people.archetype
    print(f"{CUSTOMERS} customers, {DAYS} days, one employee more in the first of two teams.")
    print(f"Contacts in both worlds: {len(both)}; in one alone: {len(one.keys() ^ other.keys())}.")
    for need, team in ((0, "first"), (1, "second")):
        for kind, name in enumerate(ARCHETYPES):
            mine = [c for c in both if c[1] == need and archetype[c[0]] == kind]
            if not mine:
                continue
            moved = np.mean([one[c][1] != other[c][1] for c in mine])
            later = np.mean([one[c][0] != other[c][0] for c in mine])
            print(
                f"  {team} team, {name}: {len(mine)} contacts, {moved:.1%} wait otherwise,"
                f" {later:.1%} on another day"
            )
    places = min(run.state.employees.shape[1] for run in (today, to_be))
    for team, name in ((FIRST, "first"), (SECOND, "second")):
        for trait in ("hire", "hired", "skill"):
            mine, theirs = (run.state.employees[trait][team, :places] for run in (today, to_be))
            print(f"  {name} team, {trait}: {np.mean(mine != theirs):.0%} of its places differ")


if __name__ == "__main__":
    main()
