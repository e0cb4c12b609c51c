CREATE TABLE patients (id bigint PRIMARY KEY, ssn bytea NOT NULL, ssn_blind bytea NOT NULL UNIQUE, phone text, notes text);
