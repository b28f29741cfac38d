"""The steps of the host's own tables, one file for each revision."""
