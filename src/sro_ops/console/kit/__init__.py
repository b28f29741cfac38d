"""What every screen is built from: pieces and inks, bars, sheets, words for states and times."""
