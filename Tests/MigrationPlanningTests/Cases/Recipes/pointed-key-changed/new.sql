CREATE TABLE accounts (number bigint PRIMARY KEY, owner text);
CREATE TABLE invoices (
  id bigint PRIMARY KEY,
  account bigint NOT NULL,
  payer bigint,
  CONSTRAINT invoices_account_fkey FOREIGN KEY (account) REFERENCES accounts (number) ON DELETE CASCADE
);
CREATE TABLE remarks (account bigint REFERENCES accounts (number), remark text);
