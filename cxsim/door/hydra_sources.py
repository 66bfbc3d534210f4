"""Cases and experiments as Hydra's config groups, read by our own loader as plain data.

Hydra chooses a case and composes the settings; what the scenarios themselves hold stays out of its
configuration, which would take a second for every thousand values.
"""

from __future__ import annotations

from typing import Any, List  # noqa: UP035 (a method below is called list)

from hydra.core.config_search_path import ConfigSearchPath
from hydra.core.object_type import ObjectType
from hydra.core.plugins import Plugins
from hydra.plugins.config_source import ConfigResult, ConfigSource
from hydra.plugins.search_path_plugin import SearchPathPlugin
from omegaconf import OmegaConf

from cxsim import places
from cxsim.scenario import library

from .shelf import choices_of, experiment_data, experiment_files, is_scenario

GROUPS = ("case", "experiment")


def _experiment_config(name: str) -> dict[str, Any]:
    """An experiment in Hydra's form: choices are a list of their own, scenarios are left out."""
    data = experiment_data(name)
    choices = [{f"override /{group}": str(one)} for group, one in choices_of(data).items()]
    settings = {
        key: value
        for key, value in data.items()
        if key not in ("case", "execution") and not is_scenario(key)
    }
    verb = settings.pop("do", None)
    if isinstance(verb, dict):
        settings["do"] = {key: value for key, value in verb.items() if key != "verb"}
    return {"defaults": [*choices, "_self_"], **settings}


class LibrarySource(ConfigSource):
    """The groups `case` and `experiment`."""

    @staticmethod
    def scheme() -> str:
        """Scheme of the one entry in Hydra's search path."""
        return "cxsim"

    def available(self) -> bool:
        """Always."""
        return True

    def load_config(self, config_path: str) -> ConfigResult:
        """One case or one experiment, at the top of the configuration."""
        group, _, name = config_path.removesuffix(".yaml").partition("/")
        data = {"case": name} if group == "case" else _experiment_config(name)
        return ConfigResult(
            provider=self.provider,
            path=f"{self.scheme()}://{config_path}",
            config=OmegaConf.create(data),
            header={"package": "_global_"},
        )

    def is_group(self, config_path: str) -> bool:
        """Whether it is one of the two groups, or what holds them."""
        return config_path in ("", *GROUPS)

    def is_config(self, config_path: str) -> bool:
        """Whether there is such a case or experiment."""
        group, _, name = config_path.removesuffix(".yaml").partition("/")
        return group in GROUPS and name in _options(group)

    def list(self, config_path: str, results_filter: ObjectType | None) -> List[str]:  # noqa: UP006
        """The groups, or the names in a group."""
        if config_path == "":
            return [] if results_filter == ObjectType.CONFIG else [*GROUPS]
        if config_path not in GROUPS or results_filter == ObjectType.GROUP:
            return []
        return _options(config_path)


def _options(group: str) -> list[str]:
    return list(library.cases() if group == "case" else experiment_files())


class Rooms(SearchPathPlugin):
    """The user's own ./conf before the shipped one, and the library behind both."""

    def manipulate_search_path(self, search_path: ConfigSearchPath) -> None:
        """Add both to Hydra's search path."""
        for home in places.overlays():
            if (home / "conf").is_dir():
                search_path.prepend("yours", f"file://{home / 'conf'}")
        search_path.append("library", f"{LibrarySource.scheme()}://")


def register() -> None:
    """Make Hydra know both plugins."""
    for plugin in (LibrarySource, Rooms):
        Plugins.instance().register(plugin)
