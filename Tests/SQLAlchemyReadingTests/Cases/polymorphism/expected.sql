CREATE TABLE company (
	id SERIAL NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE animal (
	species VARCHAR(20) NOT NULL, 
	id SERIAL NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE document (
	id SERIAL NOT NULL, 
	title VARCHAR(50), 
	PRIMARY KEY (id), 
	UNIQUE (title)
);

CREATE TABLE letter (
	id SERIAL NOT NULL, 
	title VARCHAR(50), 
	"to" VARCHAR(40), 
	PRIMARY KEY (id)
);

CREATE TABLE circle (
	id SERIAL NOT NULL, 
	radius DOUBLE PRECISION NOT NULL, 
	name VARCHAR(50) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name, radius)
);

CREATE TABLE square (
	id SERIAL NOT NULL, 
	side DOUBLE PRECISION NOT NULL, 
	name VARCHAR(50) NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE person (
	id SERIAL NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	name VARCHAR NOT NULL, 
	company_id INTEGER NOT NULL, 
	info VARCHAR, 
	start_date DATE, 
	data VARCHAR, 
	assistant_id INTEGER, 
	level INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(company_id) REFERENCES company (id), 
	FOREIGN KEY(assistant_id) REFERENCES person (id)
);

CREATE INDEX ix_person_kind ON person (kind);

CREATE TABLE dog (
	tricks INTEGER, 
	id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(id) REFERENCES animal (id)
);

CREATE INDEX dog_tricks ON dog (tricks);

CREATE TABLE puppy (
	born DATE, 
	id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(id) REFERENCES dog (id)
);

