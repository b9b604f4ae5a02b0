"""Template tags of technology."""
