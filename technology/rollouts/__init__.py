"""Updates let out in rings: what is allowed to go on, and what stops it. Clocks, rules and words need no database."""
