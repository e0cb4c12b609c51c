SELECT bool_and(CASE WHEN bio = 'changed' OR bio = 'new' OR bio IS NULL THEN true WHEN id % 4 > 0 THEN bio = 'b' || id END) FROM users WHERE id <= 12000;
SELECT count(*) > 0 FROM users WHERE bio = 'from old' OR bio = 'changed';
