"""Operators and roles on the screen, for those who may keep them."""
