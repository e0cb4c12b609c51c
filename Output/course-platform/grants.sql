DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'auth') THEN
    CREATE ROLE auth LOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'learner') THEN
    CREATE ROLE learner NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'author') THEN
    CREATE ROLE author NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'manager') THEN
    CREATE ROLE manager NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'owner') THEN
    CREATE ROLE owner NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'worker') THEN
    CREATE ROLE worker LOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'reporting') THEN
    CREATE ROLE reporting LOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'support') THEN
    CREATE ROLE support LOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app') THEN
    CREATE ROLE app LOGIN NOINHERIT;
  END IF;
END
$$;

GRANT learner TO app;
GRANT author TO app;
GRANT manager TO app;
GRANT manager TO owner;
GRANT owner TO app;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, auth, learner, author, manager, owner, worker, reporting, support;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, auth, learner, author, manager, owner, worker, reporting, support;
GRANT USAGE ON SCHEMA public TO auth, learner, author, manager, owner, worker, reporting, support;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE ON public.users TO auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.sessions, public.accounts, public.verifications TO auth;

GRANT SELECT ON public.categories, public.category_translations, public.courses, public.course_translations, public.chapters, public.chapter_translations, public.lessons, public.lesson_translations, public.lesson_blocks, public.tags, public.quizzes, public.quiz_questions, public.certificates, public.organizations, public.memberships, public."_CourseTags" TO learner;
GRANT SELECT, INSERT, UPDATE ON public.reviews, public.enrollments, public.lesson_progress, public.quiz_attempts, public.quiz_answers, public.notification_preferences TO learner;
GRANT SELECT, INSERT, DELETE ON public.lesson_bookmarks TO learner;
GRANT SELECT, UPDATE ON public.notifications TO learner;
GRANT USAGE ON SEQUENCE public.enrollments_id_seq, public.quiz_attempts_id_seq TO learner;

GRANT SELECT ON public.categories, public.category_translations, public.reviews TO author;
GRANT SELECT, INSERT, UPDATE ON public.courses TO author;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.course_translations, public.chapters, public.chapter_translations, public.lessons, public.lesson_translations, public.lesson_blocks, public.tags, public.quizzes, public.quiz_questions TO author;
GRANT SELECT, INSERT, DELETE ON public."_CourseTags" TO author;
GRANT USAGE ON SEQUENCE public.lesson_blocks_id_seq TO author;

GRANT SELECT, INSERT ON public.credit_entries TO manager;
GRANT SELECT, UPDATE ON public.courses, public.reviews, public.certificates TO manager;
GRANT SELECT ON public.course_translations, public.users, public.lesson_progress, public.quiz_attempts, public.organizations TO manager;
GRANT SELECT, INSERT, UPDATE ON public.enrollments, public.organization_settings, public.memberships TO manager;
GRANT INSERT ON public.notifications TO manager;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.invitations TO manager;
GRANT USAGE ON SEQUENCE public.credit_entries_id_seq, public.enrollments_id_seq, public.notifications_id_seq TO manager;

GRANT SELECT ON public.plans TO owner;
GRANT SELECT, INSERT, UPDATE ON public.subscriptions TO owner;
GRANT SELECT, UPDATE ON public.organizations TO owner;

GRANT SELECT, UPDATE ON public.subscriptions, public.enrollments TO worker;
GRANT SELECT, INSERT ON public.credit_entries, public.certificates TO worker;
GRANT SELECT ON public.courses, public.course_translations, public.users, public.notification_preferences, public.organizations, public.memberships TO worker;
GRANT SELECT, INSERT, DELETE ON public.lesson_views, public.notifications TO worker;
GRANT SELECT, DELETE ON public.invitations TO worker;
GRANT USAGE ON SEQUENCE public.credit_entries_id_seq, public.lesson_views_id_seq, public.notifications_id_seq TO worker;

GRANT SELECT ON public.courses, public.course_translations, public.chapters, public.lessons, public.enrollments, public.lesson_progress, public.lesson_views, public.quiz_attempts, public.organizations TO reporting;
GRANT SELECT (id, organization_id, course_id, user_id, rating, created_at, updated_at, deleted_at) ON TABLE public.reviews TO reporting;
GRANT SELECT (number, organization_id, enrollment_id, user_id, course_title, issued_at, expires_on, revoked_at, created_at, updated_at) ON TABLE public.certificates TO reporting;
GRANT SELECT (id, organization_id, user_id, role, deactivated_at, created_at, updated_at) ON TABLE public.memberships TO reporting;

GRANT SELECT ON public.plans, public.credit_entries, public.categories, public.category_translations, public.courses, public.course_translations, public.chapters, public.chapter_translations, public.lessons, public.lesson_translations, public.lesson_blocks, public.tags, public.reviews, public.enrollments, public.lesson_progress, public.lesson_views, public.lesson_bookmarks, public.quizzes, public.quiz_questions, public.quiz_attempts, public.certificates, public.notifications, public.notification_preferences, public.organizations, public.organization_settings, public."_CourseTags" TO support;
GRANT SELECT (id, organization_id, plan_id, status, seats, period_start, period_end, cancelled_at, created_at, updated_at) ON TABLE public.subscriptions TO support;
GRANT SELECT (id, email, email_verified, name, locale, time_zone, last_seen_at, created_at, updated_at, deleted_at) ON TABLE public.users TO support;
GRANT SELECT (attempt_id, question_id, is_correct, points, created_at, updated_at) ON TABLE public.quiz_answers TO support;
GRANT SELECT (id, organization_id, user_id, role, deactivated_at, created_at, updated_at) ON TABLE public.memberships TO support;
GRANT SELECT (id, organization_id, invited_by_id, email, role, expires_at, accepted_at, created_at, updated_at) ON TABLE public.invitations TO support;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO support;

-- subscriptions without provider_ref
DROP VIEW IF EXISTS public.subscriptions_masked;
CREATE VIEW public.subscriptions_masked WITH (security_invoker=true) AS
SELECT id,
  organization_id,
  plan_id,
  status,
  seats,
  '***'::character varying(64) AS provider_ref,
  period_start,
  period_end,
  cancelled_at,
  created_at,
  updated_at
FROM public.subscriptions;
GRANT SELECT ON public.subscriptions_masked TO support;

-- reviews without body
DROP VIEW IF EXISTS public.reviews_masked;
CREATE VIEW public.reviews_masked WITH (security_invoker=true) AS
SELECT id,
  organization_id,
  course_id,
  user_id,
  rating,
  '***'::text AS body,
  created_at,
  updated_at,
  deleted_at
FROM public.reviews;
GRANT SELECT ON public.reviews_masked TO reporting;

-- users without image
DROP VIEW IF EXISTS public.users_masked;
CREATE VIEW public.users_masked WITH (security_invoker=true) AS
SELECT id,
  email,
  email_verified,
  name,
  '***'::text AS image,
  locale,
  time_zone,
  last_seen_at,
  created_at,
  updated_at,
  deleted_at
FROM public.users;
GRANT SELECT ON public.users_masked TO support;

-- quiz_answers without answer
DROP VIEW IF EXISTS public.quiz_answers_masked;
CREATE VIEW public.quiz_answers_masked WITH (security_invoker=true) AS
SELECT attempt_id,
  question_id,
  NULL::jsonb AS answer,
  is_correct,
  points,
  created_at,
  updated_at
FROM public.quiz_answers;
GRANT SELECT ON public.quiz_answers_masked TO support;

-- certificates without holder_name
DROP VIEW IF EXISTS public.certificates_masked;
CREATE VIEW public.certificates_masked WITH (security_invoker=true) AS
SELECT number,
  organization_id,
  enrollment_id,
  user_id,
  '***'::character varying(120) AS holder_name,
  course_title,
  issued_at,
  expires_on,
  revoked_at,
  created_at,
  updated_at
FROM public.certificates;
GRANT SELECT ON public.certificates_masked TO reporting;

-- memberships without employee_number
DROP VIEW IF EXISTS public.memberships_masked;
CREATE VIEW public.memberships_masked WITH (security_invoker=true) AS
SELECT id,
  organization_id,
  user_id,
  role,
  '***'::character varying(40) AS employee_number,
  deactivated_at,
  created_at,
  updated_at
FROM public.memberships;
GRANT SELECT ON public.memberships_masked TO reporting, support;

-- invitations without token_hash
DROP VIEW IF EXISTS public.invitations_masked;
CREATE VIEW public.invitations_masked WITH (security_invoker=true) AS
SELECT id,
  organization_id,
  invited_by_id,
  email,
  role,
  NULL::bytea AS token_hash,
  expires_at,
  accepted_at,
  created_at,
  updated_at
FROM public.invitations;
GRANT SELECT ON public.invitations_masked TO support;

