"""Answers to the questions of pages and reminders."""
