"""Ask the memory for what will be needed soon: nothing that is computed depends on it.

What people carry lies in tables larger than the fast memory of a processor, and who is due today
lies scattered in them. Asked for some people ahead, it is there when it is needed.
"""

# mypy: allow-untyped-calls, allow-untyped-defs, disable-error-code="misc"

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic, overload

AHEAD = 12
"""People ahead for whom memory is asked: some 12 requests can be on their way at a time."""
LINE = 64
"""Bytes that come together."""
READ, KEEP, DATA = 0, 3, 1
"""What LLVM's prefetch is told: to read, to keep in all levels, not code."""


def fetch(array: np.ndarray, row: int, line: int = 0) -> None:
    """Ask for a line of memory of a row of an array; without the compiler, nothing happens.

    Parameters
    ----------
    array : (rows, …) array
    row : int
        One that is not there does no harm.
    line : int
        Which 64 bytes, counted from the beginning of the row.
    """


@intrinsic
def _fetch(typing: Any, array: Any, row: Any, line: Any) -> Any:
    def build(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        table = context.make_array(signature.args[0])(context, builder, given[0])
        at = builder.mul(given[1], builder.extract_value(table.strides, 0))
        at = builder.add(at, builder.mul(given[2], ir.Constant(given[2].type, LINE)))
        byte, number = ir.IntType(8).as_pointer(), ir.IntType(32)
        address = builder.gep(builder.bitcast(table.data, byte), [at])
        kind = ir.FunctionType(ir.VoidType(), [byte, number, number, number])
        ask = builder.module.declare_intrinsic("llvm.prefetch", [byte], kind)
        builder.call(ask, [address, number(READ), number(KEEP), number(DATA)])
        return context.get_dummy_value()

    return types.void(array, types.intp, types.intp), build


def _compiled(array, row, line=0):
    ask_for: Any = _fetch

    def ask(array, row, line=0):
        ask_for(array, np.intp(row), np.intp(line))

    return ask


if not numba.config.DISABLE_JIT:  # type: ignore[attr-defined]
    overload(fetch, jit_options={"forceinline": True})(_compiled)
