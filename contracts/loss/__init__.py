"""Who bears a loss: computed from contract and policies, without Django (domain.md §4)."""
