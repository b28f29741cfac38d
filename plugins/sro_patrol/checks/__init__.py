"""Checks: places that were looked at on patrol, and doors."""
