SELECT count(*) = 900 AND sum(question) = (SELECT sum(n % 400 + 1) FROM generate_series(1, 900) AS n) FROM answers;
SELECT count(*) = 399 FROM questions WHERE follows = id - 1;
SELECT count(*) = 300 FROM clues JOIN hints ON hints.question = clues.hint;
