SELECT count(*) = 300 AND sum(value) = 45150 FROM readings;
