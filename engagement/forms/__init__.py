"""Forms and filters of the pages, a file each."""
