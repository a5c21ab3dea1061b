-- What was promised, by when, and what became of it (codebook section 1), as the articles published up to a day told it.
--
-- A commitment is one term of one arrangement at one place. Reports differ and some are wrong, so each date is voted on:
-- a witness (an independent origin, see `origins`) has one vote, its latest word; the most votes win, then the most
-- reports (days on which an origin said so: reprints add none), then the latest. A date that was moved has lost its vote
-- for the present date. A sentence about one place is a better word than one about several. An outlet that credits now
-- this agency, now that one has their votes, but is one witness: there are never more witnesses than outlets.
CREATE MACRO mart.commitments_as_of(as_of) AS TABLE
WITH
evidence AS (FROM mart.term_reports(as_of)),
-- From when a move goes that does not say it: the last day that its origin promised or moved it to before, or says that
-- it was moved from.
moved_from AS (
    SELECT later.commitment_id, later.mention_id, max(coalesce(earlier.promised_on, earlier.original_date)) AS from_on
    FROM evidence AS later
    JOIN evidence AS earlier ON earlier.commitment_id = later.commitment_id AND earlier.origin = later.origin
    WHERE later.status = 'postponed'
      AND later.original_date IS NULL
      AND earlier.published_on <= later.published_on
      AND earlier.status IN ('scheduled', 'postponed')
      AND coalesce(earlier.promised_on, earlier.original_date) < later.promised_on
    GROUP BY later.commitment_id, later.mention_id
),
moved AS (
    SELECT evidence.*, coalesce(original_date, moved_from.from_on) AS from_on, promised_on AS to_on
    FROM evidence LEFT JOIN moved_from USING (commitment_id, mention_id)
    WHERE status = 'postponed'
),
-- Each move of a due date, with the witnesses for it.
move AS (
    SELECT
        commitment_id,
        from_on,
        to_on,
        least(count(DISTINCT origin), count(DISTINCT source_id)) AS n_witnesses,
        count(DISTINCT (origin, published_on)) AS n_reports,
        min(published_at) AS first_reported_at,
        arg_min(quote, (published_at, mention_id)) AS quote,
        arg_min(url, (published_at, mention_id)) AS url
    FROM moved
    WHERE from_on IS DISTINCT FROM to_on
    GROUP BY commitment_id, from_on, to_on
),
-- A move that starts where a promise or another move ends is to be believed before one that starts from nowhere.
rooted AS (
    SELECT
        *,
        EXISTS (
            FROM evidence
            WHERE evidence.commitment_id = move.commitment_id AND evidence.promised_on = move.from_on
              AND (evidence.status = 'scheduled' OR evidence.original_date <> evidence.promised_on)
        ) AS is_rooted
    FROM move
),
-- A move is dropped when a better witnessed one contradicts it (same start and other end, same end and other start, or
-- the way back), when another tells both of its dates where it tells one, or when it starts from nowhere and another
-- does not.
postponement AS (
    SELECT *
    FROM rooted AS move
    WHERE NOT EXISTS (
        FROM rooted AS other
        WHERE other.commitment_id = move.commitment_id
          AND (
              (other.n_witnesses, other.n_reports) > (move.n_witnesses, move.n_reports)
              AND (
                  other.from_on = move.from_on AND other.to_on <> move.to_on
                  OR other.to_on = move.to_on AND other.from_on <> move.from_on
                  OR other.to_on = move.from_on AND other.from_on = move.to_on
              )
              OR other.is_rooted AND NOT move.is_rooted
              OR move.from_on IS NULL AND other.from_on IS NOT NULL AND other.to_on = move.to_on
              OR move.to_on IS NULL AND other.to_on IS NOT NULL AND other.from_on = move.from_on
          )
    )
),
-- Who bears a move out: who tells both dates or one of them as moved, and who promised the old date and later the new.
went_over AS (
    SELECT earlier.commitment_id, earlier.promised_on AS from_on, later.promised_on AS to_on, earlier.origin, earlier.source_id
    FROM evidence AS earlier
    JOIN evidence AS later
        ON later.commitment_id = earlier.commitment_id
        AND later.origin = earlier.origin
        AND later.published_at > earlier.published_at
    WHERE earlier.status = 'scheduled' AND earlier.promised_on < later.promised_on
),
borne_out AS (
    SELECT commitment_id, from_on, to_on, least(count(DISTINCT origin), count(DISTINCT source_id)) AS n_witnesses
    FROM (
        SELECT told.commitment_id, told.from_on, told.to_on, evidence.origin, evidence.source_id
        FROM postponement AS told JOIN evidence ON evidence.commitment_id = told.commitment_id
        WHERE evidence.status = 'postponed'
          AND coalesce(evidence.original_date, evidence.promised_on) IS NOT NULL
          AND coalesce(evidence.original_date = told.from_on, true)
          AND coalesce(evidence.promised_on = told.to_on, true)
        UNION ALL FROM went_over
    )
    GROUP BY commitment_id, from_on, to_on
),
postponements AS (
    SELECT
        commitment_id,
        list(
            {
                'from': from_on,
                'to': to_on,
                'n_witnesses': coalesce(borne_out.n_witnesses, postponement.n_witnesses),
                'quote': quote,
                'url': url
            }
            ORDER BY from_on NULLS FIRST, to_on
        ) AS postponements,
        min(from_on) AS first_from_on,
        min(first_reported_at) AS first_reported_at
    FROM postponement
    LEFT JOIN borne_out USING (commitment_id, from_on, to_on)
    GROUP BY commitment_id
),
-- Every due date that anyone names. An exact day makes vaguer words ("by the end of the month") void.
promise AS (
    SELECT *, date_precision = 'day' AS is_exact
    FROM evidence
    WHERE promised_on IS NOT NULL
    QUALIFY is_exact OR NOT bool_or(is_exact) OVER (PARTITION BY commitment_id)
),
promise_support AS (
    SELECT
        commitment_id,
        promised_on,
        count(DISTINCT (origin, published_on)) AS n_reports,
        count(DISTINCT (origin, published_on)) FILTER (is_of_one_place) AS n_direct_reports,
        min(published_at) AS first_reported_at,
        max(published_at) AS last_reported_at
    FROM promise
    GROUP BY commitment_id, promised_on
),
-- First due date of what was moved: each witness's first word before any move was reported; the most votes win, then the
-- earliest. With no move there is one due date: reports that differ are slips, not moves.
first_word AS (
    SELECT promise.commitment_id, origin, arg_min(promised_on, (published_at, quote_start, promised_on)) AS promised_on
    FROM promise LEFT JOIN postponements USING (commitment_id)
    WHERE status = 'scheduled' AND coalesce(published_at < postponements.first_reported_at, true)
    GROUP BY promise.commitment_id, origin
),
first_promised AS (
    SELECT commitment_id, promised_on
    FROM (SELECT commitment_id, promised_on, count(*) AS n_votes FROM first_word GROUP BY commitment_id, promised_on)
    JOIN promise_support USING (commitment_id, promised_on)
    QUALIFY row_number() OVER (
        PARTITION BY commitment_id
        ORDER BY n_votes DESC, n_direct_reports DESC, n_reports DESC, first_reported_at, promised_on
    ) = 1
),
-- Present due date: each witness's latest word, but for dates that were moved.
latest_word AS (
    SELECT
        commitment_id,
        origin,
        arg_max(promised_on, (published_at, status = 'postponed', quote_start, promised_on)) AS promised_on
    FROM promise
    ANTI JOIN postponement
        ON postponement.commitment_id = promise.commitment_id
        AND postponement.from_on = promise.promised_on
        AND postponement.to_on IS NOT NULL
    GROUP BY commitment_id, origin
),
present AS (
    SELECT commitment_id, promised_on AS due_on, n_votes AS n_due_witnesses
    FROM (SELECT commitment_id, promised_on, count(*) AS n_votes FROM latest_word GROUP BY commitment_id, promised_on)
    JOIN promise_support USING (commitment_id, promised_on)
    QUALIFY row_number() OVER (
        PARTITION BY commitment_id
        ORDER BY n_votes DESC, n_direct_reports DESC, n_reports DESC, last_reported_at DESC, promised_on
    ) = 1
),
-- Some acts go on in parts, each with a day of its own: the first part from the day of the promise on is the one promised.
doing AS (
    SELECT
        evidence.*,
        type IN ('displaced_return', 'humanitarian_access', 'mine_clearance', 'prisoner_exchange', 'peacekeeper_deployment')
            AS is_in_parts
    FROM evidence
    LEFT JOIN (SELECT commitment_id, min(first_reported_at) AS promised_at FROM promise_support GROUP BY commitment_id)
        USING (commitment_id)
    LEFT JOIN (
        SELECT commitment_id, article_id, max(promised_on) AS next_on
        FROM evidence
        WHERE type = 'prisoner_exchange' AND status = 'scheduled'
        GROUP BY commitment_id, article_id
    ) USING (commitment_id, article_id)
    -- Nothing of a truce is done before it is in force.
    WHERE reported_done_on >= coalesce(in_force_on, reported_done_on)
      AND (NOT is_in_parts OR coalesce(reported_done_on >= mart.day_of(promised_at), true))
      -- An article that promises the next captives for a later day tells of others that went home before.
      AND coalesce(next_on <= reported_done_on, true)
),
-- Done: each witness's latest word (the earliest day of what goes on in parts), a date in the sentence before one taken
-- from the dateline.
done_word AS (
    SELECT
        commitment_id,
        origin,
        CASE
            WHEN bool_or(is_in_parts) THEN min(reported_done_on)
            ELSE arg_max(reported_done_on, (is_stated, published_at, reported_done_on))
        END AS done_on,
        max(is_stated) AS is_explicit,
        bool_or(is_in_parts) AS is_in_parts
    FROM doing
    GROUP BY commitment_id, origin
),
done_support AS (
    SELECT
        commitment_id,
        reported_done_on AS done_on,
        count(DISTINCT (origin, published_on)) AS n_reports,
        max(published_at) AS last_reported_at
    FROM evidence
    WHERE reported_done_on IS NOT NULL
    GROUP BY commitment_id, reported_done_on
),
-- Who tells it as still ahead after the last word that it was done on a day: that doing was of something else.
still_ahead AS (
    SELECT done_support.commitment_id, done_support.done_on, count(DISTINCT promise.origin) AS n_still
    FROM done_support
    JOIN promise USING (commitment_id)
    WHERE promise.published_at > done_support.last_reported_at AND promise.promised_on > promise.published_on
    GROUP BY done_support.commitment_id, done_support.done_on
),
done AS (
    SELECT commitment_id, done_on, n_votes AS n_done_witnesses
    FROM (
        SELECT
            commitment_id,
            done_on,
            count(*) AS n_votes,
            count(*) FILTER (is_explicit) AS n_explicit,
            -- Of the first parts that two outlets know of the earlier is the first.
            CASE WHEN bool_or(is_in_parts) THEN done_on END AS part_on
        FROM done_word
        GROUP BY commitment_id, done_on
    )
    JOIN done_support USING (commitment_id, done_on)
    LEFT JOIN still_ahead USING (commitment_id, done_on)
    WHERE n_votes > coalesce(n_still, 0)
    QUALIFY row_number() OVER (
        PARTITION BY commitment_id
        ORDER BY n_explicit DESC, n_votes DESC, part_on, n_reports DESC, last_reported_at DESC, done_on
    ) = 1
),
-- Who, and everything that was said of it.
term AS (
    SELECT
        commitment_id,
        any_value(arrangement_id) AS arrangement_id,
        any_value(arrangement) AS arrangement,
        any_value(type) AS type,
        any_value(place_id) AS place_id,
        mode(place ORDER BY place) AS place,
        any_value(way) AS direction,
        coalesce(mode(source_actors ORDER BY source_actors) FILTER (len(source_actors) > 0), []) AS by_whom,
        coalesce(mode(target_actors ORDER BY target_actors) FILTER (len(target_actors) > 0), []) AS to_whom,
        least(count(DISTINCT origin), count(DISTINCT source_id)) AS n_witnesses,
        count(*) AS n_mentions,
        list(
            {
                'status': status,
                'says_on': coalesce(promised_on, reported_done_on),
                'quote': quote,
                'source_id': source_id,
                'url': url,
                'published_at': published_at
            }
            ORDER BY published_at, article_id, quote_start
        ) AS quotes
    FROM evidence
    GROUP BY commitment_id
),
dates AS (
    SELECT
        term.*,
        CASE
            WHEN postponements.commitment_id IS NULL THEN present.due_on
            ELSE least(first_promised.promised_on, postponements.first_from_on, present.due_on)
        END AS first_due_on,
        coalesce(present.due_on, postponements.first_from_on) AS due_on,
        present.n_due_witnesses,
        coalesce(postponements.postponements, []) AS postponements,
        done.done_on,
        done.n_done_witnesses
    FROM term
    LEFT JOIN first_promised USING (commitment_id)
    LEFT JOIN postponements USING (commitment_id)
    LEFT JOIN present USING (commitment_id)
    LEFT JOIN done USING (commitment_id)
)
SELECT
    arrangement,
    type,
    place,
    direction,
    by_whom,
    to_whom,
    first_due_on,
    due_on,
    postponements,
    done_on,
    CASE
        WHEN done_on <= due_on THEN 'kept'
        WHEN done_on > due_on THEN 'late'
        WHEN due_on < CAST(as_of AS DATE) THEN 'overdue'
        ELSE 'pending'
    END AS outcome,
    done_on IS NULL AND due_on < CAST(as_of AS DATE) AS is_overdue,
    coalesce(done_on, CASE WHEN due_on < CAST(as_of AS DATE) THEN CAST(as_of AS DATE) END) - due_on AS days_late,
    coalesce(done_on, CASE WHEN first_due_on < CAST(as_of AS DATE) THEN CAST(as_of AS DATE) END) - first_due_on
        AS days_late_first,
    CAST(as_of AS DATE) AS as_of_on,
    n_witnesses,
    least(coalesce(n_due_witnesses, 0), n_witnesses) AS n_due_witnesses,
    least(coalesce(n_done_witnesses, 0), n_witnesses) AS n_done_witnesses,
    n_mentions,
    quotes,
    arrangement_id,
    place_id,
    commitment_id
FROM dates
WHERE due_on IS NOT NULL
ORDER BY first_due_on, due_on, type, place;

COMMENT ON MACRO TABLE mart.commitments_as_of IS 'What was promised, by when, and what became of it, as known on a day: FROM commitments_as_of(DATE ''2020-11-22'').';

CREATE MACRO main.commitments_as_of(as_of) AS TABLE FROM mart.commitments_as_of(as_of);
COMMENT ON MACRO TABLE main.commitments_as_of IS 'Same as mart.commitments_as_of.';

CREATE VIEW mart.commitments AS FROM mart.commitments_as_of(mart.day_of(now()));
COMMENT ON VIEW mart.commitments IS 'What was promised, by when, where and by whom, and what became of it, as known today. For another day: commitments_as_of(day).';
COMMENT ON COLUMN mart.commitments.arrangement IS 'Name of the truce; NULL when no arrangement, pinned or found, fits.';
COMMENT ON COLUMN mart.commitments.type IS 'What was promised: a type of the terms family.';
COMMENT ON COLUMN mart.commitments.place IS 'Where; NULL when the promise names no place.';
COMMENT ON COLUMN mart.commitments.direction IS 'out for a leaving (peacekeepers, displaced people), else NULL.';
COMMENT ON COLUMN mart.commitments.by_whom IS 'Who is to do it, as most reports have it.';
COMMENT ON COLUMN mart.commitments.to_whom IS 'To whom, as most reports have it.';
COMMENT ON COLUMN mart.commitments.first_due_on IS 'The first due date.';
COMMENT ON COLUMN mart.commitments.due_on IS 'The present due date.';
COMMENT ON COLUMN mart.commitments.postponements IS 'Every move of the due date: from, to, witnesses (origins that tell of it, or that promised the old date and later the new), the first words that tell both dates and their URL.';
COMMENT ON COLUMN mart.commitments.done_on IS 'The day it was done; NULL when no report says so.';
COMMENT ON COLUMN mart.commitments.outcome IS 'kept (done by the present due date), late (done after it), overdue, pending.';
COMMENT ON COLUMN mart.commitments.is_overdue IS 'True when the present due date is past and it is not done.';
COMMENT ON COLUMN mart.commitments.days_late IS 'Days from the present due date to the doing (negative: early), or so far when overdue.';
COMMENT ON COLUMN mart.commitments.days_late_first IS 'The same against the first due date.';
COMMENT ON COLUMN mart.commitments.as_of_on IS 'The day whose knowledge this is: articles published later are left out, and one that was changed later tells what it told then.';
COMMENT ON COLUMN mart.commitments.n_witnesses IS 'Independent origins of all that is said of it, never more than its outlets.';
COMMENT ON COLUMN mart.commitments.n_due_witnesses IS 'Those whose latest word is the present due date.';
COMMENT ON COLUMN mart.commitments.n_done_witnesses IS 'Those whose latest word is the day it was done.';
COMMENT ON COLUMN mart.commitments.n_mentions IS 'Sentences that speak of it.';
COMMENT ON COLUMN mart.commitments.quotes IS 'Those sentences in order of publication: status, the date they name, quote, outlet, URL, time.';
COMMENT ON COLUMN mart.commitments.arrangement_id IS 'The truce.';
COMMENT ON COLUMN mart.commitments.place_id IS 'The place in core.place.';
COMMENT ON COLUMN mart.commitments.commitment_id IS 'Made of arrangement, type, direction and place; of captives who go home in turns, also of the turn before.';

CREATE VIEW main.commitments AS FROM mart.commitments;
COMMENT ON VIEW main.commitments IS 'Same as mart.commitments: what was promised, by when, and what became of it.';
