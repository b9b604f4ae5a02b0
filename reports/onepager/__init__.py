"""“Who would pay?” on paper: one example's answer as its reader saw it, frozen, printed by a job, kept."""
