SELECT count(*) = 300 AND count(DISTINCT id) = 300 AND max(hall) = 6 FROM seats;
