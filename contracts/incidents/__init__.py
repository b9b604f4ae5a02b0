"""Incidents: what happened, who has to be told by when, and what it cost. Clocks and words need no database."""
