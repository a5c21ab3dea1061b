-- Each wording once, as it was first fetched; the wordings of an article are numbered by first fetch. All wordings of the
-- articles in the batch are looked at, so that an older one that arrives late takes its place.
MERGE INTO core.revision AS known
USING (
    WITH seen AS (
        SELECT *, true AS is_staged FROM staged
        UNION ALL BY NAME
        SELECT *, false AS is_staged FROM core.revision SEMI JOIN staged USING (article_id)
    ),
    wording AS (
        SELECT * EXCLUDE (is_staged)
            REPLACE (max(last_fetched_at) OVER (PARTITION BY revision_id) AS last_fetched_at)
        FROM seen
        QUALIFY row_number() OVER (PARTITION BY revision_id ORDER BY fetched_at, page_id, is_staged DESC) = 1
    )
    SELECT * REPLACE (
        CAST(row_number() OVER (PARTITION BY article_id ORDER BY fetched_at, revision_id) AS INTEGER) AS revision_number
    )
    FROM wording
) AS best USING (revision_id)
WHEN MATCHED AND known IS DISTINCT FROM best THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
