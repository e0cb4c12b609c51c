DROP TABLE IF EXISTS public.days_b;
DROP TABLE IF EXISTS public.days_a;
DROP TABLE IF EXISTS public.days;
