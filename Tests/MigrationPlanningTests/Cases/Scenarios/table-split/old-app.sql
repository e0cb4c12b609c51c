INSERT INTO users (id, name, bio) VALUES (20000 + {n}, 'old', 'from old');
INSERT INTO users (id, name) VALUES (40000 + {n}, 'old');
SELECT id, name, bio, theme FROM users WHERE id = 20000 + {n};
UPDATE users SET bio = 'changed', theme = 'dark' WHERE id = {n} % 6000 + 1;
UPDATE users SET bio = NULL WHERE id = {n} * 7 % 6000 + 1;
DELETE FROM users WHERE id = 20000 + {n} - 5;
DELETE FROM users WHERE id = 6000 - {n} % 1000;
