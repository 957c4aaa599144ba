-- Groups, lists and counts by year read this instead of whole papers.
CREATE INDEX papers_by_year ON papers (year);
-- What became of a change is told by those that name it.
CREATE INDEX changes_by_undone ON changes (undoes) WHERE undoes IS NOT NULL;
