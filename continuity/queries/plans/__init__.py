"""Plans, contacts, uses and exercises as pages ask for them."""
