SELECT count(*) = 300 FROM events;
