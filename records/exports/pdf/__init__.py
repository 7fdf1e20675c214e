"""Pages on paper: what stands on them, and the fonts they are set in."""
