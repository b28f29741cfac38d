"""The Textual console: the Desk, its record page, help and dialogs.

`console.source` is what it asks of the rest of sro-ops; `console.app.run` opens it.
"""
