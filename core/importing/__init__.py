"""A table on its way in, of any length: uploaded, its columns named, looked at, then taken in whole or not at all.

What a table may hold is the app's own (`columns.Layout`), and so is what becomes of a row.
"""
