UPDATE orders SET note = 'x';
DELETE FROM orders WHERE true;
DELETE FROM orders WHERE 1 = 1;
