"""The days that the product counts with: none so far off that nothing could be counted from it."""

from datetime import date

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
