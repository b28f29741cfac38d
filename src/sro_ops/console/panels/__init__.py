"""The panels beside the log: the shelf, and the one-line glance on a small screen."""
