CREATE TABLE corrections (
  id bigint PRIMARY KEY, account_id bigint NOT NULL, line_id bigint, status text NOT NULL,
  CONSTRAINT corrections_status_check CHECK (status <> ''));
CREATE INDEX idx_corrections_account_id_line_id ON corrections (account_id, line_id) WHERE line_id IS NOT NULL;
CREATE TABLE shelves (id bigint PRIMARY KEY, warehouse_of_the_wholesaler_of_the_region bigint NOT NULL, shelf_in_the_hall text NOT NULL);
