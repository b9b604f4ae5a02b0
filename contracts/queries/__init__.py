"""Answers to the questions of pages, packs and reminders, as frozen dataclasses."""
