"""The demo: a school that does not exist, and a day in it."""
