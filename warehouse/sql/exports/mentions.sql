-- One row a mention in what an article says now. Columns: docs/exports.md.
WITH named AS (
    SELECT mention_id, unnest(place_ids) AS place_id, unnest(range(len(place_ids))) AS named_as FROM mart.mentions
),
point AS (
    SELECT
        named.mention_id,
        list({'place': place_id, 'lat': place.lat, 'lon': place.lon} ORDER BY mart.is_wide(place.kind), named.named_as)
            AS points
    FROM named JOIN core.place USING (place_id)
    WHERE place.lat IS NOT NULL
    GROUP BY named.mention_id
)
SELECT
    mentions.mention_id,
    mentions.event_id,
    mentions.article_id,
    mentions.type,
    mentions.family,
    mentions.status,
    mentions.is_background,
    mentions.event_date,
    mentions.event_date_end,
    mentions.date_precision,
    mentions.date_basis,
    mentions.original_date,
    mentions.places,
    point.points[1].lat AS lat,
    point.points[1].lon AS lon,
    mentions.source_actors,
    mentions.target_actors,
    mentions.attributed_to,
    mentions.counts,
    mentions.direction,
    mentions.polarity,
    mentions.quote,
    mentions.quote_start,
    mentions.quote_end,
    mentions.confidence,
    mentions.title,
    mentions.source_id,
    mentions.origin,
    mentions.url,
    mentions.published_at,
    coalesce(point.points, []) AS points
FROM mart.mentions
LEFT JOIN point ON point.mention_id = mentions.mention_id
ORDER BY mentions.published_at, mentions.article_id, mentions.quote_start, mentions.mention_id
