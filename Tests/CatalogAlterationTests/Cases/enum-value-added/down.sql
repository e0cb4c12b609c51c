ALTER TABLE ONLY public.orders ALTER COLUMN status DROP DEFAULT;
ALTER TYPE public.status RENAME TO status_old;
CREATE TYPE public.status AS ENUM (
  'new',
  'done'
);
ALTER TABLE public.orders ALTER COLUMN status TYPE public.status USING status::text::public.status;
DROP TYPE public.status_old;
ALTER TABLE ONLY public.orders ALTER COLUMN status SET DEFAULT 'new';
