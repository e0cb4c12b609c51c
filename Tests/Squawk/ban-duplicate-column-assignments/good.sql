UPDATE orders SET note = 'a' WHERE id = 1;
