-- Every mention of what each article says now, with who published it when and whose word it is.
SELECT
    struct_update(mention, is_background := mention.is_background OR mention.mention_id IN (FROM mart.retold)) AS mention,
    article.article_id,
    article.source_id,
    coalesce(article.published_at, article.first_fetched_at) AS published_at,
    origins.origin,
    article.source_id IN (SELECT unnest($state_outlets)) AS is_state_outlet,
    origins.origins,
    origins.origin_reason
FROM core.mention
JOIN core.article ON article.latest_revision_id = mention.document_id
JOIN mart.origins ON origins.revision_id = mention.document_id
ORDER BY published_at, article.article_id, mention.quote_start, mention.mention_id;
