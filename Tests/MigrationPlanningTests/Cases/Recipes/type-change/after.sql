SELECT bool_and(total = id) FROM orders;
