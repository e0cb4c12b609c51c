INSERT INTO tags SELECT 't' || n FROM generate_series(1, 3000) AS n;
