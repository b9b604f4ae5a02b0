"""Service levels worked out: clocks, availability, compliance, credits, the right to end (domain.md §1.2 to 1.5).

Pure: no database and no Django. Moments are aware and kept in UTC, so that every length is real elapsed time,
clock changes included; shares are exact fractions, compared unrounded and cut off (never rounded up) for people.
"""
