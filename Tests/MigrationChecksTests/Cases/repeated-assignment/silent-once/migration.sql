UPDATE orders SET note = 'a', code = 'b' WHERE id = 1;
