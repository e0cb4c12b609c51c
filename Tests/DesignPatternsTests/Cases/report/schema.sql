CREATE TABLE branches (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE sales (
  id bigint PRIMARY KEY,
  branch_id bigint NOT NULL REFERENCES branches (id) ON DELETE RESTRICT,
  article_id bigint NOT NULL,
  amount numeric(12, 2) NOT NULL,
  is_void boolean NOT NULL DEFAULT false
);
CREATE INDEX sales_branch_id ON sales (branch_id);
