-- The tables of a ledger. Rows are only ever added: triggers refuse the rest.
--
-- seq       the order of recording, by which rows refer to one another
-- id        the first 16 bytes of a SHA-256 of the content
-- recorded  microseconds since 1970-01-01 UTC
-- by_whom   a reader ("credence 0.2.0"), "rule", or a person's name
--
-- What may hold any character of a document (its text, a quote) is kept as
-- bytes, because PostgreSQL takes no NUL in text; all other text has none.

PRAGMA application_id = 0x43726564; -- "Cred"

CREATE TABLE source (
	seq  INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE document (
	seq         INTEGER PRIMARY KEY,
	id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	source      INTEGER NOT NULL REFERENCES source,
	article     TEXT NOT NULL,
	url         TEXT NOT NULL,
	title       TEXT NOT NULL,
	byline      TEXT NOT NULL,
	published   TEXT NOT NULL,  -- EDTF
	lang        TEXT NOT NULL,
	fingerprint INTEGER NOT NULL,    -- simhash of the text's words
	recorded    INTEGER NOT NULL,
	text        BLOB NOT NULL   -- last, so that it is not read past
) STRICT;
CREATE INDEX document_source ON document (source, published);

-- Where else a known document was found.
CREATE TABLE place (
	seq      INTEGER PRIMARY KEY,
	id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
	document INTEGER NOT NULL REFERENCES document,
	source   INTEGER NOT NULL REFERENCES source,
	article  TEXT NOT NULL,
	url      TEXT NOT NULL,
	recorded INTEGER NOT NULL
) STRICT;
CREATE INDEX place_document ON place (document);

CREATE TABLE assertion (
	seq           INTEGER PRIMARY KEY,
	id            BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
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
	detail        TEXT NOT NULL      -- JSON: the parties' words, codes, claims, mentions
) STRICT;
CREATE INDEX assertion_document ON assertion (document);
CREATE INDEX assertion_confidence ON assertion (confidence);  -- the queue of reviewers

-- first_day and last_day are the days (1 is 0001-01-01) between which the act
-- may lie by its first report. They narrow the search for acts to link with.
CREATE TABLE act (
	seq             INTEGER PRIMARY KEY,
	id              BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
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
CREATE INDEX act_parties ON act (actor_state, recipient_state, kind, last_day);
CREATE INDEX act_recipient ON act (recipient_state, kind);

CREATE TABLE judgement (
	seq       INTEGER PRIMARY KEY,
	assertion INTEGER NOT NULL REFERENCES assertion,
	act       INTEGER NOT NULL REFERENCES act,
	belongs   INTEGER NOT NULL,
	undoes    INTEGER REFERENCES judgement,  -- the judgement that this one takes back
	score     REAL NOT NULL,
	by_whom   TEXT NOT NULL,
	why       TEXT NOT NULL,
	recorded  INTEGER NOT NULL
) STRICT;
-- With all that the links of an act are told by, so that rows are not looked up.
CREATE INDEX judgement_act ON judgement (act, assertion, belongs, undoes, by_whom, recorded);
CREATE INDEX judgement_assertion ON judgement (assertion);

CREATE TABLE review (
	seq         INTEGER PRIMARY KEY,
	assertion   INTEGER NOT NULL REFERENCES assertion,
	decision    TEXT NOT NULL
		CHECK (decision IN ('accept', 'reject', 'correct', 'unsure', 'supersede', 'undo')),
	replacement INTEGER REFERENCES assertion,
	undoes      INTEGER REFERENCES review,
	by_whom     TEXT NOT NULL,
	why         TEXT NOT NULL,
	recorded    INTEGER NOT NULL
) STRICT;
CREATE INDEX review_assertion ON review (assertion);
CREATE INDEX review_replacement ON review (replacement) WHERE replacement IS NOT NULL;

CREATE TRIGGER source_update BEFORE UPDATE ON source BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of source are neither changed nor deleted');
END;
CREATE TRIGGER source_delete BEFORE DELETE ON source BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of source are neither changed nor deleted');
END;
CREATE TRIGGER document_update BEFORE UPDATE ON document BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of document are neither changed nor deleted');
END;
CREATE TRIGGER document_delete BEFORE DELETE ON document BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of document are neither changed nor deleted');
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
CREATE TRIGGER migration_update BEFORE UPDATE ON migration BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of migration are neither changed nor deleted');
END;
CREATE TRIGGER migration_delete BEFORE DELETE ON migration BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only: rows of migration are neither changed nor deleted');
END;
