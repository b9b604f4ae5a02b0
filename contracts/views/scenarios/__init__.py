"""Pages of "Who would pay?"."""
