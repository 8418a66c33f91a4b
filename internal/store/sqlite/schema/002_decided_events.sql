-- Decisions of the analyst about events: event and event_article hold the events
-- as they are shown; here is how the evidence has those that decisions concern.

-- id of the event that the evidence has the article in, '' for the one in column event
ALTER TABLE event_article ADD COLUMN base TEXT NOT NULL DEFAULT '';
CREATE INDEX event_article_base ON event_article (base) WHERE base <> '';

CREATE TABLE base_event (
  id        TEXT PRIMARY KEY,
  storyline TEXT NOT NULL, -- its id, '' for none
  record    TEXT NOT NULL  -- JSON of news.Event, '' once one of its articles was deleted
) WITHOUT ROWID;

-- forward has another kind: 'decided', an event that a decision hides.
