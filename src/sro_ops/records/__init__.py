"""Meaning: record types, workflow, quick entry."""
