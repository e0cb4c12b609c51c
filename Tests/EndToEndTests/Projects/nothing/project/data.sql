INSERT INTO somewhere VALUES (1);
