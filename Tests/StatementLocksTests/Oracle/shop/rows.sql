INSERT INTO customers (name, email, mood, notes, score, joined, visited, place, contact, region, payload, small, price, code, bits, span, net, stamp)
SELECT 'name' || i, 'e' || i || '@x', CASE i % 3 WHEN 0 THEN 'sad' ELSE 'happy' END::mood, 'note', i, '2024-02-01', '2024-03-01', 'p', 'a@b', 'r', '{}', i, i, 'c', '101', '1 day', '10.0.0.0/8', '2024-01-01'
FROM generate_series(1, 20) i;
INSERT INTO orders (customer_id, reference, total, parent_id) SELECT i, 'r' || i, i * 10, CASE WHEN i > 1 THEN 1 END FROM generate_series(1, 20) i;
INSERT INTO sales.items SELECT i, 1, 'p', 3, i FROM generate_series(1, 20) i;
INSERT INTO bookings VALUES (1, '[2024-01-01,2024-01-02)'), (2, '[2024-01-01,2024-01-02)');
INSERT INTO notes SELECT i, 'b', '2024-01-01', 'k', i FROM generate_series(1, 20) i;
INSERT INTO loose SELECT i, 'b' FROM generate_series(1, 20) i;
INSERT INTO events SELECT i, '2024-05-01', i, 'b' FROM generate_series(1, 10) i;
INSERT INTO events SELECT i, '2025-05-01', i, 'b' FROM generate_series(1, 10) i;
INSERT INTO events SELECT i, '1999-05-01', NULL, 'b' FROM generate_series(1, 10) i;
INSERT INTO events_2026 SELECT i, '2026-05-01', NULL, 'b' FROM generate_series(1, 10) i;
INSERT INTO events_2027 SELECT i, '2027-05-01', NULL, 'b' FROM generate_series(1, 10) i;
INSERT INTO event_links SELECT i, '2024-05-01', 'n' FROM generate_series(1, 10) i;
INSERT INTO readings SELECT i, i, CASE WHEN i % 2 = 0 THEN 'a' ELSE 'c' END FROM generate_series(1, 20) i;
INSERT INTO readings_d SELECT i, i, 'd' FROM generate_series(1, 20) i;
INSERT INTO animals SELECT i, 'n', 1 FROM generate_series(1, 5) i;
INSERT INTO dogs SELECT i, 'n', 1, 'x' FROM generate_series(11, 15) i;
INSERT INTO puppies SELECT i, 'n', 1, 'x', 1 FROM generate_series(21, 25) i;
INSERT INTO cats SELECT i, 'n', 1, true FROM generate_series(31, 35) i;
INSERT INTO people SELECT i, i, 'n', ROW('s', 'c')::address, 'm' FROM generate_series(1, 5) i;
INSERT INTO scratch SELECT i, 'b' FROM generate_series(1, 5) i;
INSERT INTO logins SELECT i, '2024-01-01', true FROM generate_series(1, 5) i;
REFRESH MATERIALIZED VIEW totals;
