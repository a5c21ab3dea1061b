-- What is watched: a copy of config/, so that a query can join it.

CREATE TABLE core.source (
    source_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    homepage VARCHAR NOT NULL,
    hosts VARCHAR[] NOT NULL,
    identity VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    terms VARCHAR NOT NULL,
    cron VARCHAR NOT NULL,
    timezone VARCHAR NOT NULL,
    archive_sitemaps VARCHAR[] NOT NULL,
    fetch_pages VARCHAR NOT NULL,
    min_delay_s DOUBLE NOT NULL,
    max_connections INTEGER NOT NULL,
    agency_names VARCHAR[] NOT NULL
);
COMMENT ON TABLE core.source IS 'One outlet, from sources.toml.';
COMMENT ON COLUMN core.source.source_id IS 'The outlet.';
COMMENT ON COLUMN core.source.name IS 'Its name.';
COMMENT ON COLUMN core.source.kind IS 'independent, state or agency.';
COMMENT ON COLUMN core.source.country IS 'Where it is based.';
COMMENT ON COLUMN core.source.homepage IS 'Its home page.';
COMMENT ON COLUMN core.source.hosts IS 'Host names that are its own.';
COMMENT ON COLUMN core.source.identity IS 'How an article id is read from its URLs.';
COMMENT ON COLUMN core.source.language IS 'Its main language.';
COMMENT ON COLUMN core.source.terms IS 'What its terms of use say of us.';
COMMENT ON COLUMN core.source.cron IS 'When it is polled.';
COMMENT ON COLUMN core.source.timezone IS 'The zone that cron is in.';
COMMENT ON COLUMN core.source.archive_sitemaps IS 'Sitemaps that reach back.';
COMMENT ON COLUMN core.source.fetch_pages IS 'full, or metadata when its pages are not fetched.';
COMMENT ON COLUMN core.source.min_delay_s IS 'Seconds between two requests.';
COMMENT ON COLUMN core.source.max_connections IS 'Connections at once.';
COMMENT ON COLUMN core.source.agency_names IS 'Names under which others credit it.';

CREATE TABLE core.feed (
    feed_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL,
    proved_on DATE NOT NULL,
    expected_items_per_day DOUBLE NOT NULL,
    min_interval_s BIGINT NOT NULL,
    max_interval_s BIGINT NOT NULL,
    is_enabled BOOLEAN NOT NULL
);
COMMENT ON TABLE core.feed IS 'One address that is polled, from sources.toml.';
COMMENT ON COLUMN core.feed.feed_id IS 'The feed.';
COMMENT ON COLUMN core.feed.source_id IS 'The outlet.';
COMMENT ON COLUMN core.feed.url IS 'Its address.';
COMMENT ON COLUMN core.feed.kind IS 'rss, news_sitemap or sitemap_index.';
COMMENT ON COLUMN core.feed.language IS 'Its language.';
COMMENT ON COLUMN core.feed.evidence IS 'What shows that it answers.';
COMMENT ON COLUMN core.feed.proved_on IS 'When that was seen.';
COMMENT ON COLUMN core.feed.expected_items_per_day IS 'Items a day that are usual.';
COMMENT ON COLUMN core.feed.min_interval_s IS 'Shortest time between polls, seconds.';
COMMENT ON COLUMN core.feed.max_interval_s IS 'Longest time between polls, seconds.';
COMMENT ON COLUMN core.feed.is_enabled IS 'False when it is not polled.';

CREATE TABLE core.place (
    place_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    names VARCHAR[] NOT NULL,
    country VARCHAR NOT NULL,
    iso_3166_2 VARCHAR NOT NULL,
    geonames_id VARCHAR NOT NULL,
    lat DOUBLE,
    lon DOUBLE,
    parent VARCHAR NOT NULL,
    conflicts VARCHAR[] NOT NULL
);
COMMENT ON TABLE core.place IS 'The gazetteer, from places.csv.';
COMMENT ON COLUMN core.place.place_id IS 'The usual English name.';
COMMENT ON COLUMN core.place.kind IS 'country, district, town, line, corridor, ...: a district is not its town.';
COMMENT ON COLUMN core.place.names IS 'Every spelling.';
COMMENT ON COLUMN core.place.country IS 'ISO 3166-1 alpha-2 code, or empty.';
COMMENT ON COLUMN core.place.iso_3166_2 IS 'ISO 3166-2 code, or empty.';
COMMENT ON COLUMN core.place.geonames_id IS 'GeoNames id, or empty.';
COMMENT ON COLUMN core.place.lat IS 'Latitude, WGS 84 degrees.';
COMMENT ON COLUMN core.place.lon IS 'Longitude, WGS 84 degrees.';
COMMENT ON COLUMN core.place.parent IS 'The place it lies in, or empty.';
COMMENT ON COLUMN core.place.conflicts IS 'Conflicts in whose theatre it lies.';

CREATE TABLE core.actor (
    actor_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    names VARCHAR[] NOT NULL,
    state VARCHAR NOT NULL,
    demonyms VARCHAR[] NOT NULL,
    metonyms VARCHAR[] NOT NULL,
    offices VARCHAR[] NOT NULL,
    from_year INTEGER,
    to_year INTEGER,
    iso_3166_1 VARCHAR NOT NULL
);
COMMENT ON TABLE core.actor IS 'The parties, from actors.csv.';
COMMENT ON COLUMN core.actor.actor_id IS 'The usual English name.';
COMMENT ON COLUMN core.actor.kind IS 'state, government, ministry, force, armed_group, body, person, office.';
COMMENT ON COLUMN core.actor.names IS 'Every spelling.';
COMMENT ON COLUMN core.actor.state IS 'The actor that it resolves to, or empty.';
COMMENT ON COLUMN core.actor.demonyms IS 'Adjectives that name it.';
COMMENT ON COLUMN core.actor.metonyms IS 'Capitals and buildings that stand for it.';
COMMENT ON COLUMN core.actor.offices IS 'Titles with which a person is named.';
COMMENT ON COLUMN core.actor.from_year IS 'First year in office.';
COMMENT ON COLUMN core.actor.to_year IS 'Last year in office.';
COMMENT ON COLUMN core.actor.iso_3166_1 IS 'ISO 3166-1 alpha-2 code, or empty.';

CREATE TABLE core.conflict (
    conflict_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    parties VARCHAR[] NOT NULL,
    places VARCHAR[] NOT NULL
);
COMMENT ON TABLE core.conflict IS 'A conflict that is watched, from conflicts/*.toml.';
COMMENT ON COLUMN core.conflict.conflict_id IS 'The conflict.';
COMMENT ON COLUMN core.conflict.name IS 'Its name.';
COMMENT ON COLUMN core.conflict.parties IS 'Its parties, by actor id.';
COMMENT ON COLUMN core.conflict.places IS 'Places in its theatre, by place id.';

CREATE TABLE core.arrangement (
    arrangement_id VARCHAR NOT NULL,
    conflict_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    declared_on DATE NOT NULL,
    effective_on DATE,
    ended_on DATE,
    parties VARCHAR[] NOT NULL,
    mediators VARCHAR[] NOT NULL
);
COMMENT ON TABLE core.arrangement IS 'A truce that an analyst has named and pinned, from conflicts/*.toml.';
COMMENT ON COLUMN core.arrangement.arrangement_id IS 'The arrangement.';
COMMENT ON COLUMN core.arrangement.conflict_id IS 'The conflict it belongs to.';
COMMENT ON COLUMN core.arrangement.name IS 'Its name.';
COMMENT ON COLUMN core.arrangement.declared_on IS 'The day it was declared.';
COMMENT ON COLUMN core.arrangement.effective_on IS 'The day it took effect.';
COMMENT ON COLUMN core.arrangement.ended_on IS 'The day it ended, or NULL.';
COMMENT ON COLUMN core.arrangement.parties IS 'Who is bound, by actor id.';
COMMENT ON COLUMN core.arrangement.mediators IS 'Who brokered it, by actor id.';
