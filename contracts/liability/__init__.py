"""What a party would pay at most: limits, what they leave out, what is used up. Without a database (domain.md §2)."""
