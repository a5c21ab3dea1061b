-- Events in ACLED's columns: one row an event and place, what is told as having happened. Rules: docs/exports.md.
WITH crosswalk (type, disorder_type, event_type, sub_event_type) AS (
    VALUES
        ('ceasefire_agreed', 'Strategic developments', 'Strategic developments', 'Agreement'),
        ('ceasefire_declared', 'Strategic developments', 'Strategic developments', 'Agreement'),
        ('ceasefire_extended', 'Strategic developments', 'Strategic developments', 'Agreement'),
        ('ceasefire_ended', 'Strategic developments', 'Strategic developments', 'Other'),
        ('ceasefire_violation', 'Political violence', 'Battles', 'Armed clash'),
        ('armed_clash', 'Political violence', 'Battles', 'Armed clash'),
        ('territory_capture', 'Political violence', 'Battles', 'Government regains territory'),
        ('territory_transfer', 'Strategic developments', 'Strategic developments', 'Non-violent transfer of territory'),
        ('troop_withdrawal', 'Strategic developments', 'Strategic developments', 'Change to group/activity'),
        ('peacekeeper_deployment', 'Strategic developments', 'Strategic developments', 'Change to group/activity'),
        ('ceasefire_monitoring', 'Strategic developments', 'Strategic developments', 'Headquarters or base established'),
        ('prisoner_exchange', 'Strategic developments', 'Strategic developments', 'Agreement'),
        ('mine_clearance', 'Strategic developments', 'Strategic developments', 'Disrupted weapons use'),
        ('displaced_return', 'Strategic developments', 'Strategic developments', 'Agreement'),
        ('humanitarian_access', 'Strategic developments', 'Strategic developments', 'Agreement'),
        ('transport_unblocking', 'Strategic developments', 'Strategic developments', 'Agreement'),
        ('peace_talks', 'Strategic developments', 'Strategic developments', 'Agreement')
),
side (kind, inter) AS (
    VALUES
        ('state', 'State forces'), ('government', 'State forces'), ('ministry', 'State forces'), ('force', 'State forces'),
        ('armed_group', 'Rebel group'), ('body', 'External/Other forces')
),
outlet AS (
    SELECT event_id, string_agg(DISTINCT coalesce(source.name, source_id), '; ' ORDER BY coalesce(source.name, source_id)) AS names
    FROM mart.mentions LEFT JOIN core.source USING (source_id)
    GROUP BY event_id
),
acted AS (
    SELECT
        events.*,
        crosswalk.* EXCLUDE (type),
        coalesce(events.source_actors[1], '') AS actor1,
        coalesce(events.target_actors[1], events.source_actors[2], '') AS actor2,
        array_to_string(events.source_actors[2:], '; ') AS assoc_actor_1,
        array_to_string(events.target_actors[2:], '; ') AS assoc_actor_2,
        coalesce(list_max([count.low FOR count IN events.counts IF count.kind = 'killed']), 0) AS fatalities
    FROM mart.events JOIN crosswalk ON crosswalk.type = events.type
    WHERE events.status IN ('actual', 'alleged')
      AND NOT events.is_background
      AND events.date_precision IN ('day', 'week', 'month')
)
SELECT
    acted.event_id || '-' || coalesce(event_places.order_of_exactness, 1) AS event_id_cnty,
    acted.event_date,
    year(acted.event_date) AS "year",
    CASE acted.date_precision WHEN 'day' THEN 1 WHEN 'week' THEN 2 ELSE 3 END AS time_precision,
    acted.disorder_type,
    acted.event_type,
    acted.sub_event_type,
    acted.actor1,
    acted.assoc_actor_1,
    coalesce(side1.inter, '') AS inter1,
    acted.actor2,
    acted.assoc_actor_2,
    coalesce(side2.inter, '') AS inter2,
    CASE
        WHEN side1.inter IS NOT NULL AND side2.inter IS NOT NULL THEN side1.inter || '-' || side2.inter
        WHEN side1.inter IS NOT NULL AND acted.actor2 = '' THEN side1.inter || ' only'
        ELSE ''
    END AS interaction,
    '' AS civilian_targeting,
    '' AS iso,
    '' AS region,
    coalesce(country.place_id, '') AS country,
    CASE
        WHEN event_places.kind = 'admin1' THEN event_places.place
        WHEN parent.kind IN ('admin1', 'region') THEN parent.place_id
        ELSE ''
    END AS admin1,
    '' AS admin2,
    '' AS admin3,
    coalesce(event_places.place, '') AS location,
    event_places.lat AS latitude,
    event_places.lon AS longitude,
    CASE
        WHEN event_places.kind IN ('city', 'town', 'village', 'building') THEN 1
        WHEN event_places.kind IN ('district', 'corridor') THEN 2
        WHEN event_places.kind IS NOT NULL THEN 3
    END AS geo_precision,
    outlet.names AS source,
    '' AS source_scale,
    coalesce(acted.first_quote, '') || ' ' || coalesce(acted.first_url, '') AS notes,
    acted.fatalities,
    concat_ws(
        '; ',
        'trucewire=' || acted.type,
        'status=' || acted.status,
        CASE WHEN acted.is_disputed THEN 'disputed' END,
        'witnesses=' || acted.n_witnesses,
        'truce=' || acted.arrangement_id
    ) AS tags,
    CAST(epoch(acted.last_reported_at) AS BIGINT) AS "timestamp"
FROM acted
LEFT JOIN mart.event_places ON event_places.event_id = acted.event_id
LEFT JOIN core.place AS parent ON parent.place_id = event_places.parent
LEFT JOIN core.place AS country ON country.kind = 'country' AND country.country = event_places.country
LEFT JOIN core.actor AS one ON one.actor_id = acted.actor1
LEFT JOIN core.actor AS two ON two.actor_id = acted.actor2
LEFT JOIN side AS side1 ON side1.kind = one.kind
LEFT JOIN side AS side2 ON side2.kind = two.kind
LEFT JOIN outlet ON outlet.event_id = acted.event_id
ORDER BY acted.event_date, event_id_cnty
