"""Answers to the questions of pages, checks and reminders."""
