CREATE TABLE pair (
	a INTEGER NOT NULL, 
	b INTEGER NOT NULL, 
	CONSTRAINT pair_key PRIMARY KEY (a, b)
);

CREATE TABLE account (
	id SERIAL NOT NULL, 
	first VARCHAR(10) NOT NULL, 
	second VARCHAR(10) NOT NULL, 
	flag BOOLEAN NOT NULL, 
	kind VARCHAR(1), 
	age INTEGER NOT NULL CONSTRAINT ck_account_age CHECK (age > 0), 
	"both" INTEGER NOT NULL, 
	CONSTRAINT pk_id PRIMARY KEY (id), 
	CONSTRAINT uq_account_firstsecond UNIQUE (first, second), 
	CONSTRAINT given UNIQUE (second, first), 
	CONSTRAINT as_it_is UNIQUE (age, first), 
	CONSTRAINT ck_account_differ CHECK (first <> second), 
	CONSTRAINT ck_age CHECK (age < 1000), 
	CONSTRAINT uq_account_second UNIQUE (second), 
	CONSTRAINT ck_account_kind CHECK (kind IN ('a', 'b'))
);

CREATE INDEX by_lower ON account (lower(second));

CREATE INDEX given_index ON account (second);

CREATE INDEX ix_account_first ON account (first);

CREATE INDEX ix_account_second_first ON account (second, first);

CREATE UNIQUE INDEX ix_account_both ON account ("both");

CREATE TABLE member (
	"left" INTEGER NOT NULL, 
	"right" INTEGER NOT NULL, 
	third VARCHAR(10), 
	CONSTRAINT pk_l_r PRIMARY KEY ("left", "right"), 
	CONSTRAINT fk_member_left_right_pair_a FOREIGN KEY("left", "right") REFERENCES pair (a, b), 
	CONSTRAINT fk_member_left_account_id FOREIGN KEY("left") REFERENCES account (id), 
	CONSTRAINT right_fk FOREIGN KEY("right") REFERENCES account (id), 
	CONSTRAINT fk_member_third_account_second FOREIGN KEY(third) REFERENCES account (second)
);

CREATE TABLE a_table_whose_name_is_so_long_that_little_is_left_for_more (
	identifier SERIAL NOT NULL, 
	another_rather_long_column_name INTEGER NOT NULL, 
	yet_another_rather_long_column INTEGER NOT NULL, 
	CONSTRAINT pk_identifier PRIMARY KEY (identifier), 
	CONSTRAINT uq_a_table_whose_name_is_so_long_that_little_is_left_fo_ac18 UNIQUE (identifier, yet_another_rather_long_column), 
	CONSTRAINT ck_a_table_whose_name_is_so_long_that_little_is_left_fo_f7b2 CHECK (identifier > 0), 
	CONSTRAINT fk_a_table_whose_name_is_so_long_that_little_is_left_fo_a590 FOREIGN KEY(yet_another_rather_long_column) REFERENCES account (id)
);

CREATE INDEX ix_a_table_whose_name_is_so_long_that_little_is_left_fo_ae33 ON a_table_whose_name_is_so_long_that_little_is_left_for_more (yet_another_rather_long_column);

CREATE UNIQUE INDEX ix_a_table_whose_name_is_so_long_that_little_is_left_fo_53eb ON a_table_whose_name_is_so_long_that_little_is_left_for_more (another_rather_long_column_name);

