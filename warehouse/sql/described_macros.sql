-- The table macros for analysts, each with the statement that gives its columns.
SELECT DISTINCT
    schema_name,
    function_name,
    parameters,
    coalesce(comment, '') AS comment,
    'DESCRIBE FROM ' || schema_name || '.' || function_name
        || '(' || array_to_string(['NULL' FOR _ IN parameters], ', ') || ')' AS question
FROM duckdb_functions()
WHERE NOT internal AND function_type = 'table_macro' AND schema_name = 'mart'
ORDER BY schema_name, function_name;
