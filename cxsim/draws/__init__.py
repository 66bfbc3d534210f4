"""Keyed luck: every draw is a pure function of its own story (see docs/draws.md).

The generator has no state. A key is folded from words (seed, replication, customer, need, …) and
a draw is one more fold, by purpose. Import from ``keys``, ``purposes`` and ``variates``: the
package itself stays light so that reading ``GENERATOR`` loads no compiler.
"""

GENERATOR = "cxsim-fold-1"
"""Name and version of the generator; part of every manifest. Changed bits mean a new name."""
