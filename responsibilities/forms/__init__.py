"""Forms of the matrix and the catalogue."""
