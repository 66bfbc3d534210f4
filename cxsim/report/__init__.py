"""What people see of a comparison: the page, the terminal, the files, in Spanish or English."""
