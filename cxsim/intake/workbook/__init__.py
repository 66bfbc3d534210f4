"""A case as a spreadsheet: written for a person to fill in, and read back into a case."""
