-- A store of articles and of what was derived from them. Texts of articles
-- stand in article.text (newest version) and version.record (older ones, zstd).
-- Days are year*10000 + month*100 + day, 0 where a part is not known; moments
-- are milliseconds since 1970 UTC.

CREATE TABLE article (
  seq       INTEGER PRIMARY KEY AUTOINCREMENT, -- order in which they were kept
  id        TEXT    NOT NULL UNIQUE,
  url       TEXT    NOT NULL,
  path      TEXT    NOT NULL,
  outlet    TEXT    NOT NULL,
  language  TEXT    NOT NULL,
  published TEXT    NOT NULL, -- EDTF
  day       INTEGER NOT NULL,
  stamp     INTEGER NOT NULL,
  version   INTEGER NOT NULL, -- newest
  kept      INTEGER NOT NULL,
  title     TEXT    NOT NULL,
  text      TEXT    NOT NULL,
  record    TEXT    NOT NULL  -- JSON: the rest of news.Article
);
CREATE INDEX article_url ON article (url) WHERE url <> '';
CREATE INDEX article_day ON article (day, seq);
CREATE INDEX article_outlet ON article (outlet, day, seq);
CREATE INDEX article_language ON article (language);

-- Every text that an article ever had, by digest.
CREATE TABLE version (
  article INTEGER NOT NULL REFERENCES article (seq) ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  sha256  TEXT    NOT NULL,
  kept    INTEGER NOT NULL,
  record  BLOB,               -- zstd of the JSON of news.Article with its text; NULL for the newest
  PRIMARY KEY (article, n)
) WITHOUT ROWID;
CREATE INDEX version_sha256 ON version (sha256);

CREATE TABLE document (
  article  INTEGER PRIMARY KEY REFERENCES article (seq) ON DELETE CASCADE,
  version  INTEGER NOT NULL, -- of the article
  pipeline TEXT    NOT NULL,
  layers   BLOB    NOT NULL  -- doc/formats/document.md
);
CREATE INDEX document_pipeline ON document (pipeline, version);

-- Articles that were related to others, in that order.
CREATE TABLE related (
  ord      INTEGER PRIMARY KEY AUTOINCREMENT,
  article  INTEGER NOT NULL UNIQUE REFERENCES article (seq) ON DELETE CASCADE,
  edition  INTEGER NOT NULL, -- version of the article
  pipeline TEXT    NOT NULL, -- of its document
  version  TEXT    NOT NULL, -- of what related it
  actors   TEXT    NOT NULL  -- JSON: actor id of each chain
);

CREATE TABLE statement (
  seq         INTEGER PRIMARY KEY,
  id          TEXT    NOT NULL,
  article     INTEGER NOT NULL REFERENCES article (seq) ON DELETE CASCADE,
  attribution INTEGER NOT NULL,
  actor       TEXT    NOT NULL,
  published   TEXT    NOT NULL,
  day         INTEGER NOT NULL,
  kind        TEXT    NOT NULL,
  polarity    TEXT    NOT NULL,
  modality    TEXT    NOT NULL,
  confidence  REAL    NOT NULL,
  spans       TEXT    NOT NULL, -- JSON: [[start,end],…]
  text        TEXT    NOT NULL
);
CREATE INDEX statement_article ON statement (article);
CREATE INDEX statement_actor ON statement (actor, day, seq);
CREATE INDEX statement_day ON statement (day, seq);

CREATE TABLE copy (
  article  INTEGER NOT NULL REFERENCES article (seq) ON DELETE CASCADE,
  origin   INTEGER NOT NULL REFERENCES article (seq) ON DELETE CASCADE,
  kind     TEXT    NOT NULL,
  share    REAL    NOT NULL,
  passages TEXT    NOT NULL, -- JSON: [[start,end,start,end],…], article then origin
  PRIMARY KEY (article, origin)
) WITHOUT ROWID;
CREATE INDEX copy_origin ON copy (origin);

CREATE TABLE actor (
  seq      INTEGER PRIMARY KEY,
  id       TEXT    NOT NULL UNIQUE,
  name     TEXT    NOT NULL,
  folded   TEXT    NOT NULL, -- name in lower case, without diacritics
  type     TEXT    NOT NULL,
  mentions INTEGER NOT NULL,
  record   TEXT    NOT NULL  -- JSON of news.Actor
);
CREATE INDEX actor_mentions ON actor (mentions, seq);
CREATE INDEX actor_folded ON actor (folded);

CREATE TABLE alias (
  actor  INTEGER NOT NULL REFERENCES actor (seq) ON DELETE CASCADE,
  folded TEXT    NOT NULL,
  PRIMARY KEY (actor, folded)
) WITHOUT ROWID;

CREATE TABLE article_actor (
  article INTEGER NOT NULL REFERENCES article (seq) ON DELETE CASCADE,
  actor   TEXT    NOT NULL,
  PRIMARY KEY (article, actor)
) WITHOUT ROWID;
CREATE INDEX article_actor_actor ON article_actor (actor, article);

CREATE TABLE event (
  seq        INTEGER PRIMARY KEY,
  id         TEXT    NOT NULL UNIQUE,
  title      TEXT    NOT NULL,
  date       TEXT    NOT NULL, -- EDTF
  day        INTEGER NOT NULL,
  latest     INTEGER NOT NULL, -- the later of day and its articles' days
  accounts   INTEGER NOT NULL,
  place      TEXT    NOT NULL,
  confidence REAL    NOT NULL,
  reasons    TEXT    NOT NULL  -- JSON
);
CREATE INDEX event_latest ON event (latest, seq);
CREATE INDEX event_day ON event (day);

CREATE TABLE event_article (
  article INTEGER PRIMARY KEY REFERENCES article (seq) ON DELETE CASCADE,
  event   INTEGER NOT NULL REFERENCES event (seq) ON DELETE CASCADE,
  pos     INTEGER NOT NULL
);
CREATE INDEX event_article_event ON event_article (event, pos);

CREATE TABLE event_actor (
  event INTEGER NOT NULL REFERENCES event (seq) ON DELETE CASCADE,
  actor TEXT    NOT NULL,
  pos   INTEGER NOT NULL,
  PRIMARY KEY (event, actor)
) WITHOUT ROWID;
CREATE INDEX event_actor_actor ON event_actor (actor, event);

CREATE TABLE storyline (
  seq   INTEGER PRIMARY KEY,
  id    TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL
);

CREATE TABLE storyline_event (
  event     INTEGER PRIMARY KEY REFERENCES event (seq) ON DELETE CASCADE,
  storyline INTEGER NOT NULL REFERENCES storyline (seq) ON DELETE CASCADE,
  pos       INTEGER NOT NULL
);
CREATE INDEX storyline_event_storyline ON storyline_event (storyline, pos);

-- What an id that is gone became.
CREATE TABLE forward (
  kind TEXT NOT NULL, -- actor, event, storyline
  id   TEXT NOT NULL,
  now  TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX forward_now ON forward (kind, now);

CREATE TABLE decision (
  seq       INTEGER PRIMARY KEY AUTOINCREMENT,
  id        TEXT    NOT NULL UNIQUE,
  record    TEXT    NOT NULL, -- JSON of news.Decision as it was made
  undone    INTEGER NOT NULL DEFAULT 0,
  undone_by TEXT    NOT NULL DEFAULT '',
  undone_at TEXT    NOT NULL DEFAULT '' -- RFC 3339
);

CREATE TABLE capture (
  seq     INTEGER PRIMARY KEY,
  at      INTEGER NOT NULL,
  outlet  TEXT    NOT NULL,
  feed    TEXT    NOT NULL,
  url     TEXT    NOT NULL,
  kind    TEXT    NOT NULL,
  result  TEXT    NOT NULL,
  detail  TEXT    NOT NULL,
  status  INTEGER NOT NULL,
  bytes   INTEGER NOT NULL,
  took    INTEGER NOT NULL, -- milliseconds
  article TEXT    NOT NULL
);
CREATE INDEX capture_at ON capture (at, seq);
CREATE INDEX capture_feed ON capture (outlet, feed, at);
CREATE INDEX capture_url ON capture (url, at);
CREATE INDEX capture_article ON capture (article) WHERE article <> '';

CREATE TABLE state (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) WITHOUT ROWID;

-- Full text. Deleting from it leaves nothing behind (secure-delete).
CREATE VIRTUAL TABLE article_words USING fts5 (
  title, text, content = 'article', content_rowid = 'seq', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO article_words (article_words, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER article_insert AFTER INSERT ON article BEGIN
  INSERT INTO article_words (rowid, title, text) VALUES (new.seq, new.title, new.text);
END;
CREATE TRIGGER article_delete AFTER DELETE ON article BEGIN
  INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text);
END;
CREATE TRIGGER article_update AFTER UPDATE OF title, text ON article BEGIN
  INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text);
  INSERT INTO article_words (rowid, title, text) VALUES (new.seq, new.title, new.text);
END;

CREATE VIRTUAL TABLE statement_words USING fts5 (
  text, content = 'statement', content_rowid = 'seq', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO statement_words (statement_words, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER statement_insert AFTER INSERT ON statement BEGIN
  INSERT INTO statement_words (rowid, text) VALUES (new.seq, new.text);
END;
CREATE TRIGGER statement_delete AFTER DELETE ON statement BEGIN
  INSERT INTO statement_words (statement_words, rowid, text) VALUES ('delete', old.seq, old.text);
END;
