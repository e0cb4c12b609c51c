UPDATE lines SET fare = 3 WHERE id = 1;

INSERT INTO lines (name) VALUES ('nobody');
INSERT INTO line_stops SELECT id, 1, 1 FROM lines WHERE name = 'nobody';
DELETE FROM lines WHERE name = 'nobody';

INSERT INTO lines (name) VALUES ('new');

INSERT INTO trips VALUES (100, 1, '2024-06-01', 1);

INSERT INTO trips_2025 VALUES (100, 1, '2025-06-01', 1);

INSERT INTO line_stops VALUES (1, 2, 5);

UPDATE line_stops SET stop_id = 5 WHERE line_id = 2;

UPDATE stops SET id = 300 WHERE id = 30;

DELETE FROM stops WHERE id = 29;

UPDATE trips SET riders = 6 WHERE day = '2024-05-01';

UPDATE trips SET day = '2025-07-01' WHERE id = 3 AND day = '2024-05-01';

DELETE FROM trips;

UPDATE trams SET name = 'q' WHERE id = 2;

DELETE FROM trips WHERE line_id = 4;
DELETE FROM trams WHERE id = 4;

INSERT INTO active_lines (name) VALUES ('zz');

DELETE FROM wishes WHERE id = 1;

UPDATE wishes SET body = 'c';

SELECT riders_of(1);

SELECT close_line(1);

SELECT name, riders_of(id) FROM lines;

CALL ops.clean('2020-01-01');

SELECT * FROM checkins WHERE rider = '00000000-0000-0000-0000-000000000007';

DELETE FROM checkins WHERE rider = '00000000-0000-0000-0000-000000000008';

INSERT INTO checkins VALUES ('00000000-0000-0000-0000-000000000099', now(), 1);

SELECT * FROM sales WHERE region IS NULL;

SELECT * FROM sales WHERE region = 'zzz' AND day > '2024-06-01';

SELECT * FROM sales_rest WHERE day < '2023-01-01';

SELECT * FROM line_map WHERE line = 'l1' FOR UPDATE;

WITH gone AS (DELETE FROM history RETURNING *) SELECT count(*) FROM gone;

WITH added AS (INSERT INTO vehicles VALUES (50, 'z', 2010) RETURNING id), moved AS (UPDATE stops SET name = 'x' WHERE id = 1 RETURNING id) SELECT * FROM added, moved;

MERGE INTO lines l USING (VALUES (1, 'renamed')) v(id, name) ON l.id = v.id WHEN MATCHED THEN UPDATE SET name = v.name;

INSERT INTO lines (name) VALUES ('unserved');
MERGE INTO line_stops t USING lines l ON t.line_id = l.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (line_id, stop_id, position) VALUES (l.id, 1, 9);

DO $$ DECLARE n integer; BEGIN SELECT count(*) INTO n FROM stops; UPDATE lines SET fare = n WHERE id = 1; END $$;

DO $$ BEGIN EXECUTE 'DELETE FROM history'; EXECUTE 'TRUNCATE deleted_lines'; END $$;

PREPARE p (integer) AS UPDATE vehicles SET built = $1;
EXECUTE p(5);

EXPLAIN UPDATE lines SET fare = 1;

SELECT l.name FROM lines l WHERE EXISTS (SELECT FROM trips t WHERE t.line_id = l.id AND t.day = '2025-05-01');

LOCK TABLE line_map IN SHARE MODE;

SELECT setval('ops.numbers', 5), currval('ops.numbers');

COPY (SELECT * FROM trips WHERE day = '2025-05-01') TO STDOUT;
