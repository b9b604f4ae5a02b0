"""Changes to advice, decisions and actions, each whole or not at all."""
