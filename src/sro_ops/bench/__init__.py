"""`sro-ops bench`: how fast the house is, as ratios measured side by side in one run."""
