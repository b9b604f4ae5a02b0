"""Pages of technology."""
