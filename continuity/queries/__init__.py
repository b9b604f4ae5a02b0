"""Answers for pages, and the model as the engine reads it."""
