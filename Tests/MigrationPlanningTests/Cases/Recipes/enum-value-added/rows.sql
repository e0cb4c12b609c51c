INSERT INTO people SELECT n, 'happy' FROM generate_series(1, 100) AS n;
