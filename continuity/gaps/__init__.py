"""Checks of what a business depends on (domain.md §6, C-21 to C-29). `recovery.py`: targets against backups, promises
and fallbacks; `reliance.py`: what hangs on one thing, and whether insurance answers. `facts.py` alone knows a database.
"""
