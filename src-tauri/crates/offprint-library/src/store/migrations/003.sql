-- When the paper was last queued; it stays when the paper leaves the queue.
ALTER TABLE marks ADD COLUMN queued_at INTEGER;
-- When the person last said that it may wait on in the queue.
ALTER TABLE marks ADD COLUMN kept_at INTEGER;
-- What the person took from a paper, as JSON: names of fields, identifiers and links. No import brings it back.
ALTER TABLE papers ADD COLUMN own_fields TEXT;

-- Since when queued papers wait is told by the history, else by their arrival.
UPDATE marks SET queued_at = told.at
FROM (
    SELECT e.paper_id, max(c.at) AS at FROM edits e JOIN changes c ON c.seq = e.seq
    WHERE e.kind = 'row' AND e.tbl = 'marks' AND json_extract(e.after, '$.state') = 'queued'
        AND c.kind NOT IN ('undo', 'redo') AND c.undone_by IS NULL
    GROUP BY e.paper_id
) AS told
WHERE told.paper_id = marks.paper_id;
UPDATE marks SET queued_at = added_at WHERE queued_at IS NULL AND state = 'queued';

CREATE INDEX marks_snoozed ON marks (snoozed_until, paper_id) WHERE snoozed_until IS NOT NULL;
