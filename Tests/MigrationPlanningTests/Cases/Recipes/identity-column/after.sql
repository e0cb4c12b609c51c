SELECT count(DISTINCT no) = 3000 FROM tags;
