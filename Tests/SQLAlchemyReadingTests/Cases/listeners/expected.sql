CREATE SCHEMA IF NOT EXISTS stats;

CREATE TABLE post (
	id SERIAL NOT NULL, 
	title VARCHAR NOT NULL, 
	updated_at TIMESTAMP WITHOUT TIME ZONE DEFAULT now(), 
	PRIMARY KEY (id)
);

CREATE OR REPLACE FUNCTION touch() RETURNS TRIGGER AS $$
    BEGIN
        NEW.updated_at = now();
        RETURN NEW;
    END;
    $$ LANGUAGE plpgsql;

CREATE TRIGGER post_touch BEFORE UPDATE ON post FOR EACH ROW EXECUTE FUNCTION touch();

CREATE INDEX post_lower ON post (lower(title));

CREATE VIEW titles AS SELECT title FROM post WHERE title LIKE 'a%';

