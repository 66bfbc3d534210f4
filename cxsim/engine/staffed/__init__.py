"""The staffed part of a day: who comes to work, who comes to them, how the lines move."""
