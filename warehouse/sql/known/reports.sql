-- Every mention of what each article says now, with who published it when and whose word it is.
SELECT
    struct_update(
        mention,
        is_background := mention.is_background OR retold.mention_id IS NOT NULL,
        event_date := CASE WHEN NOT coalesce(retold.has_borrowed_day, false) THEN mention.event_date END,
        event_date_end := CASE WHEN NOT coalesce(retold.has_borrowed_day, false) THEN mention.event_date_end END,
        date_precision := CASE WHEN retold.has_borrowed_day THEN 'none' ELSE mention.date_precision END,
        date_basis := CASE WHEN retold.has_borrowed_day THEN 'none' ELSE mention.date_basis END
    ) AS mention,
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
LEFT JOIN mart.retold ON retold.mention_id = mention.mention_id
ORDER BY published_at, article.article_id, mention.quote_start, mention.mention_id;
