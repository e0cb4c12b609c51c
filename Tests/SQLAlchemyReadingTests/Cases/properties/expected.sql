CREATE TABLE vertex (
	position INTEGER NOT NULL, 
	id SERIAL NOT NULL, 
	x1 INTEGER NOT NULL, 
	y1 INTEGER NOT NULL, 
	x2 INTEGER NOT NULL, 
	y2 INTEGER, 
	label_text VARCHAR(20) NOT NULL, 
	long TEXT, 
	extra JSONB DEFAULT '{}' NOT NULL, 
	"old" TEXT NOT NULL, 
	words VARCHAR(10)[] NOT NULL, 
	parent_id INTEGER, 
	first INTEGER NOT NULL, 
	late INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(parent_id) REFERENCES vertex (id) ON DELETE CASCADE
);

CREATE INDEX ix_vertex_late ON vertex (late);

CREATE INDEX ix_vertex_parent_id ON vertex (parent_id);

CREATE TABLE edge (
	from_id INTEGER NOT NULL, 
	to_id INTEGER NOT NULL, 
	weight INTEGER, 
	PRIMARY KEY (from_id, to_id), 
	FOREIGN KEY(from_id) REFERENCES vertex (id), 
	FOREIGN KEY(to_id) REFERENCES vertex (id)
);

COMMENT ON COLUMN edge.weight IS 'in metres';

CREATE TABLE note (
	id SERIAL NOT NULL, 
	vertex_id INTEGER, 
	text TEXT NOT NULL, 
	added_on VARCHAR(5) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(vertex_id) REFERENCES vertex (id)
);

