"""What happened at each customer, as steps with their day; `demo.load` puts them in order and plays them."""
