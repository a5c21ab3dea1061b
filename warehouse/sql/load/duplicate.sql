-- An edge between two revisions keeps its best score of one version, in whatever order it is found.
MERGE INTO core.duplicate AS known
USING (
    FROM staged
    QUALIFY row_number() OVER (PARTITION BY revision_id, original_revision_id, method ORDER BY score DESC) = 1
) AS best USING (revision_id, original_revision_id, method)
WHEN MATCHED AND known IS DISTINCT FROM best AND (best.score > known.score OR best.version <> known.version)
    THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
