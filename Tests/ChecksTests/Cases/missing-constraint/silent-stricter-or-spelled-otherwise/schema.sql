CREATE TABLE chapters (
  id bigint PRIMARY KEY, course_id bigint NOT NULL, position integer NOT NULL, deleted_at timestamptz, stars integer NOT NULL,
  state text NOT NULL, UNIQUE (course_id, position), CHECK (1 <= stars AND stars <= 5),
  CHECK (state = ANY (ARRAY['DRAFT'::text, 'LIVE'::text])), CHECK ((deleted_at IS NOT NULL) OR (position > 0)));
