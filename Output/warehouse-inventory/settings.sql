ALTER TABLE public.warehouse_stock_levels SET (fillfactor = 95);
