CREATE STATISTICS public.stock_movements_dependent (dependencies) ON warehouse_id, shop_id FROM public.stock_movements;
ANALYZE public.stock_movements;
