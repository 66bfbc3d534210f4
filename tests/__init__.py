"""Tests; `kit` holds what several rooms of them share."""
