SELECT count(DISTINCT no) = 3000 AND max(no) = 3000 FROM tags;
