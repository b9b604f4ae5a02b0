"""Pages about incidents; an incident's own page is in portfolio, where its jobs are known."""
