INSERT INTO parents (name) SELECT 'p' || n FROM generate_series(1, 5000) AS n;
INSERT INTO children (parent_id) SELECT n % 5000 + 1 FROM generate_series(1, 9000) AS n;
