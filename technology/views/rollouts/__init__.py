"""Pages about updates, their rings and the ways back."""
