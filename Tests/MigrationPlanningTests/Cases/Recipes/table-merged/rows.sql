INSERT INTO users SELECT n, 'u' || n FROM generate_series(1, 12000) AS n;
INSERT INTO user_profiles SELECT n, 'b' || n, 't' || n % 7 FROM generate_series(1, 12000) AS n WHERE n % 4 > 0;
INSERT INTO things SELECT n, 't' || n FROM generate_series(1, 100) AS n;
INSERT INTO extras SELECT n, 'n' || n FROM generate_series(1, 50) AS n;
