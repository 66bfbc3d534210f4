"""What must hold of departments, and of automatic assistants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .found import Found, Place, meant, unknown
from .journeys import ENDS, Journey, Touchpoint
from .levers import NewSteps
from .schema import AsIs
from .structure import department_of, with_assistants
from .words import phrase

GIVE_UP = "give_up"


def silo_problems(case: AsIs) -> Iterator[Found]:
    """Departments that nobody belongs to."""
    if case.silos is None:
        return
    known = departments(case)
    for name in case.silos.departments:
        if name not in known:
            place = ("silos", "departments", name)
            yield Found(place, "unknown", None, known or phrase("a_department"))


def departments(case: AsIs) -> tuple[str, ...]:
    """Departments that touchpoints and teams name."""
    named = [one.department for one in case.touchpoints.values()]
    named += [team.department for team in case.teams.values()]
    return tuple(dict.fromkeys(name for name in named if name is not None))


def assistant_problems(
    case: AsIs,
    touchpoints: Mapping[str, Touchpoint],
    steps: Mapping[str, Journey] | Mapping[str, NewSteps],
) -> Iterator[Found]:
    """Mistakes of the assistants at some touchpoints; `case` has all touchpoints that there are.

    `steps` are the journeys as the file has them: there the assistants' ways are not to be.
    """
    known = tuple(case.touchpoints)
    for name, touchpoint in touchpoints.items():
        one, place = touchpoint.assistant, ("touchpoints", name, "assistant")
        if one is None:
            continue
        itself = (*place, None)
        if not touchpoint.contact:
            by, said = (itself, (*place[:2], "owner")), phrase("only_answers")
            yield Found(place, "wrong", phrase("stated"), said, by=by)
        if touchpoint.team is not None:
            by, said = (itself, (*place[:2], "team")), phrase("no_team_too")
            yield Found(place, "wrong", phrase("stated"), said, by=by)
        others = tuple(other for other in known if other != name)
        yield from _way_out(case, (*place, "human"), one.human, _people(case, name))
        ends = tuple(other for other in (GIVE_UP, *others) if other != one.human)
        if one.stuck not in ends and (one.stuck != one.human or one.human in others):
            kind = "wrong" if one.stuck in (*ENDS, *known) else "leads_nowhere"
            yield Found((*place, "stuck"), kind, one.stuck, ends)
        come = comes(case, name)
        strange = [need for need in one.by_need if need not in case.journeys]
        yield from unknown((*place, "by_need"), strange, come or tuple(case.journeys))
        for need in one.by_need:
            if come and need in case.journeys and need not in come:
                yield Found((*place, "by_need", need), "never_asked", None, come)
        for need, journey in steps.items():
            if name in journey.steps:
                yield Found(("journeys", need, "steps", name), "assisted", None, phrase("it_leads"))


def comes(case: AsIs, name: str) -> tuple[str, ...]:
    """Needs whose journeys lead to a touchpoint, assistants' ways included."""
    return tuple(
        need
        for need, journey in with_assistants(case).journeys.items()
        if any(name in meant(step, case.touchpoints) for step in journey.touchpoints())
    )


def _people(case: AsIs, name: str) -> tuple[str, ...]:
    """Touchpoints at which somebody of the firm may meet who comes from another one."""
    return tuple(
        other
        for other, one in case.touchpoints.items()
        if other != name and one.contact and one.assistant is None
    )


def _way_out(case: AsIs, place: Place, to: str, people: tuple[str, ...]) -> Iterator[Found]:
    """A handoff to nowhere, or to where there is nobody either."""
    if to not in case.touchpoints:
        yield Found(place, "leads_nowhere", to, people or phrase("a_touchpoint"))
    elif to not in people:
        yield Found(place, "wrong", to, phrase("where_people_are"), people)


def let_out_to(case: AsIs) -> dict[str, list[str]]:
    """Touchpoints to which assistants lead, and where those assistants are."""
    found: dict[str, list[str]] = {}
    for name, touchpoint in case.touchpoints.items():
        if (one := touchpoint.assistant) is not None:
            for to in {one.human, one.stuck} - {GIVE_UP}:
                found.setdefault(to, []).append(name)
    return found


def untold(case: AsIs, place: str) -> bool:
    """Whether nothing reads how much is known of a story in such a case, with all of its ways."""
    _, *rest = place.split(".")
    ways = [
        (step, to)
        for journey in case.journeys.values()
        for step, branches in journey.steps.items()
        for to in branches
        if step in case.touchpoints and to in case.touchpoints
        if case.touchpoints[step].contact and case.touchpoints[to].contact
    ]
    if rest == ["memory"]:
        again = any(journey.comes_back for journey in case.journeys.values())
        served = any(one.team for one in case.touchpoints.values())
        channel = {name: one.channel for name, one in case.touchpoints.items()}
        return not (again or served or any(a == b or channel[a] != channel[b] for a, b in ways))
    owner = {name: department_of(case, one) for name, one in case.touchpoints.items()}
    left = {owner[a] for a, b in ways if owner[b] is not None and owner[a] != owner[b]}
    left |= {team.department for team in case.teams.values() if team.transfers}
    if rest[0] == "departments":
        return rest[1] not in left
    assert case.silos is not None
    own = {name for name, one in case.silos.departments.items() if one.integration is not None}
    return left <= own
