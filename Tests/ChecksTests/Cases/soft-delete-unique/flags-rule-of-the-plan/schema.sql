CREATE TABLE chapters (id bigint PRIMARY KEY, course_id bigint, position integer, deleted_at timestamptz, UNIQUE (course_id, position));
