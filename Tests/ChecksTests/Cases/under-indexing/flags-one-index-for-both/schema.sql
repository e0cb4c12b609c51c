CREATE TABLE warehouses (id bigint PRIMARY KEY);
CREATE TABLE movements (
  id bigint PRIMARY KEY, warehouse_id bigint NOT NULL REFERENCES warehouses, occurred_at timestamptz NOT NULL);
