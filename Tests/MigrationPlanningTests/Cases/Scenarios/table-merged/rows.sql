INSERT INTO users SELECT n, 'u' || n FROM generate_series(1, 12000) AS n;
INSERT INTO user_profiles SELECT n, 'b' || n FROM generate_series(1, 12000) AS n WHERE n % 4 > 0;
