-- customers.price_list_id: a row of the same tenant
CREATE UNIQUE INDEX IF NOT EXISTS price_lists_shop_id_id_key ON public.price_lists (shop_id, id);
ALTER TABLE public.customers
  DROP CONSTRAINT IF EXISTS customers_price_list_id_fkey,
  ADD CONSTRAINT customers_price_list_id_fkey FOREIGN KEY (shop_id, price_list_id) REFERENCES public.price_lists (shop_id, id) ON UPDATE CASCADE ON DELETE SET NULL (price_list_id);

-- lots.product_id: a row of the same tenant
CREATE UNIQUE INDEX IF NOT EXISTS products_shop_id_id_key ON public.products (shop_id, id);
ALTER TABLE public.lots
  DROP CONSTRAINT IF EXISTS lots_product_id_fkey,
  ADD CONSTRAINT lots_product_id_fkey FOREIGN KEY (shop_id, product_id) REFERENCES public.products (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- stock_levels.product_id: a row of the same tenant
ALTER TABLE public.stock_levels
  DROP CONSTRAINT IF EXISTS stock_levels_product_id_fkey,
  ADD CONSTRAINT stock_levels_product_id_fkey FOREIGN KEY (shop_id, product_id) REFERENCES public.products (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- stock_levels.lot_id: a row of the same tenant
CREATE UNIQUE INDEX IF NOT EXISTS lots_shop_id_id_key ON public.lots (shop_id, id);
ALTER TABLE public.stock_levels
  DROP CONSTRAINT IF EXISTS stock_levels_lot_id_fkey,
  ADD CONSTRAINT stock_levels_lot_id_fkey FOREIGN KEY (shop_id, lot_id) REFERENCES public.lots (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- stock_reservations.stock_level_id: a row of the same tenant
CREATE UNIQUE INDEX IF NOT EXISTS stock_levels_shop_id_id_key ON public.stock_levels (shop_id, id);
ALTER TABLE public.stock_reservations
  DROP CONSTRAINT IF EXISTS stock_reservations_stock_level_id_fkey,
  ADD CONSTRAINT stock_reservations_stock_level_id_fkey FOREIGN KEY (shop_id, stock_level_id) REFERENCES public.stock_levels (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- stock_reservations.order_item_id: a row of the same tenant
CREATE UNIQUE INDEX IF NOT EXISTS order_items_shop_id_id_key ON public.order_items (shop_id, id);
ALTER TABLE public.stock_reservations
  DROP CONSTRAINT IF EXISTS stock_reservations_order_item_id_fkey,
  ADD CONSTRAINT stock_reservations_order_item_id_fkey FOREIGN KEY (shop_id, order_item_id) REFERENCES public.order_items (shop_id, id) ON UPDATE CASCADE ON DELETE CASCADE;

-- stock_reservations.warehouse_stock_level_id: a row of the same tenant
CREATE UNIQUE INDEX IF NOT EXISTS warehouse_stock_levels_shop_id_id_key ON public.warehouse_stock_levels (shop_id, id);
ALTER TABLE public.stock_reservations
  DROP CONSTRAINT IF EXISTS stock_reservations_warehouse_stock_level_id_fkey,
  ADD CONSTRAINT stock_reservations_warehouse_stock_level_id_fkey FOREIGN KEY (shop_id, warehouse_stock_level_id) REFERENCES public.warehouse_stock_levels (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- stock_movements.product_id: a row of the same tenant
ALTER TABLE public.stock_movements
  DROP CONSTRAINT IF EXISTS stock_movements_product_id_fkey,
  ADD CONSTRAINT stock_movements_product_id_fkey FOREIGN KEY (shop_id, product_id) REFERENCES public.products (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- stock_movements.lot_id: a row of the same tenant
ALTER TABLE public.stock_movements
  DROP CONSTRAINT IF EXISTS stock_movements_lot_id_fkey,
  ADD CONSTRAINT stock_movements_lot_id_fkey FOREIGN KEY (shop_id, lot_id) REFERENCES public.lots (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- stock_movements.warehouse_id: a row of the same tenant
CREATE UNIQUE INDEX IF NOT EXISTS warehouses_shop_id_id_key ON public.warehouses (shop_id, id);
ALTER TABLE public.stock_movements
  DROP CONSTRAINT IF EXISTS stock_movements_warehouse_id_fkey,
  ADD CONSTRAINT stock_movements_warehouse_id_fkey FOREIGN KEY (shop_id, warehouse_id) REFERENCES public.warehouses (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- stock_movements.order_item_id: a row of the same tenant
ALTER TABLE public.stock_movements
  DROP CONSTRAINT IF EXISTS stock_movements_order_item_id_fkey,
  ADD CONSTRAINT stock_movements_order_item_id_fkey FOREIGN KEY (shop_id, order_item_id) REFERENCES public.order_items (shop_id, id) ON DELETE SET NULL (order_item_id);

-- orders.customer_id: a row of the same tenant
CREATE UNIQUE INDEX IF NOT EXISTS customers_shop_id_id_key ON public.customers (shop_id, id);
ALTER TABLE public.orders
  DROP CONSTRAINT IF EXISTS orders_customer_id_fkey,
  ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (shop_id, customer_id) REFERENCES public.customers (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- order_items.product_id: a row of the same tenant
ALTER TABLE public.order_items
  DROP CONSTRAINT IF EXISTS order_items_product_id_fkey,
  ADD CONSTRAINT order_items_product_id_fkey FOREIGN KEY (shop_id, product_id) REFERENCES public.products (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- order_items.order_id: a row of the same tenant
CREATE UNIQUE INDEX IF NOT EXISTS orders_shop_id_id_key ON public.orders (shop_id, id);
ALTER TABLE public.order_items
  DROP CONSTRAINT IF EXISTS order_items_order_id_fkey,
  ADD CONSTRAINT order_items_order_id_fkey FOREIGN KEY (shop_id, order_id) REFERENCES public.orders (shop_id, id) ON UPDATE CASCADE ON DELETE CASCADE;

-- deliveries.order_id: a row of the same tenant
ALTER TABLE public.deliveries
  DROP CONSTRAINT IF EXISTS deliveries_order_id_fkey,
  ADD CONSTRAINT deliveries_order_id_fkey FOREIGN KEY (shop_id, order_id) REFERENCES public.orders (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- deliveries.warehouse_id: a row of the same tenant
ALTER TABLE public.deliveries
  DROP CONSTRAINT IF EXISTS deliveries_warehouse_id_fkey,
  ADD CONSTRAINT deliveries_warehouse_id_fkey FOREIGN KEY (shop_id, warehouse_id) REFERENCES public.warehouses (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- invoices.customer_id: a row of the same tenant
ALTER TABLE public.invoices
  DROP CONSTRAINT IF EXISTS invoices_customer_id_fkey,
  ADD CONSTRAINT invoices_customer_id_fkey FOREIGN KEY (shop_id, customer_id) REFERENCES public.customers (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- invoices.order_id: a row of the same tenant
ALTER TABLE public.invoices
  DROP CONSTRAINT IF EXISTS invoices_order_id_fkey,
  ADD CONSTRAINT invoices_order_id_fkey FOREIGN KEY (shop_id, order_id) REFERENCES public.orders (shop_id, id) ON UPDATE CASCADE ON DELETE SET NULL (order_id);

-- payments.customer_id: a row of the same tenant
ALTER TABLE public.payments
  DROP CONSTRAINT IF EXISTS payments_customer_id_fkey,
  ADD CONSTRAINT payments_customer_id_fkey FOREIGN KEY (shop_id, customer_id) REFERENCES public.customers (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- warehouse_stock_levels.product_id: a row of the same tenant
ALTER TABLE public.warehouse_stock_levels
  DROP CONSTRAINT IF EXISTS warehouse_stock_levels_product_id_fkey,
  ADD CONSTRAINT warehouse_stock_levels_product_id_fkey FOREIGN KEY (shop_id, product_id) REFERENCES public.products (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- warehouse_stock_levels.lot_id: a row of the same tenant
ALTER TABLE public.warehouse_stock_levels
  DROP CONSTRAINT IF EXISTS warehouse_stock_levels_lot_id_fkey,
  ADD CONSTRAINT warehouse_stock_levels_lot_id_fkey FOREIGN KEY (shop_id, lot_id) REFERENCES public.lots (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- warehouse_stock_levels.warehouse_id: a row of the same tenant
ALTER TABLE public.warehouse_stock_levels
  DROP CONSTRAINT IF EXISTS warehouse_stock_levels_warehouse_id_fkey,
  ADD CONSTRAINT warehouse_stock_levels_warehouse_id_fkey FOREIGN KEY (shop_id, warehouse_id) REFERENCES public.warehouses (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- stock_transfers.from_warehouse_id: a row of the same tenant
ALTER TABLE public.stock_transfers
  DROP CONSTRAINT IF EXISTS stock_transfers_from_warehouse_id_fkey,
  ADD CONSTRAINT stock_transfers_from_warehouse_id_fkey FOREIGN KEY (shop_id, from_warehouse_id) REFERENCES public.warehouses (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- stock_transfers.to_warehouse_id: a row of the same tenant
ALTER TABLE public.stock_transfers
  DROP CONSTRAINT IF EXISTS stock_transfers_to_warehouse_id_fkey,
  ADD CONSTRAINT stock_transfers_to_warehouse_id_fkey FOREIGN KEY (shop_id, to_warehouse_id) REFERENCES public.warehouses (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- product_suppliers.product_id: a row of the same tenant
ALTER TABLE public.product_suppliers
  DROP CONSTRAINT IF EXISTS product_suppliers_product_id_fkey,
  ADD CONSTRAINT product_suppliers_product_id_fkey FOREIGN KEY (shop_id, product_id) REFERENCES public.products (shop_id, id) ON UPDATE CASCADE ON DELETE CASCADE;

-- product_suppliers.supplier_id: a row of the same tenant
CREATE UNIQUE INDEX IF NOT EXISTS suppliers_shop_id_id_key ON public.suppliers (shop_id, id);
ALTER TABLE public.product_suppliers
  DROP CONSTRAINT IF EXISTS product_suppliers_supplier_id_fkey,
  ADD CONSTRAINT product_suppliers_supplier_id_fkey FOREIGN KEY (shop_id, supplier_id) REFERENCES public.suppliers (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

CREATE INDEX IF NOT EXISTS audit_entries_shop_id_idx ON public.audit_entries (shop_id);

-- shops
ALTER TABLE public.shops ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.shops FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.shops;
CREATE POLICY shop_sales_select ON public.shops FOR SELECT TO shop_sales
  USING (id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_update ON public.shops;
CREATE POLICY shop_manager_update ON public.shops FOR UPDATE TO shop_manager
  USING (id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.shops;
CREATE POLICY shop_warehouse_select ON public.shops FOR SELECT TO shop_warehouse
  USING (id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_select ON public.shops;
CREATE POLICY shop_finance_select ON public.shops FOR SELECT TO shop_finance
  USING (id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS buyer_select ON public.shops;
CREATE POLICY buyer_select ON public.shops FOR SELECT TO buyer
  USING (id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS platform_jobs_select ON public.shops;
CREATE POLICY platform_jobs_select ON public.shops FOR SELECT TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS reporting_select ON public.shops;
CREATE POLICY reporting_select ON public.shops FOR SELECT TO reporting
  USING (id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.shops;
CREATE POLICY support_select ON public.shops FOR SELECT TO support
  USING (true);

-- shop_members
ALTER TABLE public.shop_members ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.shop_members FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.shop_members;
CREATE POLICY shop_sales_select ON public.shop_members FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_insert ON public.shop_members;
CREATE POLICY shop_manager_insert ON public.shop_members FOR INSERT TO shop_manager
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_update ON public.shop_members;
CREATE POLICY shop_manager_update ON public.shop_members FOR UPDATE TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_delete ON public.shop_members;
CREATE POLICY shop_manager_delete ON public.shop_members FOR DELETE TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.shop_members;
CREATE POLICY support_select ON public.shop_members FOR SELECT TO support
  USING (true);

-- shop_settings
ALTER TABLE public.shop_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.shop_settings FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.shop_settings;
CREATE POLICY shop_sales_select ON public.shop_settings FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_insert ON public.shop_settings;
CREATE POLICY shop_manager_insert ON public.shop_settings FOR INSERT TO shop_manager
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_update ON public.shop_settings;
CREATE POLICY shop_manager_update ON public.shop_settings FOR UPDATE TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_delete ON public.shop_settings;
CREATE POLICY shop_manager_delete ON public.shop_settings FOR DELETE TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.shop_settings;
CREATE POLICY support_select ON public.shop_settings FOR SELECT TO support
  USING (true);

-- customers
ALTER TABLE public.customers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customers FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.customers;
CREATE POLICY shop_sales_select ON public.customers FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_insert ON public.customers;
CREATE POLICY shop_sales_insert ON public.customers FOR INSERT TO shop_sales
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_update ON public.customers;
CREATE POLICY shop_sales_update ON public.customers FOR UPDATE TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.customers;
CREATE POLICY shop_warehouse_select ON public.customers FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_select ON public.customers;
CREATE POLICY shop_finance_select ON public.customers FOR SELECT TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_update ON public.customers;
CREATE POLICY shop_finance_update ON public.customers FOR UPDATE TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS buyer_select ON public.customers;
CREATE POLICY buyer_select ON public.customers FOR SELECT TO buyer
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)
    AND id = (SELECT nullif(current_setting('app.customer_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.customers;
CREATE POLICY reporting_select ON public.customers FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.customers;
CREATE POLICY support_select ON public.customers FOR SELECT TO support
  USING (true);

-- customer_contacts
ALTER TABLE public.customer_contacts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customer_contacts FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.customer_contacts;
CREATE POLICY shop_sales_select ON public.customer_contacts FOR SELECT TO shop_sales
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_contacts.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_sales_insert ON public.customer_contacts;
CREATE POLICY shop_sales_insert ON public.customer_contacts FOR INSERT TO shop_sales
  WITH CHECK (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_contacts.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_sales_update ON public.customer_contacts;
CREATE POLICY shop_sales_update ON public.customer_contacts FOR UPDATE TO shop_sales
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_contacts.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_contacts.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_sales_delete ON public.customer_contacts;
CREATE POLICY shop_sales_delete ON public.customer_contacts FOR DELETE TO shop_sales
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_contacts.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_finance_select ON public.customer_contacts;
CREATE POLICY shop_finance_select ON public.customer_contacts FOR SELECT TO shop_finance
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_contacts.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.customer_contacts;
CREATE POLICY support_select ON public.customer_contacts FOR SELECT TO support
  USING (true);

-- customer_addresses
ALTER TABLE public.customer_addresses ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.customer_addresses FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.customer_addresses;
CREATE POLICY shop_sales_select ON public.customer_addresses FOR SELECT TO shop_sales
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_sales_insert ON public.customer_addresses;
CREATE POLICY shop_sales_insert ON public.customer_addresses FOR INSERT TO shop_sales
  WITH CHECK (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_sales_update ON public.customer_addresses;
CREATE POLICY shop_sales_update ON public.customer_addresses FOR UPDATE TO shop_sales
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_sales_delete ON public.customer_addresses;
CREATE POLICY shop_sales_delete ON public.customer_addresses FOR DELETE TO shop_sales
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_select ON public.customer_addresses;
CREATE POLICY shop_warehouse_select ON public.customer_addresses FOR SELECT TO shop_warehouse
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_finance_select ON public.customer_addresses;
CREATE POLICY shop_finance_select ON public.customer_addresses FOR SELECT TO shop_finance
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS buyer_select ON public.customer_addresses;
CREATE POLICY buyer_select ON public.customer_addresses FOR SELECT TO buyer
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND customer_id = (SELECT nullif(current_setting('app.customer_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.customer_addresses;
CREATE POLICY support_select ON public.customer_addresses FOR SELECT TO support
  USING (true);

-- products
ALTER TABLE public.products ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.products FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.products;
CREATE POLICY shop_sales_select ON public.products FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_insert ON public.products;
CREATE POLICY shop_manager_insert ON public.products FOR INSERT TO shop_manager
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_update ON public.products;
CREATE POLICY shop_manager_update ON public.products FOR UPDATE TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.products;
CREATE POLICY shop_warehouse_select ON public.products FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS buyer_select ON public.products;
CREATE POLICY buyer_select ON public.products FOR SELECT TO buyer
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.products;
CREATE POLICY reporting_select ON public.products FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.products;
CREATE POLICY support_select ON public.products FOR SELECT TO support
  USING (true);

-- price_lists
ALTER TABLE public.price_lists ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.price_lists FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.price_lists;
CREATE POLICY shop_sales_select ON public.price_lists FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_insert ON public.price_lists;
CREATE POLICY shop_manager_insert ON public.price_lists FOR INSERT TO shop_manager
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_update ON public.price_lists;
CREATE POLICY shop_manager_update ON public.price_lists FOR UPDATE TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS buyer_select ON public.price_lists;
CREATE POLICY buyer_select ON public.price_lists FOR SELECT TO buyer
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.price_lists;
CREATE POLICY support_select ON public.price_lists FOR SELECT TO support
  USING (true);

-- price_list_items
ALTER TABLE public.price_list_items ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.price_list_items FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.price_list_items;
CREATE POLICY shop_sales_select ON public.price_list_items FOR SELECT TO shop_sales
  USING (EXISTS (SELECT FROM public.price_lists AS parent WHERE parent.id = price_list_items.price_list_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_manager_insert ON public.price_list_items;
CREATE POLICY shop_manager_insert ON public.price_list_items FOR INSERT TO shop_manager
  WITH CHECK (EXISTS (SELECT FROM public.price_lists AS parent WHERE parent.id = price_list_items.price_list_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.products AS parent WHERE parent.id = price_list_items.product_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_manager_update ON public.price_list_items;
CREATE POLICY shop_manager_update ON public.price_list_items FOR UPDATE TO shop_manager
  USING (EXISTS (SELECT FROM public.price_lists AS parent WHERE parent.id = price_list_items.price_list_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.price_lists AS parent WHERE parent.id = price_list_items.price_list_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.products AS parent WHERE parent.id = price_list_items.product_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_manager_delete ON public.price_list_items;
CREATE POLICY shop_manager_delete ON public.price_list_items FOR DELETE TO shop_manager
  USING (EXISTS (SELECT FROM public.price_lists AS parent WHERE parent.id = price_list_items.price_list_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS buyer_select ON public.price_list_items;
CREATE POLICY buyer_select ON public.price_list_items FOR SELECT TO buyer
  USING (EXISTS (SELECT FROM public.price_lists AS parent WHERE parent.id = price_list_items.price_list_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.price_list_items;
CREATE POLICY support_select ON public.price_list_items FOR SELECT TO support
  USING (true);

-- lots
ALTER TABLE public.lots ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.lots FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.lots;
CREATE POLICY shop_sales_select ON public.lots FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.lots;
CREATE POLICY shop_warehouse_select ON public.lots FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.lots;
CREATE POLICY shop_warehouse_insert ON public.lots FOR INSERT TO shop_warehouse
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_update ON public.lots;
CREATE POLICY shop_warehouse_update ON public.lots FOR UPDATE TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.lots;
CREATE POLICY reporting_select ON public.lots FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.lots;
CREATE POLICY support_select ON public.lots FOR SELECT TO support
  USING (true);

-- stock_levels
ALTER TABLE public.stock_levels ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.stock_levels FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.stock_levels;
CREATE POLICY shop_sales_select ON public.stock_levels FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_update ON public.stock_levels;
CREATE POLICY shop_sales_update ON public.stock_levels FOR UPDATE TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.stock_levels;
CREATE POLICY shop_warehouse_select ON public.stock_levels FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.stock_levels;
CREATE POLICY shop_warehouse_insert ON public.stock_levels FOR INSERT TO shop_warehouse
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_update ON public.stock_levels;
CREATE POLICY shop_warehouse_update ON public.stock_levels FOR UPDATE TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS platform_jobs_select ON public.stock_levels;
CREATE POLICY platform_jobs_select ON public.stock_levels FOR SELECT TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS platform_jobs_update ON public.stock_levels;
CREATE POLICY platform_jobs_update ON public.stock_levels FOR UPDATE TO platform_jobs
  USING (true)
  WITH CHECK (true);
DROP POLICY IF EXISTS support_select ON public.stock_levels;
CREATE POLICY support_select ON public.stock_levels FOR SELECT TO support
  USING (true);

-- stock_reservations
ALTER TABLE public.stock_reservations ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.stock_reservations FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.stock_reservations;
CREATE POLICY shop_sales_select ON public.stock_reservations FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_insert ON public.stock_reservations;
CREATE POLICY shop_sales_insert ON public.stock_reservations FOR INSERT TO shop_sales
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_update ON public.stock_reservations;
CREATE POLICY shop_sales_update ON public.stock_reservations FOR UPDATE TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.stock_reservations;
CREATE POLICY shop_warehouse_select ON public.stock_reservations FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_update ON public.stock_reservations;
CREATE POLICY shop_warehouse_update ON public.stock_reservations FOR UPDATE TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS platform_jobs_select ON public.stock_reservations;
CREATE POLICY platform_jobs_select ON public.stock_reservations FOR SELECT TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS platform_jobs_update ON public.stock_reservations;
CREATE POLICY platform_jobs_update ON public.stock_reservations FOR UPDATE TO platform_jobs
  USING (true)
  WITH CHECK (true);
DROP POLICY IF EXISTS platform_jobs_delete ON public.stock_reservations;
CREATE POLICY platform_jobs_delete ON public.stock_reservations FOR DELETE TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS support_select ON public.stock_reservations;
CREATE POLICY support_select ON public.stock_reservations FOR SELECT TO support
  USING (true);

-- stock_movements
ALTER TABLE public.stock_movements ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.stock_movements FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_manager_select ON public.stock_movements;
CREATE POLICY shop_manager_select ON public.stock_movements FOR SELECT TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.stock_movements;
CREATE POLICY shop_warehouse_select ON public.stock_movements FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.stock_movements;
CREATE POLICY shop_warehouse_insert ON public.stock_movements FOR INSERT TO shop_warehouse
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS platform_jobs_select ON public.stock_movements;
CREATE POLICY platform_jobs_select ON public.stock_movements FOR SELECT TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS platform_jobs_delete ON public.stock_movements;
CREATE POLICY platform_jobs_delete ON public.stock_movements FOR DELETE TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS reporting_select ON public.stock_movements;
CREATE POLICY reporting_select ON public.stock_movements FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.stock_movements;
CREATE POLICY support_select ON public.stock_movements FOR SELECT TO support
  USING (true);

-- orders
ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.orders FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.orders;
CREATE POLICY shop_sales_select ON public.orders FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_insert ON public.orders;
CREATE POLICY shop_sales_insert ON public.orders FOR INSERT TO shop_sales
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)
    AND (delivery_address_id IS NULL OR EXISTS (SELECT FROM public.customer_addresses AS parent JOIN public.customers AS parent2 ON parent2.id = parent.customer_id WHERE parent.id = orders.delivery_address_id AND parent2.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))));
DROP POLICY IF EXISTS shop_sales_update ON public.orders;
CREATE POLICY shop_sales_update ON public.orders FOR UPDATE TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)
    AND (delivery_address_id IS NULL OR EXISTS (SELECT FROM public.customer_addresses AS parent JOIN public.customers AS parent2 ON parent2.id = parent.customer_id WHERE parent.id = orders.delivery_address_id AND parent2.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))));
DROP POLICY IF EXISTS shop_warehouse_select ON public.orders;
CREATE POLICY shop_warehouse_select ON public.orders FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_update ON public.orders;
CREATE POLICY shop_warehouse_update ON public.orders FOR UPDATE TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)
    AND (delivery_address_id IS NULL OR EXISTS (SELECT FROM public.customer_addresses AS parent JOIN public.customers AS parent2 ON parent2.id = parent.customer_id WHERE parent.id = orders.delivery_address_id AND parent2.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))));
DROP POLICY IF EXISTS shop_finance_select ON public.orders;
CREATE POLICY shop_finance_select ON public.orders FOR SELECT TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS buyer_select ON public.orders;
CREATE POLICY buyer_select ON public.orders FOR SELECT TO buyer
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)
    AND customer_id = (SELECT nullif(current_setting('app.customer_id', true), '')::uuid));
DROP POLICY IF EXISTS platform_jobs_select ON public.orders;
CREATE POLICY platform_jobs_select ON public.orders FOR SELECT TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS platform_jobs_update ON public.orders;
CREATE POLICY platform_jobs_update ON public.orders FOR UPDATE TO platform_jobs
  USING (true)
  WITH CHECK (true);
DROP POLICY IF EXISTS reporting_select ON public.orders;
CREATE POLICY reporting_select ON public.orders FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.orders;
CREATE POLICY support_select ON public.orders FOR SELECT TO support
  USING (true);

-- order_items
ALTER TABLE public.order_items ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.order_items FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.order_items;
CREATE POLICY shop_sales_select ON public.order_items FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_insert ON public.order_items;
CREATE POLICY shop_sales_insert ON public.order_items FOR INSERT TO shop_sales
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_update ON public.order_items;
CREATE POLICY shop_sales_update ON public.order_items FOR UPDATE TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_delete ON public.order_items;
CREATE POLICY shop_sales_delete ON public.order_items FOR DELETE TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.order_items;
CREATE POLICY shop_warehouse_select ON public.order_items FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_select ON public.order_items;
CREATE POLICY shop_finance_select ON public.order_items FOR SELECT TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS buyer_select ON public.order_items;
CREATE POLICY buyer_select ON public.order_items FOR SELECT TO buyer
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.orders AS parent WHERE parent.id = order_items.order_id AND parent.customer_id = (SELECT nullif(current_setting('app.customer_id', true), '')::uuid)));
DROP POLICY IF EXISTS reporting_select ON public.order_items;
CREATE POLICY reporting_select ON public.order_items FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.order_items;
CREATE POLICY support_select ON public.order_items FOR SELECT TO support
  USING (true);

-- order_status_changes
ALTER TABLE public.order_status_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.order_status_changes FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.order_status_changes;
CREATE POLICY shop_sales_select ON public.order_status_changes FOR SELECT TO shop_sales
  USING (EXISTS (SELECT FROM public.orders AS parent WHERE parent.id = order_status_changes.order_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_sales_insert ON public.order_status_changes;
CREATE POLICY shop_sales_insert ON public.order_status_changes FOR INSERT TO shop_sales
  WITH CHECK (EXISTS (SELECT FROM public.orders AS parent WHERE parent.id = order_status_changes.order_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_select ON public.order_status_changes;
CREATE POLICY shop_warehouse_select ON public.order_status_changes FOR SELECT TO shop_warehouse
  USING (EXISTS (SELECT FROM public.orders AS parent WHERE parent.id = order_status_changes.order_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.order_status_changes;
CREATE POLICY shop_warehouse_insert ON public.order_status_changes FOR INSERT TO shop_warehouse
  WITH CHECK (EXISTS (SELECT FROM public.orders AS parent WHERE parent.id = order_status_changes.order_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS platform_jobs_insert ON public.order_status_changes;
CREATE POLICY platform_jobs_insert ON public.order_status_changes FOR INSERT TO platform_jobs
  WITH CHECK (true);
DROP POLICY IF EXISTS support_select ON public.order_status_changes;
CREATE POLICY support_select ON public.order_status_changes FOR SELECT TO support
  USING (true);

-- deliveries
ALTER TABLE public.deliveries ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.deliveries FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.deliveries;
CREATE POLICY shop_sales_select ON public.deliveries FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.deliveries;
CREATE POLICY shop_warehouse_select ON public.deliveries FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.deliveries;
CREATE POLICY shop_warehouse_insert ON public.deliveries FOR INSERT TO shop_warehouse
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_update ON public.deliveries;
CREATE POLICY shop_warehouse_update ON public.deliveries FOR UPDATE TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_select ON public.deliveries;
CREATE POLICY shop_finance_select ON public.deliveries FOR SELECT TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS buyer_select ON public.deliveries;
CREATE POLICY buyer_select ON public.deliveries FOR SELECT TO buyer
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.orders AS parent WHERE parent.id = deliveries.order_id AND parent.customer_id = (SELECT nullif(current_setting('app.customer_id', true), '')::uuid)));
DROP POLICY IF EXISTS reporting_select ON public.deliveries;
CREATE POLICY reporting_select ON public.deliveries FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.deliveries;
CREATE POLICY support_select ON public.deliveries FOR SELECT TO support
  USING (true);

-- delivery_items
ALTER TABLE public.delivery_items ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.delivery_items FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.delivery_items;
CREATE POLICY shop_sales_select ON public.delivery_items FOR SELECT TO shop_sales
  USING (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_select ON public.delivery_items;
CREATE POLICY shop_warehouse_select ON public.delivery_items FOR SELECT TO shop_warehouse
  USING (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.delivery_items;
CREATE POLICY shop_warehouse_insert ON public.delivery_items FOR INSERT TO shop_warehouse
  WITH CHECK (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.lots AS parent WHERE parent.id = delivery_items.lot_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.order_items AS parent WHERE parent.id = delivery_items.order_item_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_update ON public.delivery_items;
CREATE POLICY shop_warehouse_update ON public.delivery_items FOR UPDATE TO shop_warehouse
  USING (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.lots AS parent WHERE parent.id = delivery_items.lot_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.order_items AS parent WHERE parent.id = delivery_items.order_item_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_delete ON public.delivery_items;
CREATE POLICY shop_warehouse_delete ON public.delivery_items FOR DELETE TO shop_warehouse
  USING (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_finance_select ON public.delivery_items;
CREATE POLICY shop_finance_select ON public.delivery_items FOR SELECT TO shop_finance
  USING (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS reporting_select ON public.delivery_items;
CREATE POLICY reporting_select ON public.delivery_items FOR SELECT TO reporting
  USING (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.delivery_items;
CREATE POLICY support_select ON public.delivery_items FOR SELECT TO support
  USING (true);

-- invoices
ALTER TABLE public.invoices ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.invoices FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.invoices;
CREATE POLICY shop_sales_select ON public.invoices FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_select ON public.invoices;
CREATE POLICY shop_finance_select ON public.invoices FOR SELECT TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_insert ON public.invoices;
CREATE POLICY shop_finance_insert ON public.invoices FOR INSERT TO shop_finance
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_update ON public.invoices;
CREATE POLICY shop_finance_update ON public.invoices FOR UPDATE TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS buyer_select ON public.invoices;
CREATE POLICY buyer_select ON public.invoices FOR SELECT TO buyer
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)
    AND customer_id = (SELECT nullif(current_setting('app.customer_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.invoices;
CREATE POLICY reporting_select ON public.invoices FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.invoices;
CREATE POLICY support_select ON public.invoices FOR SELECT TO support
  USING (true);

-- invoice_lines
ALTER TABLE public.invoice_lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.invoice_lines FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_finance_select ON public.invoice_lines;
CREATE POLICY shop_finance_select ON public.invoice_lines FOR SELECT TO shop_finance
  USING (EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = invoice_lines.invoice_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_finance_insert ON public.invoice_lines;
CREATE POLICY shop_finance_insert ON public.invoice_lines FOR INSERT TO shop_finance
  WITH CHECK (EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = invoice_lines.invoice_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND (order_item_id IS NULL OR EXISTS (SELECT FROM public.order_items AS parent WHERE parent.id = invoice_lines.order_item_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))));
DROP POLICY IF EXISTS shop_finance_update ON public.invoice_lines;
CREATE POLICY shop_finance_update ON public.invoice_lines FOR UPDATE TO shop_finance
  USING (EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = invoice_lines.invoice_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = invoice_lines.invoice_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND (order_item_id IS NULL OR EXISTS (SELECT FROM public.order_items AS parent WHERE parent.id = invoice_lines.order_item_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))));
DROP POLICY IF EXISTS shop_finance_delete ON public.invoice_lines;
CREATE POLICY shop_finance_delete ON public.invoice_lines FOR DELETE TO shop_finance
  USING (EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = invoice_lines.invoice_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS buyer_select ON public.invoice_lines;
CREATE POLICY buyer_select ON public.invoice_lines FOR SELECT TO buyer
  USING (EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = invoice_lines.invoice_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = invoice_lines.invoice_id AND parent.customer_id = (SELECT nullif(current_setting('app.customer_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.invoice_lines;
CREATE POLICY support_select ON public.invoice_lines FOR SELECT TO support
  USING (true);

-- payments
ALTER TABLE public.payments ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.payments FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_finance_select ON public.payments;
CREATE POLICY shop_finance_select ON public.payments FOR SELECT TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_insert ON public.payments;
CREATE POLICY shop_finance_insert ON public.payments FOR INSERT TO shop_finance
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_update ON public.payments;
CREATE POLICY shop_finance_update ON public.payments FOR UPDATE TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.payments;
CREATE POLICY reporting_select ON public.payments FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.payments;
CREATE POLICY support_select ON public.payments FOR SELECT TO support
  USING (true);

-- payment_allocations
ALTER TABLE public.payment_allocations ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.payment_allocations FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_finance_select ON public.payment_allocations;
CREATE POLICY shop_finance_select ON public.payment_allocations FOR SELECT TO shop_finance
  USING (EXISTS (SELECT FROM public.payments AS parent WHERE parent.id = payment_allocations.payment_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_finance_insert ON public.payment_allocations;
CREATE POLICY shop_finance_insert ON public.payment_allocations FOR INSERT TO shop_finance
  WITH CHECK (EXISTS (SELECT FROM public.payments AS parent WHERE parent.id = payment_allocations.payment_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = payment_allocations.invoice_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_finance_delete ON public.payment_allocations;
CREATE POLICY shop_finance_delete ON public.payment_allocations FOR DELETE TO shop_finance
  USING (EXISTS (SELECT FROM public.payments AS parent WHERE parent.id = payment_allocations.payment_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.payment_allocations;
CREATE POLICY support_select ON public.payment_allocations FOR SELECT TO support
  USING (true);

-- outbox_events
ALTER TABLE public.outbox_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.outbox_events FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_insert ON public.outbox_events;
CREATE POLICY shop_sales_insert ON public.outbox_events FOR INSERT TO shop_sales
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.outbox_events;
CREATE POLICY shop_warehouse_insert ON public.outbox_events FOR INSERT TO shop_warehouse
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_insert ON public.outbox_events;
CREATE POLICY shop_finance_insert ON public.outbox_events FOR INSERT TO shop_finance
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS platform_jobs_select ON public.outbox_events;
CREATE POLICY platform_jobs_select ON public.outbox_events FOR SELECT TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS platform_jobs_update ON public.outbox_events;
CREATE POLICY platform_jobs_update ON public.outbox_events FOR UPDATE TO platform_jobs
  USING (true)
  WITH CHECK (true);
DROP POLICY IF EXISTS platform_jobs_delete ON public.outbox_events;
CREATE POLICY platform_jobs_delete ON public.outbox_events FOR DELETE TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS support_select ON public.outbox_events;
CREATE POLICY support_select ON public.outbox_events FOR SELECT TO support
  USING (true);

-- audit_entries
ALTER TABLE public.audit_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit_entries FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_insert ON public.audit_entries;
CREATE POLICY shop_sales_insert ON public.audit_entries FOR INSERT TO shop_sales
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_select ON public.audit_entries;
CREATE POLICY shop_manager_select ON public.audit_entries FOR SELECT TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_insert ON public.audit_entries;
CREATE POLICY shop_finance_insert ON public.audit_entries FOR INSERT TO shop_finance
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS platform_jobs_select ON public.audit_entries;
CREATE POLICY platform_jobs_select ON public.audit_entries FOR SELECT TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS platform_jobs_delete ON public.audit_entries;
CREATE POLICY platform_jobs_delete ON public.audit_entries FOR DELETE TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS support_select ON public.audit_entries;
CREATE POLICY support_select ON public.audit_entries FOR SELECT TO support
  USING (true);

-- warehouses
ALTER TABLE public.warehouses ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.warehouses FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.warehouses;
CREATE POLICY shop_sales_select ON public.warehouses FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_insert ON public.warehouses;
CREATE POLICY shop_manager_insert ON public.warehouses FOR INSERT TO shop_manager
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_update ON public.warehouses;
CREATE POLICY shop_manager_update ON public.warehouses FOR UPDATE TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.warehouses;
CREATE POLICY shop_warehouse_select ON public.warehouses FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS platform_jobs_select ON public.warehouses;
CREATE POLICY platform_jobs_select ON public.warehouses FOR SELECT TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS platform_jobs_insert ON public.warehouses;
CREATE POLICY platform_jobs_insert ON public.warehouses FOR INSERT TO platform_jobs
  WITH CHECK (true);
DROP POLICY IF EXISTS reporting_select ON public.warehouses;
CREATE POLICY reporting_select ON public.warehouses FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.warehouses;
CREATE POLICY support_select ON public.warehouses FOR SELECT TO support
  USING (true);

-- warehouse_stock_levels
ALTER TABLE public.warehouse_stock_levels ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.warehouse_stock_levels FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.warehouse_stock_levels;
CREATE POLICY shop_sales_select ON public.warehouse_stock_levels FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_update ON public.warehouse_stock_levels;
CREATE POLICY shop_sales_update ON public.warehouse_stock_levels FOR UPDATE TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.warehouse_stock_levels;
CREATE POLICY shop_warehouse_select ON public.warehouse_stock_levels FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.warehouse_stock_levels;
CREATE POLICY shop_warehouse_insert ON public.warehouse_stock_levels FOR INSERT TO shop_warehouse
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_update ON public.warehouse_stock_levels;
CREATE POLICY shop_warehouse_update ON public.warehouse_stock_levels FOR UPDATE TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS platform_jobs_select ON public.warehouse_stock_levels;
CREATE POLICY platform_jobs_select ON public.warehouse_stock_levels FOR SELECT TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS platform_jobs_insert ON public.warehouse_stock_levels;
CREATE POLICY platform_jobs_insert ON public.warehouse_stock_levels FOR INSERT TO platform_jobs
  WITH CHECK (true);
DROP POLICY IF EXISTS platform_jobs_update ON public.warehouse_stock_levels;
CREATE POLICY platform_jobs_update ON public.warehouse_stock_levels FOR UPDATE TO platform_jobs
  USING (true)
  WITH CHECK (true);
DROP POLICY IF EXISTS reporting_select ON public.warehouse_stock_levels;
CREATE POLICY reporting_select ON public.warehouse_stock_levels FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.warehouse_stock_levels;
CREATE POLICY support_select ON public.warehouse_stock_levels FOR SELECT TO support
  USING (true);

-- stock_transfers
ALTER TABLE public.stock_transfers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.stock_transfers FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_warehouse_select ON public.stock_transfers;
CREATE POLICY shop_warehouse_select ON public.stock_transfers FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.stock_transfers;
CREATE POLICY shop_warehouse_insert ON public.stock_transfers FOR INSERT TO shop_warehouse
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_update ON public.stock_transfers;
CREATE POLICY shop_warehouse_update ON public.stock_transfers FOR UPDATE TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.stock_transfers;
CREATE POLICY reporting_select ON public.stock_transfers FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.stock_transfers;
CREATE POLICY support_select ON public.stock_transfers FOR SELECT TO support
  USING (true);

-- stock_transfer_items
ALTER TABLE public.stock_transfer_items ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.stock_transfer_items FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_warehouse_select ON public.stock_transfer_items;
CREATE POLICY shop_warehouse_select ON public.stock_transfer_items FOR SELECT TO shop_warehouse
  USING (EXISTS (SELECT FROM public.stock_transfers AS parent WHERE parent.id = stock_transfer_items.transfer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.stock_transfer_items;
CREATE POLICY shop_warehouse_insert ON public.stock_transfer_items FOR INSERT TO shop_warehouse
  WITH CHECK (EXISTS (SELECT FROM public.stock_transfers AS parent WHERE parent.id = stock_transfer_items.transfer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.lots AS parent WHERE parent.id = stock_transfer_items.lot_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_update ON public.stock_transfer_items;
CREATE POLICY shop_warehouse_update ON public.stock_transfer_items FOR UPDATE TO shop_warehouse
  USING (EXISTS (SELECT FROM public.stock_transfers AS parent WHERE parent.id = stock_transfer_items.transfer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.stock_transfers AS parent WHERE parent.id = stock_transfer_items.transfer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.lots AS parent WHERE parent.id = stock_transfer_items.lot_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_delete ON public.stock_transfer_items;
CREATE POLICY shop_warehouse_delete ON public.stock_transfer_items FOR DELETE TO shop_warehouse
  USING (EXISTS (SELECT FROM public.stock_transfers AS parent WHERE parent.id = stock_transfer_items.transfer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS reporting_select ON public.stock_transfer_items;
CREATE POLICY reporting_select ON public.stock_transfer_items FOR SELECT TO reporting
  USING (EXISTS (SELECT FROM public.stock_transfers AS parent WHERE parent.id = stock_transfer_items.transfer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.stock_transfer_items;
CREATE POLICY support_select ON public.stock_transfer_items FOR SELECT TO support
  USING (true);

-- suppliers
ALTER TABLE public.suppliers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.suppliers FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_manager_select ON public.suppliers;
CREATE POLICY shop_manager_select ON public.suppliers FOR SELECT TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_insert ON public.suppliers;
CREATE POLICY shop_manager_insert ON public.suppliers FOR INSERT TO shop_manager
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_update ON public.suppliers;
CREATE POLICY shop_manager_update ON public.suppliers FOR UPDATE TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.suppliers;
CREATE POLICY shop_warehouse_select ON public.suppliers FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.suppliers;
CREATE POLICY support_select ON public.suppliers FOR SELECT TO support
  USING (true);

-- product_suppliers
ALTER TABLE public.product_suppliers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.product_suppliers FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_manager_select ON public.product_suppliers;
CREATE POLICY shop_manager_select ON public.product_suppliers FOR SELECT TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_insert ON public.product_suppliers;
CREATE POLICY shop_manager_insert ON public.product_suppliers FOR INSERT TO shop_manager
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_update ON public.product_suppliers;
CREATE POLICY shop_manager_update ON public.product_suppliers FOR UPDATE TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_delete ON public.product_suppliers;
CREATE POLICY shop_manager_delete ON public.product_suppliers FOR DELETE TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.product_suppliers;
CREATE POLICY support_select ON public.product_suppliers FOR SELECT TO support
  USING (true);

-- _ProductCertifications
ALTER TABLE public."_ProductCertifications" ENABLE ROW LEVEL SECURITY;
ALTER TABLE public."_ProductCertifications" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public."_ProductCertifications";
CREATE POLICY shop_sales_select ON public."_ProductCertifications" FOR SELECT TO shop_sales
  USING (EXISTS (SELECT FROM public.products AS parent WHERE parent.id = "_ProductCertifications"."B" AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_manager_insert ON public."_ProductCertifications";
CREATE POLICY shop_manager_insert ON public."_ProductCertifications" FOR INSERT TO shop_manager
  WITH CHECK (EXISTS (SELECT FROM public.products AS parent WHERE parent.id = "_ProductCertifications"."B" AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_manager_delete ON public."_ProductCertifications";
CREATE POLICY shop_manager_delete ON public."_ProductCertifications" FOR DELETE TO shop_manager
  USING (EXISTS (SELECT FROM public.products AS parent WHERE parent.id = "_ProductCertifications"."B" AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS buyer_select ON public."_ProductCertifications";
CREATE POLICY buyer_select ON public."_ProductCertifications" FOR SELECT TO buyer
  USING (EXISTS (SELECT FROM public.products AS parent WHERE parent.id = "_ProductCertifications"."B" AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public."_ProductCertifications";
CREATE POLICY support_select ON public."_ProductCertifications" FOR SELECT TO support
  USING (true);

