"""The version, alone in a module: it is asked for more often than anything else is imported."""

__version__ = "0.1.0"
