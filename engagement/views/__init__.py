"""Pages of the review calendar."""
