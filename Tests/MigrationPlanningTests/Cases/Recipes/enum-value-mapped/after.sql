SELECT count(*) = 600 AND (SELECT count(*) FROM people) = 900 FROM people WHERE mood = 'happy';
