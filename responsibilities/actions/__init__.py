"""Everything that writes a matrix, one file for each stretch of its life."""
