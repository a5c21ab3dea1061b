-- Which conflict of conflicts/*.toml an event belongs to: by its truce, else by a place in the theatre or two of its
-- parties; an event of which none of these is told, by the one conflict its articles are about, else by the one conflict
-- that its parties are parties of.
CREATE VIEW mart.event_conflicts AS
WITH by_truce AS (
    SELECT event.event_id, arrangement.conflict_id, 'arrangement' AS basis
    FROM core.event JOIN core.arrangement USING (arrangement_id)
    WHERE arrangement.conflict_id <> ''
),
by_place AS (
    SELECT DISTINCT event_places.event_id, theatres.conflict_id, 'place' AS basis
    FROM mart.event_places JOIN mart.theatres ON theatres.place_id = event_places.place
),
by_parties AS (
    SELECT event.event_id, conflict.conflict_id, 'parties' AS basis
    FROM core.event
    JOIN core.conflict
        ON len(list_intersect(conflict.parties, list_concat(event.source_actors, event.target_actors))) >= 2
),
told AS (
    FROM by_truce
    UNION ALL FROM by_place
    UNION ALL FROM by_parties
),
best AS (
    FROM (
        SELECT
            event_id,
            conflict_id,
            arg_min(basis, list_position(['arrangement', 'place', 'parties'], basis)) AS basis
        FROM told
        GROUP BY event_id, conflict_id
    )
    -- A truce says more than a capital that several conflicts name.
    QUALIFY basis = 'arrangement' OR NOT bool_or(basis = 'arrangement') OVER (PARTITION BY event_id)
),
event_article AS (
    SELECT DISTINCT event_mention.event_id, revision.article_id
    FROM core.event_mention
    JOIN core.mention USING (mention_id)
    JOIN core.revision ON revision.revision_id = mention.document_id
),
-- The conflicts of the other events that an article tells of; one that tells of two says nothing of the rest.
article_conflict AS (
    SELECT article_id, any_value(conflict_id) AS conflict_id
    FROM event_article JOIN best USING (event_id)
    GROUP BY article_id
    HAVING count(DISTINCT conflict_id) = 1
),
by_article AS (
    SELECT event_id, any_value(conflict_id) AS conflict_id, 'article' AS basis
    FROM event_article JOIN article_conflict USING (article_id)
    WHERE event_id NOT IN (SELECT event_id FROM best)
    GROUP BY event_id
    HAVING count(DISTINCT conflict_id) = 1
),
-- Whose army, office or minister an actor is counts as the party itself.
party_conflict AS (
    SELECT actor.actor_id, any_value(conflict.conflict_id) AS conflict_id
    FROM core.actor
    JOIN (SELECT conflict_id, unnest(parties) AS party FROM core.conflict) AS conflict
        ON conflict.party IN (actor.actor_id, actor.state)
    GROUP BY actor.actor_id
    HAVING count(DISTINCT conflict.conflict_id) = 1
),
by_sole_party AS (
    SELECT acting.event_id, any_value(conflict_id) AS conflict_id, 'sole party' AS basis
    FROM (SELECT event_id, unnest(list_concat(source_actors, target_actors)) AS actor_id FROM core.event) AS acting
    JOIN party_conflict USING (actor_id)
    WHERE event_id NOT IN (FROM (SELECT event_id FROM best UNION ALL SELECT event_id FROM by_article))
    GROUP BY acting.event_id
    HAVING count(DISTINCT conflict_id) = 1
)
FROM best
UNION ALL FROM by_article
UNION ALL FROM by_sole_party;

COMMENT ON VIEW mart.event_conflicts IS 'Which watched conflict an event belongs to, and why. An event of no watched conflict has no row.';
COMMENT ON COLUMN mart.event_conflicts.event_id IS 'The event.';
COMMENT ON COLUMN mart.event_conflicts.conflict_id IS 'The conflict.';
COMMENT ON COLUMN mart.event_conflicts.basis IS 'arrangement (its truce), place (in the theatre), parties (two of them act), article (the one conflict its articles are about), sole party (its one party acts in no other watched conflict).';

CREATE VIEW main.event_conflicts AS FROM mart.event_conflicts;
COMMENT ON VIEW main.event_conflicts IS 'Same as mart.event_conflicts: which watched conflict an event belongs to.';
