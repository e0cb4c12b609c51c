UPDATE orders SET note = 'a', note = 'b' WHERE id = 1;
