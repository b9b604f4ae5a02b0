"""Continuity plans, their contacts, uses and exercises: vocabularies, rights, what falls due, checks."""
