-- How many revisions there are, and how many signatures of the present version: a revision has one.
SELECT
    (SELECT count(*) FROM core.revision) AS n_revisions,
    (SELECT count(*) FROM core.signature WHERE version = $version) AS n_signed;
