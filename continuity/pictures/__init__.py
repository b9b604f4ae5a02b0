"""What a failure looks like: where boxes and bars stand, in which words. Geometry and text; `core/charts` draws them.

No Django and no database here. Times are minutes since the failure, as in `continuity/survival`.
"""
