"""What only a real browser can show: the journey, the looks of every page, keyboard and phone."""
