"""What runs where, out of other systems' tables. Pure."""
