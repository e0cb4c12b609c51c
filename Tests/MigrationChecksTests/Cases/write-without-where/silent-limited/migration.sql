UPDATE orders SET note = 'x' WHERE id < 10;
DELETE FROM orders USING customers WHERE customers.id = orders.customer_id;
