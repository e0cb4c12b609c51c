INSERT INTO users SELECT n, 'u' || n, 'b', 'm' FROM generate_series(1, 50) AS n;
