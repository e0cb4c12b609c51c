SELECT count(*) = 9000 FROM log;
