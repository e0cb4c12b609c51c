CREATE TABLE courses (id bigint PRIMARY KEY, rating_count integer NOT NULL DEFAULT 0, twice integer GENERATED ALWAYS AS (rating_count * 2) STORED);
CREATE TABLE reviews (id bigint PRIMARY KEY, course_id bigint NOT NULL REFERENCES courses (id));
CREATE TABLE marks (id bigint PRIMARY KEY, review_id bigint NOT NULL REFERENCES reviews (id));
CREATE FUNCTION log_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER reviews_log AFTER INSERT ON reviews FOR EACH ROW EXECUTE FUNCTION log_change();
CREATE FUNCTION count_ratings() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE courses SET rating_count = 1; RETURN NULL; END $$;
CREATE TRIGGER courses_count AFTER INSERT ON courses FOR EACH ROW EXECUTE FUNCTION count_ratings();
CREATE TRIGGER marks_count AFTER INSERT ON marks FOR EACH ROW EXECUTE FUNCTION count_ratings();
ALTER TABLE marks DISABLE TRIGGER marks_count;
