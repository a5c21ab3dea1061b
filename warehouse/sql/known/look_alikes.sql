-- Pairs of a fresh revision and one that shares bands of its signature, of another article and in other words. The bands
-- are joined on the places of rows alone; what else is asked of a pair is looked up for the few that meet.
WITH near_in_time AS MATERIALIZED (
    SELECT rowid AS place, revision_id, article_id, version, published_at, words_digest, bands
    FROM core.signature
    WHERE published_at BETWEEN $from_at AND $to_at
),
fresh AS MATERIALIZED (
    FROM near_in_time WHERE revision_id IN (SELECT unnest(string_split($ids, chr(10))))
),
met AS (
    SELECT ours.place AS our_place, theirs.place AS their_place
    FROM (SELECT place, unnest(bands) AS band FROM fresh) AS ours
    JOIN (SELECT place, unnest(bands) AS band FROM near_in_time WHERE version = $version) AS theirs USING (band)
    WHERE ours.place <> theirs.place
    GROUP BY ALL
    HAVING count(*) >= $min_shared_bands
)
SELECT DISTINCT
    least(ours.revision_id, theirs.revision_id) AS one_id,
    greatest(ours.revision_id, theirs.revision_id) AS other_id
FROM met
JOIN fresh AS ours ON ours.place = met.our_place
JOIN near_in_time AS theirs ON theirs.place = met.their_place
WHERE ours.article_id <> theirs.article_id
  AND ours.words_digest <> theirs.words_digest
  AND theirs.published_at BETWEEN ours.published_at - $window AND ours.published_at + $window
ORDER BY ALL;
