-- One INSERT a row for every table of a new lake: its rows from the file attached as `old`. What migrations were applied
-- to the file says nothing of the lake.
SELECT format('INSERT INTO "{0}"."{1}" BY NAME FROM old."{0}"."{1}"', schema_name, table_name) AS statement
FROM duckdb_tables()
WHERE NOT internal AND database_name = current_database() AND table_name <> 'migration';
