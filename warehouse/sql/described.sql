-- Every column of every table and view that docs/tables.md shows: the views for questions first. The plain names of `main`
-- say the same as `mart` and are left out.
WITH described AS (
    SELECT schema_name, table_name AS name, 'table' AS kind, comment FROM duckdb_tables() WHERE NOT internal
    UNION ALL
    SELECT schema_name, view_name, 'view', comment FROM duckdb_views() WHERE NOT internal AND schema_name <> 'main'
)
SELECT
    described.schema_name,
    described.name,
    described.kind,
    coalesce(described.comment, ''),
    duckdb_columns.column_name,
    duckdb_columns.data_type,
    coalesce(duckdb_columns.comment, '')
FROM described
JOIN duckdb_columns() ON duckdb_columns.schema_name = described.schema_name AND duckdb_columns.table_name = described.name
ORDER BY
    list_position(['mart', 'core', 'raw', 'ops'], described.schema_name), described.name, duckdb_columns.column_index;
