"""Everything that is written about plans, their contacts, uses and exercises."""
