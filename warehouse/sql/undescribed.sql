-- What has no comment. The columns of the plain names in `main` are those of `mart`, described there.
SELECT 'table ' || schema_name || '.' || table_name AS name
FROM duckdb_tables()
WHERE NOT internal AND coalesce(comment, '') = ''
UNION ALL
SELECT 'view ' || schema_name || '.' || view_name
FROM duckdb_views()
WHERE NOT internal AND coalesce(comment, '') = ''
UNION ALL
SELECT 'macro ' || schema_name || '.' || function_name
FROM duckdb_functions()
WHERE NOT internal AND coalesce(comment, '') = '' AND schema_name IN ('main', 'mart', 'core', 'raw', 'ops')
UNION ALL
SELECT 'column ' || schema_name || '.' || table_name || '.' || column_name
FROM duckdb_columns()
WHERE NOT internal AND coalesce(comment, '') = '' AND schema_name <> 'main'
ORDER BY name;
