"""Pages of meetings: the list and one of them; planning; topics and actions; minutes."""
