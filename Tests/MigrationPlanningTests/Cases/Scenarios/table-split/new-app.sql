INSERT INTO users (id, name) VALUES (60000 + {n}, 'new');
INSERT INTO user_profiles (user_id, bio) VALUES (60000 + {n}, 'from new');
SELECT users.id, users.name, user_profiles.bio, user_profiles.theme FROM users LEFT JOIN user_profiles ON user_id = id WHERE id = 60000 + {n};
UPDATE user_profiles SET bio = 'new', theme = 'light' WHERE user_id = {n} % 6000 + 6001;
DELETE FROM user_profiles WHERE user_id = 60000 + {n} - 5;
DELETE FROM users WHERE id = 60000 + {n} - 5;
