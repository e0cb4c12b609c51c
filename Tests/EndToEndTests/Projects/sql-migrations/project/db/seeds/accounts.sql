INSERT INTO accounts (name) VALUES ('CREATE TABLE decoy');
