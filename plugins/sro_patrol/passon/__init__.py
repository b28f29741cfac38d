"""Pass-on: what one officer leaves to the next, and that the next has read it."""
