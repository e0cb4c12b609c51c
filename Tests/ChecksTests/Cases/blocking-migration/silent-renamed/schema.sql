CREATE TABLE patients (id bigint PRIMARY KEY, phone text NOT NULL);
