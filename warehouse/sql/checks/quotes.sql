-- Every mention's quote stands in the text at its offsets, inside its sentence.
SELECT mention_id, quote, substring(text, quote_start + 1, quote_end - quote_start) AS text_there
FROM core.mention JOIN core.revision ON revision_id = document_id
WHERE substring(text, quote_start + 1, quote_end - quote_start) <> quote
   OR quote = ''
   OR quote_start < sentence_start
   OR quote_end > sentence_end
ORDER BY mention_id;
