CREATE TYPE app_kind AS ENUM ('draft', 'sent');

CREATE TABLE app_account (
	id SERIAL NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	code VARCHAR(9) NOT NULL, 
	settings JSONB DEFAULT '{}' NOT NULL, 
	locale VARCHAR(5) DEFAULT 'en', 
	PRIMARY KEY (id), 
	UNIQUE (name)
);

CREATE TABLE app_wide (
	value_1 INTEGER, 
	value_2 INTEGER, 
	value_3 INTEGER, 
	id SERIAL NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE app_matrix (
	id SERIAL NOT NULL, 
	first INTEGER, 
	second INTEGER NOT NULL, 
	third INTEGER NOT NULL, 
	flag_first BOOLEAN DEFAULT false, 
	flag_third BOOLEAN DEFAULT false, 
	PRIMARY KEY (id)
);

CREATE INDEX matrix_all ON app_matrix (first, second, third);

CREATE TABLE app_invoice (
	id SERIAL NOT NULL, 
	account_id INTEGER NOT NULL, 
	approver_id INTEGER, 
	state VARCHAR(5) DEFAULT 'draft' NOT NULL, 
	kind app_kind NOT NULL, 
	total NUMERIC(12, 2) NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT app_state CHECK (state IN ('draft', 'sent', 'paid')), 
	CONSTRAINT sent_has_total CHECK (kind <> 'sent' OR total > 0), 
	UNIQUE (account_id, state), 
	FOREIGN KEY(account_id) REFERENCES app_account (id) ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT fk_approver FOREIGN KEY(approver_id) REFERENCES app_account (id) ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE INDEX ix_app_invoice_account_id ON app_invoice (account_id);

CREATE INDEX ix_app_invoice_kind ON app_invoice (kind);

CREATE INDEX ix_app_invoice_state ON app_invoice (state);

CREATE TABLE app_account_wide (
	account_id INTEGER NOT NULL, 
	wide_id INTEGER NOT NULL, 
	PRIMARY KEY (account_id, wide_id), 
	FOREIGN KEY(account_id) REFERENCES app_account (id) ON DELETE CASCADE ON UPDATE CASCADE, 
	FOREIGN KEY(wide_id) REFERENCES app_wide (id) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE app_account_invoice (
	account_id INTEGER NOT NULL, 
	invoice_id INTEGER NOT NULL, 
	PRIMARY KEY (account_id, invoice_id), 
	FOREIGN KEY(account_id) REFERENCES app_account (id) ON DELETE CASCADE ON UPDATE CASCADE, 
	FOREIGN KEY(invoice_id) REFERENCES app_invoice (id) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE app_invoice_archive (
	id SERIAL NOT NULL, 
	invoice_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(invoice_id) REFERENCES app_invoice (id)
);

