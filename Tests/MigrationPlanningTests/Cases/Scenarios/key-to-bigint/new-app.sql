WITH p AS (INSERT INTO parents (name) VALUES ('a{n}') RETURNING id) SELECT id FROM p;
INSERT INTO children (parent_id) SELECT max(id) FROM parents WHERE id <= 5000;
UPDATE parents SET name = 'b' WHERE id = {n} % 5000 + 1;
SELECT count(*) FROM children WHERE parent_id = {n} % 5000 + 1;
