"""An answer to “Who would pay?” or a copy of a plan on paper: as its reader saw it, frozen, printed by a job, kept."""
