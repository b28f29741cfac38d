"""The shell face: one module for each group of commands, imported when the command runs."""
