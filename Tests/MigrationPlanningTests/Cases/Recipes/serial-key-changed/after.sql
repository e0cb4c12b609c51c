SELECT count(*) = 300 AND sum(amount) = 45150 FROM downloads;
