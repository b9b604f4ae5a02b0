"""A vendor or product fails at every customer at once: what stops where, how soon, and whom to ring first.

`striking.py` plays it through the part of each business that it can reach, `urgency.py` puts the customers in order.
No Django here: minutes since the failure, exact fractions for shares and money.
"""
