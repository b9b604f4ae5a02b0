"""Service levels of customers: facts loaded from the database, and what pages, checks and reminders ask of them."""
