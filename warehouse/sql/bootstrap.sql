-- What must stand before the first migration can be noted. Every statement may be run again.
CREATE SCHEMA IF NOT EXISTS ops;
CREATE SCHEMA IF NOT EXISTS raw;
CREATE SCHEMA IF NOT EXISTS core;
CREATE SCHEMA IF NOT EXISTS mart;
CREATE TABLE IF NOT EXISTS ops.migration (
    number INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE ops.migration IS 'The changes made to this warehouse, in order.';
COMMENT ON COLUMN ops.migration.number IS 'Number of the change, from 1; 0 is the set of views.';
COMMENT ON COLUMN ops.migration.name IS 'What it changed, or for the views a digest of their text.';
COMMENT ON COLUMN ops.migration.applied_at IS 'When it was made, UTC.';
