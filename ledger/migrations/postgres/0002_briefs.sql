-- What answers read lies together: texts stand apart from what is known of
-- documents, judgements carry copies of what a standing is derived from, and
-- reviews say whether a person decided. Indexes and foreign keys that a load can drop.
--
-- The table echo (assertion, echo) is made before by the program: the hashes of
-- long quotes (copies.go).

ALTER TABLE document DROP CONSTRAINT document_source_fkey;
ALTER TABLE place DROP CONSTRAINT place_document_fkey;
ALTER TABLE place DROP CONSTRAINT place_source_fkey;
ALTER TABLE assertion DROP CONSTRAINT assertion_document_fkey;
ALTER TABLE act DROP CONSTRAINT act_founder_fkey;
ALTER TABLE judgement DROP CONSTRAINT judgement_assertion_fkey;
ALTER TABLE judgement DROP CONSTRAINT judgement_act_fkey;
ALTER TABLE judgement DROP CONSTRAINT judgement_undoes_fkey;
ALTER TABLE review DROP CONSTRAINT review_assertion_fkey;
ALTER TABLE review DROP CONSTRAINT review_replacement_fkey;
ALTER TABLE review DROP CONSTRAINT review_undoes_fkey;
ALTER TABLE document DROP CONSTRAINT document_id_key;
ALTER TABLE place DROP CONSTRAINT place_id_key;
ALTER TABLE assertion DROP CONSTRAINT assertion_id_key;
ALTER TABLE act DROP CONSTRAINT act_id_key;
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

-- The texts, apart: answers need what is known of many documents, but few texts.
CREATE TABLE content (
	seq  BIGINT PRIMARY KEY,
	text BYTEA NOT NULL
);
INSERT INTO content (seq, text) SELECT seq, text FROM document;
ALTER TABLE document DROP COLUMN text;

ALTER TABLE assertion DISABLE TRIGGER assertion_append_only;
ALTER TABLE assertion ADD COLUMN echo BIGINT NOT NULL DEFAULT 0;  -- a hash of a long quote, 0 of another
UPDATE assertion s SET echo = e.echo FROM echo e WHERE e.assertion = s.seq;
ALTER TABLE assertion ALTER COLUMN echo DROP DEFAULT;
ALTER TABLE assertion ENABLE TRIGGER assertion_append_only;
DROP TABLE echo;

-- Copies of what a standing is derived from, which never changes: by the index
-- of parties it lies together for each two states (brief.go).
ALTER TABLE judgement DISABLE TRIGGER judgement_append_only;
ALTER TABLE judgement
	ADD COLUMN actor_state TEXT,  -- the act's, up to last_day
	ADD COLUMN recipient_state TEXT,
	ADD COLUMN kind TEXT,
	ADD COLUMN state BOOLEAN,
	ADD COLUMN actor TEXT,
	ADD COLUMN recipient TEXT,
	ADD COLUMN territory TEXT,
	ADD COLUMN act_id BYTEA,
	ADD COLUMN first_day INTEGER,
	ADD COLUMN last_day INTEGER,
	ADD COLUMN assertion_id BYTEA,  -- the assertion's, up to read_at
	ADD COLUMN written BOOLEAN,  -- its reader is a person
	ADD COLUMN date TEXT,
	ADD COLUMN effect TEXT,
	ADD COLUMN modality INTEGER,
	ADD COLUMN attributed_to TEXT,
	ADD COLUMN confidence DOUBLE PRECISION,
	ADD COLUMN echo BIGINT,
	ADD COLUMN read_at BIGINT,  -- when it was recorded
	ADD COLUMN document_id BYTEA,  -- the document's
	ADD COLUMN published TEXT,
	ADD COLUMN fingerprint BIGINT;
UPDATE judgement j SET
	actor_state = a.actor_state,
	recipient_state = a.recipient_state,
	kind = a.kind,
	state = a.state,
	actor = a.actor,
	recipient = a.recipient,
	territory = a.territory,
	act_id = a.id,
	first_day = a.first_day,
	last_day = a.last_day,
	assertion_id = s.id,
	written = (s.reader = 'person' OR substr(s.reader, 1, 7) = 'person '),
	date = s.date,
	effect = s.effect,
	modality = s.modality,
	attributed_to = s.attributed_to,
	confidence = s.confidence,
	echo = s.echo,
	read_at = s.recorded,
	document_id = d.id,
	published = d.published,
	fingerprint = d.fingerprint
FROM act a, assertion s, document d
WHERE a.seq = j.act AND s.seq = j.assertion AND d.seq = s.document;
ALTER TABLE judgement
	ALTER COLUMN actor_state SET NOT NULL,
	ALTER COLUMN recipient_state SET NOT NULL,
	ALTER COLUMN kind SET NOT NULL,
	ALTER COLUMN state SET NOT NULL,
	ALTER COLUMN actor SET NOT NULL,
	ALTER COLUMN recipient SET NOT NULL,
	ALTER COLUMN territory SET NOT NULL,
	ALTER COLUMN act_id SET NOT NULL,
	ALTER COLUMN first_day SET NOT NULL,
	ALTER COLUMN last_day SET NOT NULL,
	ALTER COLUMN assertion_id SET NOT NULL,
	ALTER COLUMN written SET NOT NULL,
	ALTER COLUMN date SET NOT NULL,
	ALTER COLUMN effect SET NOT NULL,
	ALTER COLUMN modality SET NOT NULL,
	ALTER COLUMN attributed_to SET NOT NULL,
	ALTER COLUMN confidence SET NOT NULL,
	ALTER COLUMN echo SET NOT NULL,
	ALTER COLUMN read_at SET NOT NULL,
	ALTER COLUMN document_id SET NOT NULL,
	ALTER COLUMN published SET NOT NULL,
	ALTER COLUMN fingerprint SET NOT NULL;
ALTER TABLE judgement ENABLE TRIGGER judgement_append_only;

ALTER TABLE review DISABLE TRIGGER review_append_only;
ALTER TABLE review
	ADD COLUMN follows BIGINT,  -- of supersede: the review of a person because of which it is held back
	ADD COLUMN person BOOLEAN;  -- a person decided it, not a reader
-- Until now only readers superseded, and undid that with these words.
UPDATE review SET person = NOT (decision = 'supersede' OR decision = 'undo' AND why = 'found when read again');
ALTER TABLE review ALTER COLUMN person SET NOT NULL;
ALTER TABLE review ENABLE TRIGGER review_append_only;

CREATE UNIQUE INDEX document_id ON document (id);
CREATE INDEX document_source ON document (source, published);
CREATE UNIQUE INDEX place_id ON place (id);
CREATE INDEX place_document ON place (document);
CREATE UNIQUE INDEX assertion_id ON assertion (id);
CREATE INDEX assertion_document ON assertion (document);
CREATE INDEX assertion_confidence ON assertion (confidence);  -- the queue of reviewers
CREATE UNIQUE INDEX act_id ON act (id);
-- With all that the links of an act are told by, so that rows are not looked up.
CREATE INDEX judgement_act ON judgement (act, assertion, belongs, undoes, by_whom, recorded) INCLUDE (seq);
-- All that a standing of two states is derived from, in one place. An act is found
-- by it too: each has a judgement from its beginning.
CREATE INDEX judgement_parties ON judgement (actor_state, recipient_state, kind, last_day)
	INCLUDE (first_day, act, seq, assertion, belongs, undoes, by_whom, recorded, actor, recipient, territory, state, act_id, assertion_id, written, date, effect,
		modality, attributed_to, confidence, echo, read_at, document_id, published, fingerprint);
CREATE INDEX judgement_assertion ON judgement (assertion);
CREATE INDEX judgement_person ON judgement (seq) WHERE by_whom <> 'rule';  -- few among those of rules
CREATE INDEX review_assertion ON review (assertion);
CREATE INDEX review_replacement ON review (replacement) WHERE replacement IS NOT NULL;
CREATE INDEX review_person ON review (seq) WHERE person;  -- few among those of readers

ALTER TABLE document ADD CONSTRAINT document_source_fkey FOREIGN KEY (source) REFERENCES source;
ALTER TABLE content ADD CONSTRAINT content_seq_fkey FOREIGN KEY (seq) REFERENCES document;
ALTER TABLE place ADD CONSTRAINT place_document_fkey FOREIGN KEY (document) REFERENCES document;
ALTER TABLE place ADD CONSTRAINT place_source_fkey FOREIGN KEY (source) REFERENCES source;
ALTER TABLE assertion ADD CONSTRAINT assertion_document_fkey FOREIGN KEY (document) REFERENCES document;
ALTER TABLE act ADD CONSTRAINT act_founder_fkey FOREIGN KEY (founder) REFERENCES assertion;
ALTER TABLE judgement ADD CONSTRAINT judgement_assertion_fkey FOREIGN KEY (assertion) REFERENCES assertion;
ALTER TABLE judgement ADD CONSTRAINT judgement_act_fkey FOREIGN KEY (act) REFERENCES act;
ALTER TABLE judgement ADD CONSTRAINT judgement_undoes_fkey FOREIGN KEY (undoes) REFERENCES judgement;
ALTER TABLE review ADD CONSTRAINT review_assertion_fkey FOREIGN KEY (assertion) REFERENCES assertion;
ALTER TABLE review ADD CONSTRAINT review_replacement_fkey FOREIGN KEY (replacement) REFERENCES assertion;
ALTER TABLE review ADD CONSTRAINT review_undoes_fkey FOREIGN KEY (undoes) REFERENCES review;
ALTER TABLE review ADD CONSTRAINT review_follows_fkey FOREIGN KEY (follows) REFERENCES review;

CREATE TRIGGER content_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON content
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
