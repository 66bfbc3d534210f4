"""Hydra: its choices, its reading of values, its composing of the settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import yaml
from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override
from hydra.errors import HydraException
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from cxsim import places

from . import hydra_sources
from .words import Mistake

Data = dict[str, Any]


@contextmanager
def hydra() -> Iterator[Composer]:
    """Hydra at work on the shipped conf and the user's own; it writes and changes nothing."""
    hydra_sources.register()
    GlobalHydra.instance().clear()
    with initialize_config_dir(str(places.root() / "conf"), version_base="1.3"):
        yield Composer()


class Composer:
    """What Hydra offers to one command.

    Attributes
    ----------
    groups : dict of str to list of str
        The choices of each group: case, do, execution, experiment.
    """

    def __init__(self) -> None:
        loader = GlobalHydra.instance().config_loader()
        self._parser = OverridesParser.create(loader)
        self.groups = {
            group: loader.get_group_options(group)
            for group in loader.list_groups("")
            if group not in ("hydra", "shocks")  # shocks are no choice: several may strike
        }
        self.compose = cache(self._compose)

    def parsed(self, text: str) -> Override | None:
        """A `key=value` word as Hydra reads it; None where it cannot."""
        try:
            return self._parser.parse_overrides([text])[0]
        except (HydraException, ValueError):  # ValueError: a number of thousands of digits
            return None

    def value(self, key: str, text: str) -> Any:
        """The value of a word that has been parsed before."""
        override = self.parsed(f"{key}={text}")
        assert override is not None
        return override.value()

    def _compose(self, *words: str) -> Data | Mistake:
        try:
            data = OmegaConf.to_container(compose("config", list(words)), resolve=True)
        except (HydraException, OmegaConfBaseException, yaml.YAMLError, ValueError) as error:
            return Mistake("hydra", value=" ".join(str(error).split()))
        assert isinstance(data, dict)
        # A config.yaml, or an execution, of one's own may be older than these settings.
        newer: Data = {"shocks": [], "shard": None, "execution": {"kind": "threads"}}
        return newer | {str(key): value for key, value in data.items()}


def stated(data: Data) -> Data:
    """The data without Hydra's ???, which stands for what somebody still has to give."""
    return {
        key: stated(value) if isinstance(value, dict) else value
        for key, value in data.items()
        if value != "???"
    }


def places_of(data: Data, prefix: str = "") -> Iterator[str]:
    """Every place of nested data, dotted."""
    for key, value in data.items():
        yield f"{prefix}{key}"
        if isinstance(value, dict):
            yield from places_of(value, f"{prefix}{key}.")
