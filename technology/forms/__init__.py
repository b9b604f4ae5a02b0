"""Forms of technology."""
