"""Pages of the matrix, its review and the catalogue."""
