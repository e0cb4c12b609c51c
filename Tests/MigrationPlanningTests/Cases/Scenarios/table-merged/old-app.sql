INSERT INTO users (id, name) VALUES (20000 + {n}, 'old');
INSERT INTO user_profiles (user_id, bio) VALUES (20000 + {n}, 'from old');
SELECT users.id, users.name, user_profiles.bio FROM users LEFT JOIN user_profiles ON user_id = id WHERE id = 20000 + {n};
UPDATE user_profiles SET bio = 'changed' WHERE user_id = {n} % 6000 + 1;
DELETE FROM user_profiles WHERE user_id = 20000 + {n} - 5;
DELETE FROM users WHERE id = 20000 + {n} - 5;
