ALTER TYPE public.status ADD VALUE IF NOT EXISTS 'lost' BEFORE 'done';
