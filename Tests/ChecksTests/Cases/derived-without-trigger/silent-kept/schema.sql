CREATE TABLE courses (id bigint PRIMARY KEY, rating_count integer NOT NULL DEFAULT 0, twice integer GENERATED ALWAYS AS (rating_count * 2) STORED);
CREATE TABLE reviews (id bigint PRIMARY KEY, course_id bigint NOT NULL REFERENCES courses (id));
CREATE TABLE marks (id bigint PRIMARY KEY, review_id bigint NOT NULL REFERENCES reviews (id));
CREATE FUNCTION refresh(course bigint) RETURNS void LANGUAGE sql AS $$ UPDATE courses SET rating_count = 1 WHERE id = course $$;
CREATE FUNCTION on_mark() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM refresh(NEW.id); RETURN NULL; END $$;
CREATE TRIGGER marks_count AFTER INSERT ON marks FOR EACH ROW EXECUTE FUNCTION on_mark();
