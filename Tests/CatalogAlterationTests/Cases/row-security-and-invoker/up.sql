ALTER VIEW public.v SET (security_invoker=true);
CREATE POLICY p ON public.orders FOR SELECT
  USING (true);
ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.orders FORCE ROW LEVEL SECURITY;
