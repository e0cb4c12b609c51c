INSERT INTO tags SELECT n, 't', 1.5 FROM generate_series(1, 3000) AS n;
