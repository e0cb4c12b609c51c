SELECT count(*) = 2000 FROM visits;
