"""The journal on the screen: its rows, the window on them, and what a row lets one do."""
