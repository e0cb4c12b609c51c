CREATE TABLE student (
	id SERIAL NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE teacher (
	id SERIAL NOT NULL, 
	boss_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(boss_id) REFERENCES teacher (id)
);

CREATE TABLE room (
	id SERIAL NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE friends (
	left_id INTEGER NOT NULL, 
	right_id INTEGER NOT NULL, 
	PRIMARY KEY (left_id, right_id), 
	FOREIGN KEY(left_id) REFERENCES student (id), 
	FOREIGN KEY(right_id) REFERENCES student (id)
);

CREATE TABLE profile (
	id SERIAL NOT NULL, 
	student_id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (student_id), 
	FOREIGN KEY(student_id) REFERENCES student (id)
);

CREATE TABLE course (
	id SERIAL NOT NULL, 
	teacher_id INTEGER, 
	substitute_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(teacher_id) REFERENCES teacher (id), 
	FOREIGN KEY(substitute_id) REFERENCES teacher (id)
);

CREATE TABLE key (
	id SERIAL NOT NULL, 
	room_id INTEGER, 
	label VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE (room_id), 
	FOREIGN KEY(room_id) REFERENCES room (id)
);

CREATE TABLE student_course (
	student_id INTEGER NOT NULL, 
	course_id INTEGER NOT NULL, 
	joined TIMESTAMP WITHOUT TIME ZONE DEFAULT now(), 
	PRIMARY KEY (student_id, course_id), 
	FOREIGN KEY(student_id) REFERENCES student (id) ON DELETE CASCADE, 
	FOREIGN KEY(course_id) REFERENCES course (id) ON DELETE CASCADE
);

CREATE TABLE grade (
	student_id INTEGER NOT NULL, 
	course_id INTEGER NOT NULL, 
	value INTEGER NOT NULL, 
	PRIMARY KEY (student_id, course_id), 
	FOREIGN KEY(student_id) REFERENCES student (id), 
	FOREIGN KEY(course_id) REFERENCES course (id)
);

CREATE TABLE room_course (
	room_id INTEGER NOT NULL, 
	course_id INTEGER NOT NULL, 
	UNIQUE (room_id, course_id), 
	FOREIGN KEY(room_id) REFERENCES room (id), 
	FOREIGN KEY(course_id) REFERENCES course (id)
);

