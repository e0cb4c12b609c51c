ALTER TABLE public.days DETACH PARTITION public.days_b;
ALTER TABLE public.days DETACH PARTITION public.days_a;
ALTER TABLE public.days ATTACH PARTITION public.days_a FOR VALUES FROM ('2026-01-01') TO ('2026-01-20');
