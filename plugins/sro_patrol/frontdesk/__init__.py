"""What the desk keeps beside the log: equipment out of order, radio, visitors, the phone book."""
