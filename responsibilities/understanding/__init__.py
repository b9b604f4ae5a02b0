"""Do both sides see a job the same way? Answers, how far they agree, what differs. Pure."""
