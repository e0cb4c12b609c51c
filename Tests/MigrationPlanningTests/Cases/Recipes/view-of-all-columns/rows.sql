INSERT INTO members (id, nickname, joined_on) SELECT n, 'm' || n, date '2019-06-01' + n FROM generate_series(1, 700) AS n;
