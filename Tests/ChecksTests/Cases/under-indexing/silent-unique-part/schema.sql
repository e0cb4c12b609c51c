CREATE TABLE files (account_id bigint, id bigint, PRIMARY KEY (account_id, id));
CREATE TABLE accounts (id bigint PRIMARY KEY, logo_file_id bigint, FOREIGN KEY (id, logo_file_id) REFERENCES files (account_id, id));
