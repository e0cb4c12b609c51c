SELECT count(*) = 12000 AND count(about) = 8000 AND bool_and(about IS NULL OR about = 'b' || user_id) FROM user_profiles;
SELECT bool_and(theme = 't' || user_id % 7 AND settings ->> 'a' = '1') FROM user_profiles;
