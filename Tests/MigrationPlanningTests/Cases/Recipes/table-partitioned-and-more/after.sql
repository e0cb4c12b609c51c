SELECT count(*) = 9000 AND count(text) = 9000 FROM log;
