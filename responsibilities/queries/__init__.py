"""Answers to the questions of pages, as frozen dataclasses."""
