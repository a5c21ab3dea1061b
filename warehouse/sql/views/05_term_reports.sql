-- Which wording of each article stood on a day: the first from its publication on, a later one from the time at which its
-- outlet says that it changed the article, when that fits between the two fetches, else from its own first fetch. Where an
-- outlet went back to an earlier wording, that one stands from its latest fetch on.
CREATE MACRO mart.wordings_as_of(as_of) AS TABLE
WITH wording AS (
    SELECT
        revision.article_id,
        revision.revision_id,
        revision.revision_number,
        revision.last_fetched_at,
        revision.revision_id = article.latest_revision_id AS is_present,
        CASE
            WHEN revision.revision_number = 1 THEN least(article.published_at, article.first_fetched_at)
            WHEN revision.modified_at BETWEEN lag(revision.fetched_at) OVER by_number AND revision.fetched_at
                THEN revision.modified_at
            ELSE revision.fetched_at
        END AS stood_from
    FROM core.revision JOIN core.article ON article.article_id = revision.article_id
    WINDOW by_number AS (PARTITION BY revision.article_id ORDER BY revision.revision_number)
)
SELECT article_id, revision_id
FROM wording
WHERE mart.day_of(stood_from) <= CAST(as_of AS DATE)
QUALIFY row_number() OVER (
    PARTITION BY article_id
    ORDER BY
        CASE
            WHEN is_present AND mart.day_of(last_fetched_at) <= CAST(as_of AS DATE) THEN last_fetched_at
            ELSE stood_from
        END DESC,
        revision_number DESC
) = 1;

COMMENT ON MACRO TABLE mart.wordings_as_of IS 'The wording of each article that stood on a day: FROM mart.wordings_as_of(DATE ''2020-11-22'').';

-- Every sentence known on a day that promises, moves or reports the doing of a term of a truce, with the commitment it
-- speaks of: the ground of `commitments`.
CREATE MACRO mart.term_reports(as_of) AS TABLE
WITH
-- Every sentence known on that day that promises, moves or reports the doing of a term.
said AS (
    SELECT
        mentions.* EXCLUDE (is_present) REPLACE (
            -- Nothing is put off to an earlier day: such an old date is misread.
            CASE WHEN coalesce(mentions.original_date <= mentions.event_date, true) THEN mentions.original_date END
                AS original_date
        ),
        CASE WHEN mentions.direction = 'out' THEN 'out' END AS way,
        mart.day_of(mentions.published_at) AS published_on,
        mentions.date_basis IN ('explicit', 'relative') AS is_stated,
        mention.places AS place_refs,
        mention.context_places AS context_refs,
        -- Where leaving is at issue the place left counts, where coming is the place come to.
        CASE
            WHEN mentions.type = 'troop_withdrawal' OR mentions.direction = 'out' THEN 'origin'
            WHEN mentions.type IN ('displaced_return', 'peacekeeper_deployment') THEN 'destination'
        END AS telling_role
    FROM mart.every_mention() AS mentions
    JOIN mart.wordings_as_of(as_of) AS wording ON wording.revision_id = mentions.revision_id
    JOIN core.mention ON mention.mention_id = mentions.mention_id
    WHERE mentions.family = 'terms'
      AND NOT mentions.is_rejected
      AND mentions.status IN ('scheduled', 'postponed', 'actual')
      AND mart.day_of(mentions.published_at) <= CAST(as_of AS DATE)
),
-- Where, by the sentence: the places of the act; else those named in the role that counts; else what the surrounding
-- sentences are about.
named AS (
    SELECT
        *,
        CASE
            WHEN list_contains([place.role FOR place IN place_refs], 'event')
                THEN [place FOR place IN place_refs IF place.role = 'event']
            WHEN len([place FOR place IN place_refs IF place.role = coalesce(telling_role, place.role)]) > 0
                THEN [place FOR place IN place_refs IF place.role = coalesce(telling_role, place.role)]
            ELSE coalesce(context_refs, [])
        END AS sites
    FROM said
),
site AS (
    SELECT article_id, event_id, event_date, type, way, unnest(sites) AS place FROM named
),
-- The one place that the other sentences of an article, or of an event, name for an act of this kind; an event of
-- several places may still have but one on that day.
site_of_article AS (
    SELECT article_id, type, way, any_value(place) AS place
    FROM site
    GROUP BY article_id, type, way
    HAVING count(DISTINCT place.place_id) = 1
),
site_of_event AS (
    SELECT event_id, event_date, type, way, grouping(event_date) = 1 AS is_of_all_days, any_value(place) AS place
    FROM site
    WHERE event_id IS NOT NULL
    GROUP BY GROUPING SETS ((event_id, type, way), (event_id, type, way, event_date))
    HAVING count(DISTINCT place.place_id) = 1
),
sited AS (
    SELECT
        named.*,
        len(named.sites) = 0 AS is_inferred,
        CASE
            WHEN len(named.sites) > 0 THEN named.sites
            ELSE [coalesce(site_of_article.place, site_of_day.place, site_of_event.place)]
        END AS all_sites
    FROM named
    LEFT JOIN site_of_article
        ON site_of_article.article_id = named.article_id
        AND site_of_article.type = named.type
        AND site_of_article.way IS NOT DISTINCT FROM named.way
    LEFT JOIN site_of_event AS site_of_day
        ON site_of_day.event_id = named.event_id
        AND site_of_day.event_date = named.event_date
        AND site_of_day.type = named.type
        AND site_of_day.way IS NOT DISTINCT FROM named.way
    LEFT JOIN site_of_event
        ON site_of_event.event_id = named.event_id
        AND site_of_event.is_of_all_days
        AND site_of_event.type = named.type
        AND site_of_event.way IS NOT DISTINCT FROM named.way
),
located AS (
    SELECT DISTINCT ON (mention_id, site.place_id)
        * EXCLUDE (sites, all_sites, site),
        site.place_id AS place_id,
        site.name AS place,
        len(all_sites) = 1 AND NOT is_inferred AS is_of_one_place
    FROM (SELECT *, unnest(all_sites) AS site FROM sited)
),
-- When: a promise is due at the end of what it names, and it must name it; a doing has one day, and that day is not in
-- the future. Where the place is inferred, the day of publication is too weak a date for a doing.
dated AS (
    SELECT
        *,
        CASE
            WHEN status = 'actual' OR date_precision NOT IN ('day', 'week', 'month') OR NOT is_stated THEN NULL
            WHEN event_date_end IS NOT NULL THEN event_date_end
            WHEN date_precision = 'day' THEN event_date
            WHEN date_precision = 'week' THEN event_date + 6
            WHEN date_precision = 'month' THEN last_day(event_date)
        END AS promised_on,
        CASE
            WHEN status = 'actual' AND date_precision = 'day' AND event_date <= published_on + 1
                AND coalesce(event_date_end, event_date) = event_date
                AND (is_stated OR NOT is_inferred)
                THEN event_date
        END AS reported_done_on
    FROM located
),
-- Forces have left a place once it has changed hands: a transfer reports the withdrawal too, and one that is put off
-- puts off the withdrawal that was due on the same day. Those who were to leave may be called peacekeepers when they do.
told AS (
    SELECT *, type AS told_type FROM dated
    UNION ALL
    SELECT * REPLACE ('troop_withdrawal' AS type, CAST([] AS VARCHAR[]) AS target_actors), type AS told_type
    FROM dated
    WHERE type = 'territory_transfer' AND status = 'actual' AND place_id IS NOT NULL AND reported_done_on IS NOT NULL
    UNION ALL
    SELECT
        * REPLACE (
            'troop_withdrawal' AS type,
            CAST([] AS VARCHAR[]) AS source_actors,
            CAST([] AS VARCHAR[]) AS target_actors
        ),
        type AS told_type
    FROM dated
    WHERE type = 'territory_transfer' AND status = 'postponed'
      AND EXISTS (
          FROM dated AS leaving
          WHERE leaving.type = 'troop_withdrawal' AND leaving.status = 'scheduled'
            AND leaving.place_id = dated.place_id AND leaving.promised_on = dated.original_date
      )
    UNION ALL
    SELECT * REPLACE ('troop_withdrawal' AS type, CAST(NULL AS VARCHAR) AS way), type AS told_type
    FROM dated
    WHERE type = 'peacekeeper_deployment' AND way = 'out' AND status = 'actual' AND reported_done_on IS NOT NULL
      AND EXISTS (
          FROM dated AS leaving
          WHERE leaving.type = 'troop_withdrawal' AND leaving.status IN ('scheduled', 'postponed')
            AND leaving.place_id = dated.place_id AND leaving.published_at <= dated.published_at
      )
),
-- Under which truce: the latest one declared before the act whose conflict has that place, or, where no place is known,
-- that of the event, or between two of its parties. A found truce of no watched conflict has no places: its event tells.
truce AS (
    SELECT arrangement.*, coalesce(conflict.places, []) AS theatre
    FROM core.arrangement LEFT JOIN core.conflict USING (conflict_id)
),
of_no_theatre AS (
    SELECT event.event_id, event.arrangement_id
    FROM core.event JOIN truce ON truce.arrangement_id = event.arrangement_id
    WHERE len(truce.theatre) = 0
),
under_truce AS (
    SELECT
        told.* EXCLUDE (place_id, place),
        -- Where captives change hands is no part of what was promised.
        CASE WHEN told.type <> 'prisoner_exchange' OR truce.arrangement_id IS NULL THEN told.place_id END AS place_id,
        CASE WHEN told.type <> 'prisoner_exchange' OR truce.arrangement_id IS NULL THEN told.place END AS place,
        truce.arrangement_id,
        truce.name AS arrangement,
        coalesce(truce.effective_on, truce.declared_on) AS in_force_on
    FROM told
    LEFT JOIN core.place AS gazetteer ON gazetteer.place_id = told.place_id
    LEFT JOIN core.event ON event.event_id = CASE WHEN told.place_id IS NULL THEN told.event_id END
    LEFT JOIN of_no_theatre ON of_no_theatre.event_id = told.event_id
    LEFT JOIN truce
        ON (
            list_contains(truce.theatre, told.place_id)
            OR list_contains(gazetteer.conflicts, truce.conflict_id)
            OR truce.arrangement_id = coalesce(event.arrangement_id, of_no_theatre.arrangement_id)
            OR told.place_id IS NULL
            AND len(list_intersect(truce.parties, list_concat(told.source_actors, told.target_actors))) >= 2
        )
        AND truce.declared_on <= coalesce(promised_on, reported_done_on, told.original_date)
        AND truce.declared_on <= published_on + 1
        AND coalesce(truce.ended_on >= coalesce(promised_on, reported_done_on, told.original_date), true)
    WHERE coalesce(promised_on, reported_done_on, told.original_date) IS NOT NULL
      -- Of no place and no truce, nothing says which promise it is.
      AND (told.place_id IS NOT NULL OR truce.arrangement_id IS NOT NULL)
    QUALIFY row_number() OVER (
        PARTITION BY told.mention_id, told.type, told.place_id
        ORDER BY
            truce.arrangement_id = event.arrangement_id DESC NULLS LAST,
            truce.declared_on DESC,
            truce.arrangement_id
    ) = 1
),
-- Captives go home in turns, each promised for a day of its own: what is told of a day after one on which a promised
-- turn took place is of the next.
swap AS (
    SELECT *, concat_ws('|', arrangement_id, place_id) AS swap_key FROM under_truce WHERE type = 'prisoner_exchange'
),
turn AS (
    SELECT DISTINCT promised.swap_key, promised.promised_on AS turn_on
    FROM swap AS promised
    JOIN swap AS doing ON doing.swap_key = promised.swap_key AND doing.reported_done_on = promised.promised_on
    WHERE promised.status = 'scheduled' AND promised.date_precision = 'day'
),
turn_before AS (
    SELECT swap.mention_id, swap.swap_key, max(turn.turn_on) AS after_on
    FROM swap JOIN turn ON turn.swap_key = swap.swap_key
    WHERE turn.turn_on < coalesce(swap.promised_on, swap.reported_done_on, swap.original_date)
    GROUP BY swap.mention_id, swap.swap_key
)
SELECT
    under_truce.*,
    md5(concat_ws(
        '|', coalesce(arrangement_id, ''), type, coalesce(way, ''), coalesce(place_id, ''), CAST(after_on AS VARCHAR)
    )) AS commitment_id
FROM under_truce
LEFT JOIN turn_before
    ON turn_before.mention_id = under_truce.mention_id
    AND turn_before.swap_key = concat_ws('|', under_truce.arrangement_id, under_truce.place_id)
QUALIFY row_number() OVER (PARTITION BY under_truce.mention_id, type, place_id ORDER BY commitment_id) = 1;

COMMENT ON MACRO TABLE mart.term_reports IS 'Every sentence published by a day that promises, moves or reports the doing of a term, with the commitment it speaks of: FROM mart.term_reports(DATE ''2020-11-22'').';
