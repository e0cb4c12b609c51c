CREATE DOMAIN price AS numeric;
