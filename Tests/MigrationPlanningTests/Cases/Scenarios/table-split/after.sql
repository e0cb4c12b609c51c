SELECT count(*) > 10900 FROM user_profiles;
SELECT count(*) = 0 FROM user_profiles WHERE user_id BETWEEN 6001 AND 12000 AND bio <> 'b' || user_id AND bio <> 'new';
SELECT count(*) > 0 FROM user_profiles WHERE bio = 'from old' OR bio = 'changed';
