"""Pages of advice and actions."""
