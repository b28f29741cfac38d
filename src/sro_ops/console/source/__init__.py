"""What the console asks of the rest of sro-ops, by topic: Protocols and the shapes of the answers.

Whoever implements `DeskSource` decides rights, reads and writes; the console only shows and asks.
Nothing here imports more than the standard library and the plain shapes of the lower floors.
"""
