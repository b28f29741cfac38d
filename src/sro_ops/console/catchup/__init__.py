"""Catching up: several lines of a notebook, seen as they will be recorded, saved at once."""
