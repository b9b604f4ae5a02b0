"""Many simulated years of losses, shared out event by event (domain.md §4.8).

Only jobs and tests import the modules that need numpy: draws, summary, simulation and the steps of the waterfall.
"""
