"""Gaps between what a contract promises, what insurance pays and what the papers say (domain.md chapter 6)."""
