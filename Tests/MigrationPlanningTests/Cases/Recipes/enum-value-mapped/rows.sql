INSERT INTO people SELECT n, (ARRAY['sad', 'fine', 'happy'])[n % 3 + 1]::mood FROM generate_series(1, 900) AS n;
