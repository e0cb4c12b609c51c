SELECT bool_and(bio = CASE WHEN id % 4 > 0 THEN 'b' || id ELSE 'none' END) FROM users;
SELECT bool_and(theme IS NOT DISTINCT FROM CASE WHEN id % 4 > 0 THEN 't' || id % 7 END) FROM users;
SELECT count(note) = 50 AND count(*) = 100 FROM things;
