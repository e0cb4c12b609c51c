SELECT * FROM notes;

SELECT * FROM customers WHERE id = 1;

SELECT * FROM order_names;

SELECT * FROM notes FOR UPDATE;

SELECT * FROM customers c JOIN orders o ON o.customer_id = c.id FOR SHARE OF o;

SELECT * FROM happy_customers FOR UPDATE;

SELECT count(*) FROM events;

SELECT * FROM events WHERE at = '2024-02-02';

SELECT * FROM events_2024;

SELECT * FROM animals;

SELECT * FROM ONLY animals;

WITH x AS (SELECT * FROM loose) SELECT * FROM x, notes;

INSERT INTO notes (id) VALUES (1);

INSERT INTO customers (name, mood, notes, visited) VALUES ('x', 'ok', 'n', now());

INSERT INTO orders (customer_id) VALUES (1);

INSERT INTO loose SELECT id, body FROM notes;

INSERT INTO scratch (id) VALUES (1) ON CONFLICT (id) DO NOTHING;

INSERT INTO scratch (id) VALUES (1) ON CONFLICT DO NOTHING;

INSERT INTO scratch (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET body = 'x' RETURNING *;

INSERT INTO events (id, at) VALUES (100, '2024-03-03');

INSERT INTO sales.items (order_id, line) VALUES (1, 7);

INSERT INTO event_links VALUES (1, '2024-05-01', 'x');

UPDATE notes SET body = 'x' WHERE id = 1;

UPDATE customers SET score = 1;

UPDATE customers SET score = 1 WHERE id = 2;

UPDATE orders SET total = 5;

UPDATE orders SET customer_id = 2;

DELETE FROM sales.items;
DELETE FROM orders;
DELETE FROM event_links;
DELETE FROM events;
UPDATE customers SET id = id + 1000 WHERE id = 20;

UPDATE notes SET body = c.name FROM customers c WHERE c.id = notes.id;

UPDATE events SET body = 'x';

UPDATE events SET body = 'x' WHERE at >= '2025-01-01' AND at < '2025-06-01';

UPDATE happy_customers SET name = 'x';

UPDATE animals SET name = 'x';

DELETE FROM notes;

DELETE FROM notes WHERE id IN (SELECT id FROM loose);

DELETE FROM sales.items;
DELETE FROM orders WHERE id = 19;

DELETE FROM sales.items;
DELETE FROM event_links;
DELETE FROM events;
DELETE FROM customers WHERE id = 20;

DELETE FROM sales.items;

DELETE FROM events WHERE at < '2000-01-01';

DELETE FROM logins;

DELETE FROM notes USING loose l WHERE l.id = notes.id;

COPY notes TO STDOUT;

COPY (SELECT * FROM notes) TO STDOUT;

MERGE INTO notes n USING loose l ON n.id = l.id WHEN MATCHED THEN UPDATE SET body = l.body WHEN NOT MATCHED THEN INSERT (id) VALUES (l.id);

MERGE INTO scratch s USING loose l ON s.id = l.id WHEN MATCHED THEN DELETE;

EXPLAIN SELECT * FROM notes;

EXPLAIN ANALYZE DELETE FROM notes;

DECLARE c CURSOR FOR SELECT * FROM notes;

PREPARE q AS SELECT * FROM notes;

VALUES (1);

DO $$ BEGIN PERFORM 1; END $$;

