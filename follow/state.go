package follow

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"time"

	_ "modernc.org/sqlite" // by whose name the file is opened
)

// State is what is known of feeds and of what was handed on, in a file (SQLite). It belongs to one
// follower at a time.
type State struct {
	db   *sql.DB
	file string
}

// errState is the error of a state that cannot be read or written: nothing goes on without.
var errState = errors.New("the state") //nolint:gochecknoglobals // a sentinel

// stateVersion is that of the tables below.
const stateVersion = 1

// tables are those of a state. Instants are seconds since 1970, 0 none.
const tables = `
CREATE TABLE feed (url TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL, peace INTEGER NOT NULL, failures INTEGER NOT NULL) STRICT;
CREATE TABLE entry (
	feed      TEXT NOT NULL,
	key       TEXT NOT NULL,    -- of the entry in its feed
	url       TEXT NOT NULL,
	told      TEXT NOT NULL,    -- digest of what the feed says
	says      TEXT NOT NULL,    -- digest of what was handed on last
	versions  TEXT NOT NULL,    -- JSON: by what names, the last first
	title     TEXT NOT NULL,
	publisher TEXT NOT NULL,
	published TEXT NOT NULL,
	length    INTEGER NOT NULL, -- of the text that was handed on last
	etag      TEXT NOT NULL,    -- of the page
	modified  TEXT NOT NULL,
	tries     INTEGER NOT NULL, -- to get the page, in vain
	checks    INTEGER NOT NULL, -- how often it was looked at again
	next      INTEGER NOT NULL, -- when it is to be
	PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_next ON entry (feed, next) WHERE next > 0;
`

// OpenState opens a state, and makes it where there is none. It is an error that another has it
// open.
func OpenState(ctx context.Context, file string) (*State, error) {
	path, err := filepath.Abs(file)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", (&url.URL{
		Scheme: "file", Path: path,
		RawQuery: "_pragma=busy_timeout(1000)&_pragma=locking_mode(EXCLUSIVE)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_txlock=immediate",
	}).String())
	if err != nil {
		return nil, fmt.Errorf("open the state %s: %w", file, err)
	}
	db.SetMaxOpenConns(1)
	s := &State{db, file}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open the state %s (another follower may have it): %w", file, err), db.Close())
	}
	return s, nil
}

// prepare makes the tables.
func (s *State) prepare(ctx context.Context) (err error) {
	t, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, t.Rollback())
		}
	}()
	version := 0
	if err := t.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	switch version {
	case stateVersion:
	case 0:
		if _, err := t.ExecContext(ctx, tables+fmt.Sprintf(`PRAGMA user_version = %d`, stateVersion)); err != nil {
			return err
		}
	default:
		return fmt.Errorf("it is of version %d, and this program knows %d", version, stateVersion)
	}
	return t.Commit()
}

// Close closes the state.
func (s *State) Close() error { return s.db.Close() }

// fail names the state in an error.
func (s *State) fail(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w %s: %w", errState, s.file, err)
}

// knownFeed is what is known of a feed.
type knownFeed struct {
	etag, modified string
	peace          time.Time // until when it is left in peace
	failures       int       // in a row
}

func (s *State) feed(ctx context.Context, address string) (k knownFeed, err error) {
	var peace int64
	err = s.db.QueryRowContext(ctx, `SELECT etag, modified, peace, failures FROM feed WHERE url = ?`, address).Scan(&k.etag, &k.modified, &peace, &k.failures)
	if errors.Is(err, sql.ErrNoRows) {
		return k, nil
	}
	k.peace = instant(peace)
	return k, s.fail(err)
}

func (s *State) setFeed(ctx context.Context, address string, k knownFeed) error {
	_, err := s.db.ExecContext(context.WithoutCancel(ctx), `INSERT OR REPLACE INTO feed (url, etag, modified, peace, failures) VALUES (?, ?, ?, ?, ?)`,
		address, k.etag, k.modified, seconds(k.peace), k.failures)
	return s.fail(err)
}

// knownEntry is what is known of an entry.
type knownEntry struct {
	feed, key, url              string
	told, says                  string   // digests
	versions                    []string // by what names it was kept, the last first
	title, publisher, published string
	length                      int
	etag, modified              string
	tries, checks               int
	next                        time.Time
}

// mostVersions is how many names of an article are remembered.
const mostVersions = 30

// add notes a version; one that was there before moves to the front.
func (e *knownEntry) add(version string) {
	e.versions = slices.DeleteFunc(e.versions, func(v string) bool { return v == version })
	e.versions = append([]string{version}, e.versions...)
	e.versions = e.versions[:min(len(e.versions), mostVersions)]
}

// entryColumns are those of knownEntry, in the order of scan.
const entryColumns = `feed, key, url, told, says, versions, title, publisher, published, length, etag, modified, tries, checks, next`

func (e *knownEntry) scan(scan func(...any) error) error {
	var versions string
	var next int64
	err := scan(&e.feed, &e.key, &e.url, &e.told, &e.says, &versions, &e.title, &e.publisher, &e.published, &e.length, &e.etag, &e.modified, &e.tries, &e.checks, &next)
	if err != nil {
		return err
	}
	e.next = instant(next)
	return json.Unmarshal([]byte(versions), &e.versions)
}

// entry returns what is known of an entry: no more than its names where it is new.
func (s *State) entry(ctx context.Context, feed, key string) (e knownEntry, err error) {
	err = e.scan(s.db.QueryRowContext(ctx, `SELECT `+entryColumns+` FROM entry WHERE feed = ? AND key = ?`, feed, key).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return knownEntry{feed: feed, key: key}, nil
	}
	return e, s.fail(err)
}

func (s *State) setEntry(ctx context.Context, e *knownEntry) error {
	versions, err := json.Marshal(append([]string{}, e.versions...))
	if err != nil {
		return s.fail(err)
	}
	_, err = s.db.ExecContext(context.WithoutCancel(ctx), `INSERT OR REPLACE INTO entry (`+entryColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.feed, e.key, e.url, e.told, e.says, string(versions), e.title, e.publisher, e.published, e.length, e.etag, e.modified, e.tries, e.checks, seconds(e.next))
	return s.fail(err)
}

// due returns entries whose pages are to be looked at again, those that wait longest first.
func (s *State) due(ctx context.Context, feed string, now time.Time, most int) (list []knownEntry, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT `+entryColumns+` FROM entry WHERE feed = ? AND next > 0 AND next <= ? ORDER BY next LIMIT ?`, feed, seconds(now), most)
	if err != nil {
		return nil, s.fail(err)
	}
	defer func() { err = errors.Join(err, s.fail(rows.Close())) }()
	for rows.Next() {
		var e knownEntry
		if err := e.scan(rows.Scan); err != nil {
			return nil, s.fail(err)
		}
		list = append(list, e)
	}
	return list, s.fail(rows.Err())
}

func instant(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

func seconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}
