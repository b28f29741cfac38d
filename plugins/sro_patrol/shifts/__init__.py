"""Shifts: who came on duty, whom they relieved, what they took over, and when they left."""
