SELECT bool_and(about = 'b' || user_id OR about = 'none') AND count(*) >= 9000 FROM user_profiles;
SELECT count(note) = 50 AND count(*) = 50 FROM extras;
