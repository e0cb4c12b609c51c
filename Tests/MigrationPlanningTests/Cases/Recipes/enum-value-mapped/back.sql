SELECT count(*) = 600 FROM people WHERE mood IN ('happy', 'fine');
