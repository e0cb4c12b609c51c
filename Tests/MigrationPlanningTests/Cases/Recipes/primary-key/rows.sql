INSERT INTO tags SELECT n, 't' FROM generate_series(1, 3000) AS n;
