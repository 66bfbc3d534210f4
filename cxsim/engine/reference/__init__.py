"""The same model as a person would tell it: one agent a customer, one method a turn of a life.

For reading, for teaching, and for trying a new behaviour by subclassing `Customer`. It uses the
same rules, the same draws and the same record as the kernel, and must agree with it to the last
bit.
"""

from .customer import Customer
from .under_way import Journey

__all__ = ["Customer", "Journey"]
