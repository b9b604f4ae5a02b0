"""How products are compared before one is chosen (domain.md §8.1). Pure: no Django, no models."""
