-- The words behind each chosen event, each outlet's first report of it before its others.
WITH said AS (
    SELECT
        mentions.*,
        row_number() OVER (
            PARTITION BY mentions.event_id, mentions.source_id ORDER BY mentions.published_at, mentions.mention_id
        ) AS number_in_outlet
    FROM mart.mentions
    WHERE mentions.event_id IN (SELECT unnest($event_ids)) AND CAST(mentions.published_at AS DATE) <= $as_of
)
SELECT
    event_id, status, quote, attributed_to, source_id, coalesce(source.name, source_id) AS source_name, title, url,
    published_at
FROM said LEFT JOIN core.source USING (source_id)
QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY number_in_outlet, published_at, mention_id) <= $n_quotes
ORDER BY event_id, published_at, mention_id
