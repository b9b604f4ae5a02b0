"""Forms of plans, contacts, uses and exercises."""
