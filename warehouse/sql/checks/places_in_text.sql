-- Every place of a mention stands in the text at its offsets.
WITH named AS (
    SELECT mention_id, document_id, unnest(places) AS place FROM core.mention
)
SELECT mention_id, place.surface, substring(text, place."start" + 1, place."end" - place."start") AS text_there
FROM named JOIN core.revision ON revision_id = document_id
WHERE substring(text, place."start" + 1, place."end" - place."start") <> place.surface
ORDER BY mention_id, place.surface;
