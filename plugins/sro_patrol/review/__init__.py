"""What a supervisor looks for in how lines are written."""
