"""What needs you: the strip above today's log."""
