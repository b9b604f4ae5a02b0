"""What is in which ring, for pages, reminders and checks."""
