"""Forms of advice, decisions and actions; what narrows the lists."""
