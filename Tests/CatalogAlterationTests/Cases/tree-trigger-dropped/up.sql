DROP TRIGGER IF EXISTS tree_113 ON public.tree_113;
ALTER TABLE public.tree_113_eu DETACH PARTITION public.tree_113_eu_0;
ALTER TABLE public.tree_113 ADD COLUMN IF NOT EXISTS extra integer DEFAULT 0 NOT NULL;
ALTER TABLE public.tree_113_eu_0 ADD COLUMN IF NOT EXISTS extra integer DEFAULT 0 NOT NULL;
ALTER TABLE public.tree_113_eu ATTACH PARTITION public.tree_113_eu_0 FOR VALUES WITH (modulus 4, remainder 0);
