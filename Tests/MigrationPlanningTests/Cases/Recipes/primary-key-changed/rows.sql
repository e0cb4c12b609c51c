INSERT INTO seats SELECT n, n % 7, n, 'holder ' || n FROM generate_series(1, 300) AS n;
