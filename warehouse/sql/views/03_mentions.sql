-- Every mention in every wording of an article, as analysts have corrected it.
CREATE MACRO mart.every_mention() AS TABLE
SELECT
    mention.mention_id,
    coalesce(corrections.right_type, mention.type) AS type,
    event_types.family,
    mention.status,
    mention.is_background OR retold.mention_id IS NOT NULL AS is_background,
    CASE
        WHEN corrections.has_right_date THEN corrections.right_date
        WHEN NOT coalesce(retold.has_borrowed_day, false) THEN mention.event_date
    END AS event_date,
    CASE
        WHEN NOT coalesce(corrections.has_right_date OR retold.has_borrowed_day, false) THEN mention.event_date_end
    END AS event_date_end,
    CASE
        WHEN corrections.has_right_date AND corrections.right_date IS NOT NULL THEN 'day'
        WHEN corrections.has_right_date OR retold.has_borrowed_day THEN 'none'
        ELSE mention.date_precision
    END AS date_precision,
    CASE
        WHEN corrections.has_right_date AND corrections.right_date IS NOT NULL THEN 'explicit'
        WHEN corrections.has_right_date OR retold.has_borrowed_day THEN 'none'
        ELSE mention.date_basis
    END AS date_basis,
    mention.event_time,
    mention.original_date,
    [place.name FOR place IN mention.places] AS places,
    [place.name FOR place IN mention.context_places] AS context_places,
    mention.source_actors,
    mention.target_actors,
    mention.attributed_to,
    mention.counts,
    mention.direction,
    mention.polarity,
    mention.quote,
    revision.title,
    article.source_id,
    article.url,
    coalesce(article.published_at, article.first_fetched_at) AS published_at,
    origins.origin,
    event_mention.event_id,
    article.article_id,
    mention.document_id AS revision_id,
    mention.quote_start,
    mention.quote_end,
    mention.confidence,
    mention.rules,
    corrections.verdict,
    coalesce(corrections.is_rejected, false) AS is_rejected,
    sha256(article.article_id || chr(31) || mention.quote || chr(31) || mention.type)[1:32] AS mention_key,
    [place.place_id FOR place IN mention.places] AS place_ids,
    mention.document_id = article.latest_revision_id AS is_present
FROM core.mention
JOIN core.revision ON revision.revision_id = mention.document_id
JOIN core.article ON article.article_id = revision.article_id
JOIN mart.origins ON origins.revision_id = mention.document_id
LEFT JOIN mart.corrections ON corrections.mention_id = mention.mention_id
LEFT JOIN mart.retold ON retold.mention_id = mention.mention_id
LEFT JOIN mart.event_types ON event_types.type = coalesce(corrections.right_type, mention.type)
LEFT JOIN core.event_mention ON event_mention.mention_id = mention.mention_id;

COMMENT ON MACRO TABLE mart.every_mention IS 'Every mention in every wording, also in those that are no more: FROM mart.every_mention(). is_present tells what stands now; only that belongs to events.';

-- Every mention in what each article says now; `edits` tells what the wordings before said.
CREATE VIEW mart.mentions AS
SELECT * EXCLUDE (is_present) FROM mart.every_mention() WHERE is_present;

COMMENT ON VIEW mart.mentions IS 'One row an event as one sentence of an article reports it, with its exact quote.';
COMMENT ON COLUMN mart.mentions.mention_id IS 'The mention.';
COMMENT ON COLUMN mart.mentions.type IS 'One of the 21 event types.';
COMMENT ON COLUMN mart.mentions.family IS 'truce, terms, diplomacy or context.';
COMMENT ON COLUMN mart.mentions.status IS 'actual, scheduled, postponed, alleged, denied, negated, hypothetical.';
COMMENT ON COLUMN mart.mentions.is_background IS 'True when the sentence retells history, or stands in a paragraph that the outlet repeats.';
COMMENT ON COLUMN mart.mentions.event_date IS 'The day of the act, or its due date; the start of a range.';
COMMENT ON COLUMN mart.mentions.event_date_end IS 'The end of a range.';
COMMENT ON COLUMN mart.mentions.date_precision IS 'day, week, month, year, decade, none.';
COMMENT ON COLUMN mart.mentions.date_basis IS 'explicit, relative, dateline, publication, none.';
COMMENT ON COLUMN mart.mentions.event_time IS 'Time of day as written.';
COMMENT ON COLUMN mart.mentions.original_date IS 'The due date before a postponement.';
COMMENT ON COLUMN mart.mentions.places IS 'Names of the places, as a list.';
COMMENT ON COLUMN mart.mentions.context_places IS 'What words such as "the district" stand for, where the sentence names no place.';
COMMENT ON COLUMN mart.mentions.source_actors IS 'Who acts.';
COMMENT ON COLUMN mart.mentions.target_actors IS 'To whom.';
COMMENT ON COLUMN mart.mentions.attributed_to IS 'Whose word it is; NULL for the narrator''s.';
COMMENT ON COLUMN mart.mentions.counts IS 'Numbers tied to the act.';
COMMENT ON COLUMN mart.mentions.direction IS 'in or out, for types that have one.';
COMMENT ON COLUMN mart.mentions.polarity IS 'positive or negative, for types that have one.';
COMMENT ON COLUMN mart.mentions.quote IS 'The words that report it.';
COMMENT ON COLUMN mart.mentions.title IS 'Headline of the article.';
COMMENT ON COLUMN mart.mentions.source_id IS 'The outlet.';
COMMENT ON COLUMN mart.mentions.url IS 'The article''s URL.';
COMMENT ON COLUMN mart.mentions.published_at IS 'When the article was published, UTC.';
COMMENT ON COLUMN mart.mentions.origin IS 'The outlet or agency whose word the article is.';
COMMENT ON COLUMN mart.mentions.event_id IS 'The event it is a report of.';
COMMENT ON COLUMN mart.mentions.article_id IS 'The article.';
COMMENT ON COLUMN mart.mentions.revision_id IS 'The wording it stands in.';
COMMENT ON COLUMN mart.mentions.quote_start IS 'Offset of the quote in core.revision.text, in characters from 0.';
COMMENT ON COLUMN mart.mentions.quote_end IS 'Offset after its last character.';
COMMENT ON COLUMN mart.mentions.confidence IS 'In (0, 1].';
COMMENT ON COLUMN mart.mentions.rules IS 'Ids of the rules or the model that made it.';
COMMENT ON COLUMN mart.mentions.verdict IS 'What an analyst says of it (docs/reviewing.md); NULL when nobody looked. Type and date are as corrected.';
COMMENT ON COLUMN mart.mentions.is_rejected IS 'True when an analyst says that it is no event, or of another type. It belongs to no event.';
COMMENT ON COLUMN mart.mentions.mention_key IS 'Made of article, quote and tagged type: names it in a verdict, also after re-tagging.';
COMMENT ON COLUMN mart.mentions.place_ids IS 'The same places in core.place, in the same order: two places may share a name.';

CREATE VIEW main.mentions AS FROM mart.mentions;
COMMENT ON VIEW main.mentions IS 'Same as mart.mentions: one row an event as one sentence of an article reports it.';
