"""Outages thought through: played, kept under a name, compared, shared."""
