SELECT bool_and(amount = id) FROM orders;
