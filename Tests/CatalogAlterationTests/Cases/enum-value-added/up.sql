ALTER TYPE public.status ADD VALUE IF NOT EXISTS 'draft' BEFORE 'new';
ALTER TYPE public.status ADD VALUE IF NOT EXISTS 'paid' BEFORE 'done';
ALTER TYPE public.status ADD VALUE IF NOT EXISTS 'lost';
