"""Pages that join what all apps know."""
