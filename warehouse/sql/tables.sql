SELECT schema_name || '.' || table_name AS name
FROM duckdb_tables()
WHERE NOT internal AND database_name = current_database()
ORDER BY name;
