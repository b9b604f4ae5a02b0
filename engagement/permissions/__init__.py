"""Who may do what here. Pure: the actor's rights first, then what the state allows."""
