"""Tours: checkpoints that are scanned on a walk, by a plan that says when."""
