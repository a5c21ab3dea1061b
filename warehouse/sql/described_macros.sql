SELECT DISTINCT schema_name, function_name, parameters, coalesce(comment, '') AS comment
FROM duckdb_functions()
WHERE NOT internal AND function_type = 'table_macro' AND schema_name = 'mart'
ORDER BY schema_name, function_name;
