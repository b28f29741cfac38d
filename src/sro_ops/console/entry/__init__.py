"""The entry line: what is typed, what it means, and what became of it."""
