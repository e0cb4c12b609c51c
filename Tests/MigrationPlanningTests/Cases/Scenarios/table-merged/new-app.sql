INSERT INTO users (id, name, bio) VALUES (60000 + {n}, 'new', 'from new');
SELECT id, name, bio FROM users WHERE id = 60000 + {n};
UPDATE users SET bio = 'new' WHERE id = {n} % 6000 + 6001;
UPDATE users SET bio = NULL WHERE id = {n} * 7 % 6000 + 6001;
DELETE FROM users WHERE id = 60000 + {n} - 5;
