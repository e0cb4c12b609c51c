CREATE TABLE employee (
	id SERIAL NOT NULL, 
	type VARCHAR(20) NOT NULL, 
	name VARCHAR(50), 
	audited_by VARCHAR(30) NOT NULL, 
	manager_data VARCHAR, 
	start INTEGER, 
	PRIMARY KEY (id)
);

CREATE TABLE contract (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	PRIMARY KEY (id)
);

CREATE TABLE special_contract (
	id SERIAL NOT NULL, 
	name VARCHAR(70), 
	PRIMARY KEY (id)
);

CREATE TABLE car (
	id SERIAL NOT NULL, 
	wheels INTEGER NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE engineer (
	id INTEGER NOT NULL, 
	skill VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(id) REFERENCES employee (id)
);

