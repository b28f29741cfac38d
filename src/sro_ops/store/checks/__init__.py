"""What `verify` looks at, one thing in each module; any engine's connection will do.

Each takes the driver's own connection and the engine's words, reads only, and raises `Found` at
the first thing that does not hold.
"""
