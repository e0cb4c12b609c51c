CREATE STATISTICS public.warehouse_stock_levels_dependent (dependencies) ON warehouse_id, shop_id FROM public.warehouse_stock_levels;
ANALYZE public.warehouse_stock_levels;
