"""Words of advice for templates."""
