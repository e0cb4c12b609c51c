SELECT count(*) = 2000 FROM app.documents JOIN app.pages ON document_id = id;
SELECT nextval(pg_get_serial_sequence('app.documents', 'id')) > 2000;
