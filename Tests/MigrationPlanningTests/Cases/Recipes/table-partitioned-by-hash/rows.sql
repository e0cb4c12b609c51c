INSERT INTO app.documents (tenant, body) SELECT n % 5, 'body ' || n FROM generate_series(1, 2000) AS n;
INSERT INTO app.pages SELECT id, 1 FROM app.documents;
