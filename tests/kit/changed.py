"""Modules of the model loaded from another tree than their source: with marks, or broken."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any


class Changed(MetaPathFinder):
    """Finds some modules before anybody else does; goes to the front of `sys.meta_path`.

    Parameters
    ----------
    meant : callable
        Whether a module of a name is to be changed.
    tree : callable
        The tree that a module of a name and a source is made of.
    names : mapping of str to object
        What such a module finds in its namespace.
    """

    def __init__(
        self,
        meant: Callable[[str], bool],
        tree: Callable[[str, bytes], ast.Module],
        names: Mapping[str, Any] | None = None,
    ) -> None:
        self.meant, self.tree, self.names = meant, tree, names or {}

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        """The module's own spec, with a loader that changes it."""
        spec = PathFinder.find_spec(fullname, path, target) if self.meant(fullname) else None
        if spec is not None and spec.origin is not None:
            spec.loader = _Loader(fullname, spec.origin, self)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, fullname: str, path: str, changed: Changed) -> None:
        super().__init__(fullname, path)
        self.changed = changed

    def get_code(self, fullname: str) -> Any:
        """Compile the other tree; nothing is kept beside the source."""
        tree = self.changed.tree(fullname, self.get_data(self.path))
        return compile(ast.fix_missing_locations(tree), self.path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        """Run it with the names that its tree expects."""
        module.__dict__.update(self.changed.names)
        super().exec_module(module)
