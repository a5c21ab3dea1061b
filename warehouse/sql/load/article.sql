-- An article is what its revisions make it. `staged` holds the articles of the batch.
MERGE INTO core.article AS known
USING (
    SELECT
        article_id,
        arg_max(source_id, (last_fetched_at, revision_number)) AS source_id,
        arg_max(url, (last_fetched_at, revision_number)) AS url,
        arg_max(title, (last_fetched_at, revision_number)) AS title,
        arg_max(language, (last_fetched_at, revision_number)) AS language,
        min(published_at) AS published_at,
        coalesce(
            arg_min(published_basis, (published_at, revision_number)) FILTER (published_at IS NOT NULL), 'none'
        ) AS published_basis,
        min(fetched_at) AS first_fetched_at,
        max(last_fetched_at) AS last_fetched_at,
        arg_min(revision_id, revision_number) AS first_revision_id,
        arg_max(revision_id, (last_fetched_at, revision_number)) AS latest_revision_id,
        count(*) AS n_revisions
    FROM core.revision
    WHERE article_id IN (SELECT article_id FROM staged)
    GROUP BY article_id
) AS made USING (article_id)
WHEN MATCHED AND known IS DISTINCT FROM made THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

DELETE FROM core.article
WHERE article_id NOT IN (SELECT article_id FROM core.revision)
RETURNING 'DELETE' AS merge_action;

DELETE FROM core.article_url
WHERE article_id NOT IN (SELECT article_id FROM core.revision)
RETURNING 'DELETE' AS merge_action;
