-- Each verdict with the mentions that it applies to, in every wording of its article: the same words as the same type;
-- where a newer tagger cuts the quote otherwise, those that hold it or lie in it.
CREATE VIEW mart.meant AS
SELECT verdict.verdict_id, mention.mention_id, mention.document_id AS revision_id
FROM core.verdict
JOIN core.revision ON revision.article_id = verdict.article_id
JOIN core.mention ON mention.document_id = revision.revision_id AND mention.type = verdict.type
WHERE contains(mention.quote, verdict.quote) OR contains(verdict.quote, mention.quote)
QUALIFY rank() OVER (
    PARTITION BY verdict.verdict_id, mention.document_id ORDER BY mention.quote <> verdict.quote
) = 1;

COMMENT ON VIEW mart.meant IS 'One row a verdict and a mention it applies to, in every wording of the article.';
COMMENT ON COLUMN mart.meant.verdict_id IS 'The verdict.';
COMMENT ON COLUMN mart.meant.mention_id IS 'The mention.';
COMMENT ON COLUMN mart.meant.revision_id IS 'The wording it stands in.';

CREATE VIEW mart.verdicts AS
SELECT
    verdict.verdict_id,
    verdict.article_id,
    verdict.quote,
    verdict.type,
    verdict.verdict,
    verdict.value,
    verdict.note,
    verdict.judged_at,
    meant.mention_id,
    sha256(verdict.article_id || chr(31) || verdict.quote || chr(31) || verdict.type)[1:32] AS mention_key,
    article.url
FROM core.verdict
LEFT JOIN core.article ON article.article_id = verdict.article_id
LEFT JOIN mart.meant ON meant.verdict_id = verdict.verdict_id AND meant.revision_id = article.latest_revision_id;

COMMENT ON VIEW mart.verdicts IS 'One row a verdict of an analyst and a mention it applies to; mention_id is NULL where no mention of today is meant any more.';
COMMENT ON COLUMN mart.verdicts.verdict_id IS 'The verdict.';
COMMENT ON COLUMN mart.verdicts.article_id IS 'The article.';
COMMENT ON COLUMN mart.verdicts.quote IS 'The words that were judged.';
COMMENT ON COLUMN mart.verdicts.type IS 'The type that the tagger had given them.';
COMMENT ON COLUMN mart.verdicts.verdict IS 'right, wrong_type, not_an_event, right_date, same_event_as.';
COMMENT ON COLUMN mart.verdicts.value IS 'The right type or day, or the mention_key of the other mention.';
COMMENT ON COLUMN mart.verdicts.note IS 'A remark.';
COMMENT ON COLUMN mart.verdicts.judged_at IS 'When it was given, UTC.';
COMMENT ON COLUMN mart.verdicts.mention_id IS 'The mention of today that it applies to, or NULL.';
COMMENT ON COLUMN mart.verdicts.mention_key IS 'Made of article, quote and type.';
COMMENT ON COLUMN mart.verdicts.url IS 'The article''s URL.';

CREATE VIEW main.verdicts AS FROM mart.verdicts;
COMMENT ON VIEW main.verdicts IS 'Same as mart.verdicts: what analysts say of mentions.';

-- What the verdicts on one mention come to, in whatever wording it stands. Where two contradict, the later one holds.
CREATE VIEW mart.corrections AS
SELECT
    mention_id,
    arg_max(verdict, (judged_at, verdict_id)) FILTER (verdict IN ('right', 'wrong_type', 'not_an_event')) AS judgement,
    CASE
        WHEN judgement = 'wrong_type'
            THEN nullif(arg_max(value, (judged_at, verdict_id)) FILTER (verdict = 'wrong_type'), '')
    END AS right_type,
    coalesce(judgement = 'not_an_event' OR judgement = 'wrong_type' AND right_type IS NULL, false) AS is_rejected,
    count(*) FILTER (verdict = 'right_date') > 0 AS has_right_date,
    TRY_CAST(nullif(arg_max(value, (judged_at, verdict_id)) FILTER (verdict = 'right_date'), '') AS DATE) AS right_date,
    string_agg(concat_ws(': ', verdict, nullif(value, '')), '; ' ORDER BY judged_at, verdict_id) AS verdict
FROM (SELECT verdict.*, meant.mention_id FROM core.verdict JOIN mart.meant USING (verdict_id))
GROUP BY mention_id;

COMMENT ON VIEW mart.corrections IS 'One row a mention that an analyst has judged: what the verdicts on it come to.';
COMMENT ON COLUMN mart.corrections.mention_id IS 'The mention.';
COMMENT ON COLUMN mart.corrections.judgement IS 'right, wrong_type, not_an_event; NULL when only its date or its event was judged.';
COMMENT ON COLUMN mart.corrections.is_rejected IS 'True when it makes no event: it is none, or of another type that is not named.';
COMMENT ON COLUMN mart.corrections.right_type IS 'Its right type, where it was wrong.';
COMMENT ON COLUMN mart.corrections.has_right_date IS 'True when its date was corrected.';
COMMENT ON COLUMN mart.corrections.right_date IS 'Its right day; NULL for none.';
COMMENT ON COLUMN mart.corrections.verdict IS 'All verdicts in words.';
