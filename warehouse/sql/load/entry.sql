-- The latest wording of an entry has the word; first and last sight of it are kept whatever the order.
MERGE INTO raw.entry AS known
USING (
    WITH seen AS (
        SELECT *, true AS is_staged FROM staged
        UNION ALL BY NAME
        SELECT *, false AS is_staged FROM raw.entry SEMI JOIN staged USING (entry_id)
    )
    SELECT * EXCLUDE (is_staged) REPLACE (min(first_seen_at) OVER (PARTITION BY entry_id) AS first_seen_at)
    FROM seen
    QUALIFY row_number() OVER (PARTITION BY entry_id ORDER BY last_seen_at DESC, is_staged DESC, "position") = 1
) AS latest USING (entry_id)
WHEN MATCHED AND known IS DISTINCT FROM latest THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
