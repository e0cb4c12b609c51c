INSERT INTO purchases (id, customer_id, note, total) VALUES (20000 + {n}, 1, 'from old', {n});
SELECT id, customer_id, note, total FROM purchases WHERE id = 20000 + {n};
UPDATE purchases SET note = 'changed', total = total + 1 WHERE id = {n} % 12000 + 1;
DELETE FROM purchases WHERE id = 20000 + {n} - 5;
