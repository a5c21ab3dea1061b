-- One DROP a row for every view and macro made from sql/views.
SELECT format('DROP VIEW "{}"."{}"', schema_name, view_name) AS statement
FROM duckdb_views()
WHERE NOT internal AND schema_name IN ('main', 'mart') AND database_name = current_database()
UNION ALL
SELECT DISTINCT format('DROP MACRO TABLE "{}"."{}"', schema_name, function_name)
FROM duckdb_functions()
WHERE NOT internal AND function_type = 'table_macro' AND schema_name IN ('main', 'mart')
  AND database_name = current_database()
UNION ALL
SELECT DISTINCT format('DROP MACRO "{}"."{}"', schema_name, function_name)
FROM duckdb_functions()
WHERE NOT internal AND function_type = 'macro' AND schema_name IN ('main', 'mart')
  AND database_name = current_database();
