"""Tickets and outages out of other systems' tables: which column holds what, and each row with its faults. Pure."""
