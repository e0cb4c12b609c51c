CREATE TABLE accounts (id bigint PRIMARY KEY, number bigint NOT NULL, owner text);
CREATE TABLE invoices (
  id bigint PRIMARY KEY,
  account bigint NOT NULL,
  payer bigint,
  CONSTRAINT invoices_account_fkey FOREIGN KEY (account) REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT invoices_payer_fkey FOREIGN KEY (payer) REFERENCES accounts (id)
);
