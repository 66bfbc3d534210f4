"""Teams and their lines between days: as objects here, as arrays in the kernel's state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..staffed import tables
from ..state import State
from .teams import Contact

if TYPE_CHECKING:
    from .model import Model

TRAITS = (
    "key",
    "number",
    "person",
    "touchpoint",
    "segment",
    "need",
    "first_team",
    "team",
    "arrived",
    "deadline",
    "waited",
    "felt",
    "began",
    "ends",
    "legs",
    "handed",
    "rank",
    "state",
    "outcome",
    "called_back",
)
"""What a contact has in both, by the names of `tables.CONTACT`."""


def take_up_teams(model: Model, state: State) -> None:
    """Take up teams, and who waits for them, where they are."""
    for team in model.teams:
        t = team.number
        team.known = state.customers_of[t].tolist()
        team.seen = int(state.recent_count[t])
        team.recent = [
            (int(s), int(p), int(k)) for s, p, k in state.recent[t][: team.seen].tolist()
        ]
    model.coming, model.carried = [], []
    for row in state.carried[: int(state.floor[tables.CARRIED_OVER])]:
        given: dict[str, Any] = {name: row[name].item() for name in TRAITS}
        contact = Contact(**given)
        if contact.state == tables.HANDING_ON:
            team = model.teams[int(row.employee) // state.employees.shape[1]]
            contact.employee = team.employees[int(row.employee) % state.employees.shape[1]]
            contact.employee.helping = contact
        model.carried.append(contact)


def write_teams(model: Model, state: State) -> None:
    """Write teams, and who waits for them, into a state."""
    for team in model.teams:
        t = team.number
        for employee in team.employees:
            for name, value in employee.traits().items():
                state.employees[name][t, employee.place] = value
        state.customers_of[t] = team.known
        state.recent_count[t] = team.seen
        for n, like in enumerate(team.recent):
            state.recent[t, n] = like
        state.team_day[t] = team.day
        state.team_hours[t] = np.array(team.hours)
    for n, contact in enumerate(model.carried):
        for name in TRAITS:
            state.carried[name][n] = getattr(contact, name)
        state.carried.employee[n] = -1 if contact.employee is None else contact.employee.number
    state.floor[tables.CARRIED_OVER] = len(model.carried)
