ALTER TABLE public.tree_113_eu DETACH PARTITION public.tree_113_eu_0;
ALTER TABLE public.tree_113_eu_0 DROP COLUMN IF EXISTS extra;
ALTER TABLE public.tree_113 DROP COLUMN IF EXISTS extra;
ALTER TABLE public.tree_113_eu ATTACH PARTITION public.tree_113_eu_0 FOR VALUES WITH (modulus 2, remainder 0);
CREATE TRIGGER tree_113
  AFTER INSERT ON public.tree_113
  FOR EACH ROW EXECUTE FUNCTION public.of_tree_113();
