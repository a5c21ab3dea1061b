-- The act that each of the articles tells first, as news of the last two days: its type, day and place (its parties,
-- where it has no place).
WITH told AS (
    SELECT article.article_id, mention.*
    FROM core.article
    JOIN core.mention ON mention.document_id = article.latest_revision_id
    WHERE article.article_id IN (SELECT unnest(string_split($ids, chr(10))))
      AND NOT is_background
      AND status IN ('actual', 'alleged', 'denied')
      AND date_precision = 'day'
      AND event_date BETWEEN CAST(coalesce(published_at, first_fetched_at) AS DATE) - 2
          AND CAST(coalesce(published_at, first_fetched_at) AS DATE)
    QUALIFY rank() OVER (PARTITION BY article.article_id ORDER BY quote_start) = 1
),
scene AS (
    SELECT article_id, type, event_date, unnest(
        CASE
            WHEN len(places) > 0 THEN [place.place_id FOR place IN places]
            ELSE list_sort(list_distinct(source_actors || target_actors))
        END
    ) AS scene
    FROM told
)
SELECT DISTINCT article_id, concat_ws(' ', type, event_date, scene) AS act FROM scene ORDER BY ALL;
