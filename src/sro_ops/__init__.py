"""sro-ops: a security operations console for schools."""
