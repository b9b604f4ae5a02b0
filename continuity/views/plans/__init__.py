"""Pages of plans, contacts, uses and exercises."""
