SELECT count(*) = 12000 AND count(bio) = 8000 AND bool_and(bio IS NULL OR bio = 'b' || id) FROM users;
SELECT bool_and(theme = 't' || id % 7 AND settings ->> 'a' = '1') FROM users;
