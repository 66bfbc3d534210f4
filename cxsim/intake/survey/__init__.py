"""A survey of customers made into a case: what was rated, by whom, and what it did to NPS."""
