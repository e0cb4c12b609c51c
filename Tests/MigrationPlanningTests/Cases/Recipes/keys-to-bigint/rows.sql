INSERT INTO quizzes SELECT n FROM generate_series(1, 20) AS n;
INSERT INTO questions (follows, quiz) SELECT NULL, n % 20 + 1 FROM generate_series(1, 400) AS n;
UPDATE questions SET follows = id - 1 WHERE id > 1;
INSERT INTO answers SELECT n % 400 + 1, 'answer ' || n FROM generate_series(1, 900) AS n;
INSERT INTO hints SELECT n, 'hint ' || n FROM generate_series(1, 100) AS n;
INSERT INTO clues SELECT n % 100 + 1, 'clue ' || n FROM generate_series(1, 300) AS n;
