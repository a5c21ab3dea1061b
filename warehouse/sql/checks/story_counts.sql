-- Every story counts its articles and its witnesses, and has one original.
WITH member AS (
    SELECT story_id, count(*) AS n_articles, count(*) FILTER (role = 'original') AS n_originals
    FROM core.story_member
    GROUP BY story_id
),
witness AS (
    SELECT subject_id AS story_id, count(*) FILTER (counts_as_witness) AS n_witnesses
    FROM core.witness
    WHERE subject = 'story'
    GROUP BY subject_id
)
SELECT story_id, story.n_articles, member.n_articles, story.n_witnesses, witness.n_witnesses, member.n_originals
FROM core.story
LEFT JOIN member USING (story_id)
LEFT JOIN witness USING (story_id)
WHERE story.n_articles IS DISTINCT FROM member.n_articles
   OR story.n_witnesses IS DISTINCT FROM witness.n_witnesses
   OR n_originals <> 1
ORDER BY story_id;
