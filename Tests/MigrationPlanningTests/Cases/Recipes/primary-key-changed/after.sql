SELECT count(*) = 300 AND count(DISTINCT (hall, number)) = 300 AND min(holder) = 'holder 1' FROM seats;
