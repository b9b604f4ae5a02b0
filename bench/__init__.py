"""Measurements on this machine. Each prints a floor, a figure and their ratio, because machines drift."""
