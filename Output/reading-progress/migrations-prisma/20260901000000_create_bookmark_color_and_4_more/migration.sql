-- Makes what nobody uses yet: add enum bookmark_color, add table bookmarks, add table resume_points, add table activity_days, add table streaks.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
CREATE TYPE public.bookmark_color AS ENUM (
  'YELLOW',
  'GREEN',
  'BLUE',
  'PINK'
);
CREATE TABLE public.bookmarks (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  user_id uuid NOT NULL,
  lesson_id uuid NOT NULL,
  block_id bigint,
  locale public.locale NOT NULL,
  block_position smallint NOT NULL,
  char_offset integer DEFAULT 0 NOT NULL,
  color public.bookmark_color DEFAULT 'YELLOW' NOT NULL,
  note character varying(2000),
  created_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  deleted_at timestamp(3) with time zone,
  CONSTRAINT bookmarks_pkey PRIMARY KEY (id)
);
CREATE TABLE public.resume_points (
  enrollment_id bigint NOT NULL,
  organization_id uuid NOT NULL,
  lesson_id uuid NOT NULL,
  block_position smallint DEFAULT 1 NOT NULL,
  media_seconds integer,
  device public.device_kind NOT NULL,
  client_revision bigint NOT NULL,
  created_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT resume_points_pkey PRIMARY KEY (enrollment_id)
);
CREATE TABLE public.activity_days (
  user_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  day date NOT NULL,
  seconds_studied integer DEFAULT 0 NOT NULL,
  lessons_completed smallint DEFAULT 0 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT activity_days_pkey PRIMARY KEY (user_id, organization_id, day)
);
CREATE TABLE public.streaks (
  user_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  current_days smallint DEFAULT 1 NOT NULL,
  longest_days smallint DEFAULT 1 NOT NULL,
  last_day date NOT NULL,
  freezes_left smallint DEFAULT 2 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT streaks_pkey PRIMARY KEY (user_id, organization_id)
);
CREATE INDEX IF NOT EXISTS idx_bookmarks_user_id_lesson_id_block_position ON public.bookmarks (user_id, lesson_id, block_position);
CREATE INDEX IF NOT EXISTS idx_bookmarks_lesson_id ON public.bookmarks (lesson_id);
CREATE INDEX IF NOT EXISTS idx_bookmarks_organization_id ON public.bookmarks (organization_id);
CREATE INDEX IF NOT EXISTS idx_resume_points_lesson_id ON public.resume_points (lesson_id);
CREATE INDEX IF NOT EXISTS idx_resume_points_organization_id ON public.resume_points (organization_id);
CREATE INDEX IF NOT EXISTS idx_activity_days_organization_id_day ON public.activity_days (organization_id, day);
CREATE INDEX IF NOT EXISTS idx_streaks_organization_id ON public.streaks (organization_id);
COMMENT ON TABLE public.bookmarks IS 'A place inside a lesson that a learner marked, with an optional note. Only the learner sees it.';
COMMENT ON COLUMN public.bookmarks.block_id IS 'The block while it exists; null after the lesson was published anew, then block_position is the best guess.';
COMMENT ON COLUMN public.bookmarks.char_offset IS 'Characters from the start of the block''s text.';
COMMENT ON TABLE public.resume_points IS 'Where an enrolment goes on, on whatever device is next. One row per enrolment, moved every 20 seconds of reading.';
COMMENT ON COLUMN public.resume_points.media_seconds IS 'Playing time, for lessons of kind VIDEO.';
COMMENT ON COLUMN public.resume_points.client_revision IS 'Milliseconds of the device''s clock, corrected by the skew that the API measured. Only a larger one moves the point.';
COMMENT ON TABLE public.activity_days IS 'A day on which a learner studied, in the learner''s own time zone. Offline reading arrives up to three days late.';
COMMENT ON COLUMN public.streaks.last_day IS 'Last day that counted; a streak lives while this is today or yesterday where the learner is.';
COMMENT ON COLUMN public.streaks.freezes_left IS 'Missed days that are still forgiven this month; the hourly job spends one by moving last_day.';
COMMIT;
