"""What the pages that join all apps need to know."""
