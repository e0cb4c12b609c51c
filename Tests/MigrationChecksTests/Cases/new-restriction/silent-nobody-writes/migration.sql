ALTER TABLE customers ADD CONSTRAINT named CHECK (name <> '') NOT VALID;
