"""What the pages about findings ask."""
