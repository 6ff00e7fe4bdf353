-- What answers read lies together: texts stand apart from what is known of
-- documents, judgements carry copies of what a standing is derived from, and
-- reviews say whether a person decided. Indexes that a load can drop.
--
-- The table echo (assertion, echo) is made before by the program: the hashes of
-- long quotes (copies.go).

DROP INDEX document_source;
DROP INDEX place_document;
DROP INDEX assertion_document;
DROP INDEX assertion_confidence;
DROP INDEX act_parties;
DROP INDEX act_recipient;
DROP INDEX judgement_act;
DROP INDEX judgement_assertion;
DROP INDEX review_assertion;
DROP INDEX review_replacement;
ALTER TABLE document RENAME TO old_document;
ALTER TABLE place RENAME TO old_place;
ALTER TABLE assertion RENAME TO old_assertion;
ALTER TABLE act RENAME TO old_act;
ALTER TABLE judgement RENAME TO old_judgement;
ALTER TABLE review RENAME TO old_review;

CREATE TABLE document (
	seq         INTEGER PRIMARY KEY,
	id          BLOB NOT NULL CHECK (length(id) = 16),
	source      INTEGER NOT NULL REFERENCES source,
	article     TEXT NOT NULL,
	url         TEXT NOT NULL,
	title       TEXT NOT NULL,
	byline      TEXT NOT NULL,
	published   TEXT NOT NULL,  -- EDTF
	lang        TEXT NOT NULL,
	fingerprint INTEGER NOT NULL,    -- simhash of the text's words
	recorded    INTEGER NOT NULL
) STRICT;

-- The texts, apart: answers need what is known of many documents, but few texts.
CREATE TABLE content (
	seq  INTEGER PRIMARY KEY REFERENCES document,
	text BLOB NOT NULL
) STRICT;

-- Where else a known document was found.
CREATE TABLE place (
	seq      INTEGER PRIMARY KEY,
	id       BLOB NOT NULL CHECK (length(id) = 16),
	document INTEGER NOT NULL REFERENCES document,
	source   INTEGER NOT NULL REFERENCES source,
	article  TEXT NOT NULL,
	url      TEXT NOT NULL,
	recorded INTEGER NOT NULL
) STRICT;

CREATE TABLE assertion (
	seq           INTEGER PRIMARY KEY,
	id            BLOB NOT NULL CHECK (length(id) = 16),
	document      INTEGER NOT NULL REFERENCES document,
	reader        TEXT NOT NULL,
	kind          TEXT NOT NULL,
	state         INTEGER NOT NULL,  -- a state of affairs
	date          TEXT NOT NULL,     -- EDTF
	effect        TEXT NOT NULL,     -- EDTF
	modality      INTEGER NOT NULL,  -- 0 asserted, 1 negated, 2 future, 3 hypothetical
	attributed_to TEXT NOT NULL,
	start_byte    INTEGER NOT NULL,
	end_byte      INTEGER NOT NULL,
	confidence    REAL NOT NULL,
	recorded      INTEGER NOT NULL,
	quote         BLOB NOT NULL,
	echo          INTEGER NOT NULL,  -- a hash of a long quote, 0 of another
	detail        TEXT NOT NULL      -- JSON: the parties' words, codes, claims, mentions
) STRICT;

-- first_day and last_day are the days (1 is 0001-01-01) between which the act
-- may lie by its first report. They narrow the search for acts to link with.
CREATE TABLE act (
	seq             INTEGER PRIMARY KEY,
	id              BLOB NOT NULL CHECK (length(id) = 16),
	kind            TEXT NOT NULL,
	state           INTEGER NOT NULL,
	actor           TEXT NOT NULL,
	recipient       TEXT NOT NULL,
	territory       TEXT NOT NULL,
	actor_state     TEXT NOT NULL,  -- what stands before the dot of actor
	recipient_state TEXT NOT NULL,
	first_day       INTEGER NOT NULL,
	last_day        INTEGER NOT NULL,
	founder         INTEGER NOT NULL REFERENCES assertion,
	number          INTEGER NOT NULL,  -- 0, or which of those split off with this founder
	recorded        INTEGER NOT NULL
) STRICT;

CREATE TABLE judgement (
	seq             INTEGER PRIMARY KEY,
	assertion       INTEGER NOT NULL REFERENCES assertion,
	act             INTEGER NOT NULL REFERENCES act,
	belongs         INTEGER NOT NULL,
	undoes          INTEGER REFERENCES judgement,  -- the judgement that this one takes back
	score           REAL NOT NULL,
	by_whom         TEXT NOT NULL,
	why             TEXT NOT NULL,
	recorded        INTEGER NOT NULL,
	-- Copies of what a standing is derived from, which never changes: by the index
	-- of parties it lies together for each two states (brief.go).
	actor_state     TEXT NOT NULL,  -- the act's, up to last_day
	recipient_state TEXT NOT NULL,
	kind            TEXT NOT NULL,
	state           INTEGER NOT NULL,
	actor           TEXT NOT NULL,
	recipient       TEXT NOT NULL,
	territory       TEXT NOT NULL,
	act_id          BLOB NOT NULL,
	first_day       INTEGER NOT NULL,
	last_day        INTEGER NOT NULL,
	assertion_id    BLOB NOT NULL,  -- the assertion's, up to read_at
	written         INTEGER NOT NULL,  -- its reader is a person
	date            TEXT NOT NULL,
	effect          TEXT NOT NULL,
	modality        INTEGER NOT NULL,
	attributed_to   TEXT NOT NULL,
	confidence      REAL NOT NULL,
	echo            INTEGER NOT NULL,
	read_at         INTEGER NOT NULL,  -- when it was recorded
	document_id     BLOB NOT NULL,  -- the document's
	published       TEXT NOT NULL,
	fingerprint     INTEGER NOT NULL
) STRICT;

CREATE TABLE review (
	seq         INTEGER PRIMARY KEY,
	assertion   INTEGER NOT NULL REFERENCES assertion,
	decision    TEXT NOT NULL
		CHECK (decision IN ('accept', 'reject', 'correct', 'unsure', 'supersede', 'undo')),
	replacement INTEGER REFERENCES assertion,
	undoes      INTEGER REFERENCES review,
	follows     INTEGER REFERENCES review,  -- of supersede: the review of a person because of which it is held back
	person      INTEGER NOT NULL,  -- a person decided it, not a reader
	by_whom     TEXT NOT NULL,
	why         TEXT NOT NULL,
	recorded    INTEGER NOT NULL
) STRICT;

INSERT INTO document (seq, id, source, article, url, title, byline, published, lang, fingerprint, recorded)
	SELECT seq, id, source, article, url, title, byline, published, lang, fingerprint, recorded FROM old_document ORDER BY seq;
INSERT INTO content (seq, text) SELECT seq, text FROM old_document ORDER BY seq;
INSERT INTO place SELECT * FROM old_place ORDER BY seq;
INSERT INTO assertion (seq, id, document, reader, kind, state, date, effect, modality, attributed_to,
	start_byte, end_byte, confidence, recorded, quote, detail, echo)
	SELECT seq, id, document, reader, kind, state, date, effect, modality, attributed_to,
	start_byte, end_byte, confidence, recorded, quote, detail, coalesce((SELECT echo FROM echo WHERE assertion = s.seq), 0)
	FROM old_assertion s ORDER BY seq;
INSERT INTO act SELECT * FROM old_act ORDER BY seq;
INSERT INTO judgement (seq, assertion, act, belongs, undoes, score, by_whom, why, recorded,
	actor_state, recipient_state, kind, state, actor, recipient, territory, act_id, first_day, last_day,
	assertion_id, written, date, effect, modality, attributed_to, confidence, echo, read_at,
	document_id, published, fingerprint)
	SELECT j.seq, j.assertion, j.act, j.belongs, j.undoes, j.score, j.by_whom, j.why, j.recorded,
	a.actor_state, a.recipient_state, a.kind, a.state, a.actor, a.recipient, a.territory, a.id, a.first_day, a.last_day,
	s.id, (s.reader = 'person' OR substr(s.reader, 1, 7) = 'person '), s.date, s.effect, s.modality, s.attributed_to, s.confidence, s.echo, s.recorded,
	d.id, d.published, d.fingerprint
	FROM old_judgement j JOIN act a ON a.seq = j.act JOIN assertion s ON s.seq = j.assertion
	JOIN document d ON d.seq = s.document ORDER BY j.seq;
-- Until now only readers superseded, and undid that with these words.
INSERT INTO review (seq, assertion, decision, replacement, undoes, by_whom, why, recorded, person)
	SELECT seq, assertion, decision, replacement, undoes, by_whom, why, recorded,
		NOT (decision = 'supersede' OR decision = 'undo' AND why = 'found when read again')
	FROM old_review ORDER BY seq;

DROP TABLE old_review;
DROP TABLE old_judgement;
DROP TABLE old_act;
DROP TABLE old_assertion;
DROP TABLE old_place;
DROP TABLE old_document;
DROP TABLE echo;

CREATE UNIQUE INDEX document_id ON document (id);
CREATE INDEX document_source ON document (source, published);
CREATE UNIQUE INDEX place_id ON place (id);
CREATE INDEX place_document ON place (document);
CREATE UNIQUE INDEX assertion_id ON assertion (id);
CREATE INDEX assertion_document ON assertion (document);
CREATE INDEX assertion_confidence ON assertion (confidence);  -- the queue of reviewers
CREATE UNIQUE INDEX act_id ON act (id);
-- With all that the links of an act are told by, so that rows are not looked up.
CREATE INDEX judgement_act ON judgement (act, assertion, belongs, undoes, by_whom, recorded);
-- All that a standing of two states is derived from, in one place. An act is found
-- by it too: each has a judgement from its beginning.
CREATE INDEX judgement_parties ON judgement (actor_state, recipient_state, kind, last_day, first_day, act,
	assertion, belongs, undoes, by_whom, recorded, actor, recipient, territory, state, act_id, assertion_id, written, date, effect,
	modality, attributed_to, confidence, echo, read_at, document_id, published, fingerprint);
CREATE INDEX judgement_assertion ON judgement (assertion);
CREATE INDEX judgement_person ON judgement (seq) WHERE by_whom <> 'rule';  -- few among those of rules
CREATE INDEX review_assertion ON review (assertion);
CREATE INDEX review_replacement ON review (replacement) WHERE replacement IS NOT NULL;
CREATE INDEX review_person ON review (seq) WHERE person;  -- few among those of readers

CREATE TRIGGER document_update BEFORE UPDATE ON document BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of document are neither changed nor deleted');
END;
CREATE TRIGGER document_delete BEFORE DELETE ON document BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of document are neither changed nor deleted');
END;
CREATE TRIGGER content_update BEFORE UPDATE ON content BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of content are neither changed nor deleted');
END;
CREATE TRIGGER content_delete BEFORE DELETE ON content BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of content are neither changed nor deleted');
END;
CREATE TRIGGER place_update BEFORE UPDATE ON place BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of place are neither changed nor deleted');
END;
CREATE TRIGGER place_delete BEFORE DELETE ON place BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of place are neither changed nor deleted');
END;
CREATE TRIGGER assertion_update BEFORE UPDATE ON assertion BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of assertion are neither changed nor deleted');
END;
CREATE TRIGGER assertion_delete BEFORE DELETE ON assertion BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of assertion are neither changed nor deleted');
END;
CREATE TRIGGER act_update BEFORE UPDATE ON act BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of act are neither changed nor deleted');
END;
CREATE TRIGGER act_delete BEFORE DELETE ON act BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of act are neither changed nor deleted');
END;
CREATE TRIGGER judgement_update BEFORE UPDATE ON judgement BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of judgement are neither changed nor deleted');
END;
CREATE TRIGGER judgement_delete BEFORE DELETE ON judgement BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of judgement are neither changed nor deleted');
END;
CREATE TRIGGER review_update BEFORE UPDATE ON review BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of review are neither changed nor deleted');
END;
CREATE TRIGGER review_delete BEFORE DELETE ON review BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of review are neither changed nor deleted');
END;
