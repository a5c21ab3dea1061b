-- A day is one of UTC, in whatever time zone the reader's program shows times: a plain cast would take the reader's.
CREATE MACRO mart.day_of(moment) AS CAST(moment AT TIME ZONE 'UTC' AS DATE);
COMMENT ON MACRO mart.day_of IS 'The day of a time in UTC, in whatever time zone the session is.';
