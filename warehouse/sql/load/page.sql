-- The first fetch of these bytes is the one that counts, in whatever order the fetches are loaded.
MERGE INTO raw.page AS known
USING (
    FROM staged
    QUALIFY row_number() OVER (PARTITION BY page_id ORDER BY fetched_at, archive_file, archive_offset) = 1
) AS first USING (page_id)
WHEN MATCHED
    AND (first.fetched_at, first.archive_file, first.archive_offset)
        < (known.fetched_at, known.archive_file, known.archive_offset)
    THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
