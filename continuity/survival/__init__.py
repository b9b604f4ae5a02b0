"""How long a business carries on when things fail, what it can still sell meanwhile, and what that costs.

`model.py` says what a business depends on, `course.py` plays one failure through it, `points.py` asks for each thing
alone (domain.md §7). No Django here: whole minutes since the failure, exact fractions for shares and money, local
times without zone.
"""
