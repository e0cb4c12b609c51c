INSERT INTO accounts SELECT n, n, 'owner ' || n FROM generate_series(1, 300) AS n;
INSERT INTO invoices SELECT n, 1 + n % 300, NULL FROM generate_series(1, 900) AS n;
