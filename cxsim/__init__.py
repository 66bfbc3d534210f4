"""Customer-journey simulator: the same customers live today's journey and its redesign.

>>> import cxsim
>>> as_is = cxsim.load("telecom/as_is")
>>> run = cxsim.simulate(as_is, customers=1000)

Importing this package loads neither the compiler nor any table or drawing library; what needs
them is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cxsim.measure import simulate
    from cxsim.measure.replay import replay
    from cxsim.scenario import load
    from cxsim.study.attribute import attribute
    from cxsim.study.compare import compare
    from cxsim.study.staffing import staffing
    from cxsim.study.stress import stress
    from cxsim.study.sweep import sweep

    __version__: str

__all__ = [
    "__version__",
    "attribute",
    "compare",
    "load",
    "replay",
    "simulate",
    "staffing",
    "stress",
    "sweep",
]

_ROOMS = {
    "attribute": "cxsim.study.attribute",
    "load": "cxsim.scenario",
    "simulate": "cxsim.measure",
    "replay": "cxsim.measure.replay",
    "compare": "cxsim.study",
    "staffing": "cxsim.study.staffing",
    "stress": "cxsim.study.stress",
    "sweep": "cxsim.study.sweep",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return _version()
    if name not in _ROOMS:
        raise AttributeError(f"module 'cxsim' has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("cxsim")
    except PackageNotFoundError:  # a checkout that nobody installed
        import tomllib

        from cxsim.places import root

        text = (root() / "pyproject.toml").read_text(encoding="utf-8")
        return str(tomllib.loads(text)["project"]["version"])


def __dir__() -> list[str]:
    return __all__
