-- Searches for the beginnings of words: every word's first two, three and four
-- letters are indexed too. Nothing else changes; the triggers go on as they are.

DROP TABLE article_words;
CREATE VIRTUAL TABLE article_words USING fts5 (
  title, text, content = 'article', content_rowid = 'seq', prefix = '2 3 4', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO article_words (article_words, rank) VALUES ('secure-delete', 1);
INSERT INTO article_words (article_words) VALUES ('rebuild');

DROP TABLE statement_words;
CREATE VIRTUAL TABLE statement_words USING fts5 (
  text, content = 'statement', content_rowid = 'seq', prefix = '2 3 4', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO statement_words (statement_words, rank) VALUES ('secure-delete', 1);
INSERT INTO statement_words (statement_words) VALUES ('rebuild');
