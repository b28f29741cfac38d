"""BOLOs: what to be on the lookout for, and until when."""
