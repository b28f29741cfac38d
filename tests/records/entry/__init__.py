"""The entry line, held to its specification."""
