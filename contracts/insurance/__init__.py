"""Cyber insurance (domain.md §3): its vocabulary, its arithmetic, its words and who may see what of it."""
