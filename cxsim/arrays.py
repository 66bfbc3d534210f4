"""A bundle of arrays that a kernel is given as one pointer.

Numba passes a tuple of arrays as hundreds of separate numbers and counts references to each array
at every call. A bundle is passed as one address of a table of addresses and shapes, so that a
stage of the day can hand the whole world to the functions it is made of, at no cost.
"""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, Self, get_type_hints

import numba
import numpy as np
from numba import types
from numba.core import cgutils
from numba.core.imputils import lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.extending import NativeValue, models, register_model, unbox
from numba.np.arrayobj import make_array, populate_array

Records = Any
"""A record array; its fields are known to numpy and numba, but not to a type checker."""


class Arrays:
    """Base of bundles; a subclass names its arrays by annotations.

    The arrays stay what they are: C-contiguous, of one dtype and rank for good, never replaced
    (only written to). Without the compiler a bundle is an ordinary object.
    """

    def __init__(self, **arrays: np.ndarray) -> None:
        names, kind = _declared(type(self), arrays)
        words: list[int] = []
        for name, known in kind.arrays.items():
            array = arrays[name]
            if not array.flags.c_contiguous or (array.dtype, array.ndim) != known:
                raise ValueError(f"{type(self).__name__}.{name} must be contiguous {known}")
            setattr(self, name, array)
            words += [array.ctypes.data, *array.shape]
        self._names = names
        self._table = np.array(words, np.int64)
        self.address = int(self._table.ctypes.data)
        self._numba_type_ = kind

    def __iter__(self) -> Iterator[np.ndarray]:
        return (getattr(self, name) for name in self._names)

    def copied(self) -> Self:
        """An independent copy."""
        return type(self)(**{name: getattr(self, name).copy() for name in self._names})

    def replaced(self, **arrays: np.ndarray) -> Self:
        """The same bundle with some arrays replaced (the others are shared)."""
        return type(self)(**{name: getattr(self, name) for name in self._names} | arrays)


_KINDS: dict[type, tuple[tuple[str, ...], ArraysType]] = {}


def _declared(bundle: type, arrays: dict[str, np.ndarray]) -> tuple[tuple[str, ...], ArraysType]:
    """Names of a bundle's arrays and its type, fixed by the first one made."""
    if bundle not in _KINDS:
        names = tuple(get_type_hints(bundle))
        if set(names) == set(arrays):
            _KINDS[bundle] = names, ArraysType(bundle.__name__, {n: arrays[n] for n in names})
    names = _KINDS[bundle][0] if bundle in _KINDS else tuple(get_type_hints(bundle))
    if set(names) != set(arrays):
        raise TypeError(f"{bundle.__name__} needs {names}, got {tuple(arrays)}")
    return _KINDS[bundle]


class ArraysType(types.Type):
    """Type of a bundle: the types of its arrays, and where the table has each."""

    def __init__(self, name: str, arrays: dict[str, np.ndarray]) -> None:
        self.arrays = {n: (array.dtype, array.ndim) for n, array in arrays.items()}
        self.fields = {n: _array_type(array) for n, array in arrays.items()}
        self.offsets: dict[str, int] = {}
        at = 0
        for field, array in self.fields.items():
            self.offsets[field] = at
            at += 1 + array.ndim
        # The whole of it in a few letters: every symbol of the machine code carries the name.
        whole = ", ".join(f"{n}: {t}" for n, t in self.fields.items())
        super().__init__(f"{name}({hashlib.sha256(whole.encode()).hexdigest()[:16]})")


def _array_type(array: np.ndarray) -> types.Array:
    """The type of an array, the same whether it is empty, read-only or a record array."""
    return types.Array(numba.from_dtype(array.dtype), array.ndim, "C", aligned=True)


register_model(ArraysType)(models.OpaqueModel)


@infer_getattr
class _Fields(AttributeTemplate):
    key = ArraysType

    def generic_resolve(self, bundle: Any, name: str) -> Any:  # type: ignore[override]
        return bundle.fields.get(name)


@lower_getattr_generic(ArraysType)  # type: ignore[misc, no-untyped-call, unused-ignore]
def _lower_field(context: Any, builder: Any, bundle: ArraysType, value: Any, name: str) -> Any:
    """The array of a field, made from the table; nobody counts references to it."""
    array = bundle.fields[name]
    word = context.get_value_type(types.int64)
    table = builder.bitcast(value, word.as_pointer())
    constant = builder.module.add_metadata([])

    def entry(index: int) -> Any:
        at = builder.gep(table, [context.get_constant(types.intp, bundle.offsets[name] + index)])
        loaded = builder.load(at)
        loaded.set_metadata("invariant.load", constant)
        return loaded

    made = make_array(array)(context, builder)
    data = builder.inttoptr(entry(0), made.data.type)
    shape = [entry(1 + axis) for axis in range(array.ndim)]
    size = context.get_abi_sizeof(context.get_data_type(array.dtype))
    itemsize = context.get_constant(types.intp, size)
    strides = [itemsize]
    for length in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], length))
    populate_array(
        made,
        data=data,
        shape=cgutils.pack_array(builder, shape),
        strides=cgutils.pack_array(builder, strides),
        itemsize=itemsize,
        meminfo=None,
    )
    return made._getvalue()


@unbox(ArraysType)
def _unbox(bundle: ArraysType, obj: Any, c: Any) -> NativeValue:
    """The address of the table."""
    attribute = c.pyapi.object_getattr_string(obj, "address")
    address = c.pyapi.long_as_longlong(attribute)
    c.pyapi.decref(attribute)
    return NativeValue(c.builder.inttoptr(address, c.context.get_value_type(bundle)))
