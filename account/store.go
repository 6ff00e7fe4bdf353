package account

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// version of the file's form.
const version = 1

const keyBytes = 32

// kept is what the file holds.
type kept struct {
	Version int    `json:"version"`
	Key     []byte `json:"key"` // that sessions are signed with
	Users   []User `json:"users"`
}

func (k *kept) user(name string) (User, bool) {
	n := slices.IndexFunc(k.Users, func(u User) bool { return u.Name == name })
	if n < 0 {
		return User{}, false
	}
	return k.Users[n], true
}

// Store is the file of accounts. It may be used by several goroutines, and the
// file by several programs: what another program changes holds at once.
type Store struct {
	path  string
	dummy string        // the hash that the password of an unknown name is held against
	turns chan struct{} // passwords that are being hashed: memory is not without end
	mu    sync.Mutex
	kept  kept
	seen  os.FileInfo // the file that kept was read from, nil of none
}

// atOnce is how many passwords are hashed at once.
const atOnce = 2

// Open reads a file of accounts. That there is none yet is no error: it is made
// by the first Add.
func Open(path string) (*Store, error) {
	s := &Store{path: path, dummy: hash("nobody has this password"), turns: make(chan struct{}, atOnce)}
	_, err := s.read()
	return s, err
}

// Path is where the file stands.
func (s *Store) Path() string { return s.path }

// read returns what the file holds, from memory where it has not changed.
func (s *Store) read() (kept, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	info, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.kept, s.seen = kept{}, nil
		return s.kept, nil
	case err != nil:
		return kept{}, fmt.Errorf("reading the accounts: %w", err)
	case s.seen != nil && os.SameFile(info, s.seen) && info.ModTime().Equal(s.seen.ModTime()) && info.Size() == s.seen.Size():
		return s.kept, nil
	}
	k, err := load(s.path, info)
	if err != nil {
		return kept{}, fmt.Errorf("reading the accounts: %w", err)
	}
	s.kept, s.seen = k, info
	return k, nil
}

// load reads and checks a file.
func load(path string, info os.FileInfo) (k kept, err error) {
	if info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" { // where a mode says nothing of others
		return k, fmt.Errorf("%s may be read by others: chmod 600 %s", path, path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return k, err
	}
	if err := json.Unmarshal(text, &k); err != nil {
		return k, fmt.Errorf("%s: %w", path, err)
	}
	if k.Version != version || len(k.Key) != keyBytes {
		return k, fmt.Errorf("%s is no file of accounts of version %d", path, version)
	}
	for _, u := range k.Users {
		if _, err := ParseRole(string(u.Role)); err != nil {
			return k, fmt.Errorf("%s: %s: %w", path, u.Name, err)
		}
		if _, _, _, err := parseHash(u.Password); err != nil {
			return k, fmt.Errorf("%s: %s: %w", path, u.Name, err)
		}
	}
	return k, nil
}

// change has do change the accounts, and writes them. The file is locked
// meanwhile against other programs.
func (s *Store) change(do func(*kept) error) (err error) {
	unlock, err := lockedfile.MutexAt(s.path + ".lock").Lock()
	if err != nil {
		return fmt.Errorf("changing the accounts: %w", err)
	}
	defer unlock()
	k, err := s.read()
	if err != nil {
		return err
	}
	k.Users = slices.Clone(k.Users)
	if k.Version == 0 {
		k.Version, k.Key = version, make([]byte, keyBytes)
		_, _ = rand.Read(k.Key) // never fails
	}
	if err := do(&k); err != nil {
		return err
	}
	slices.SortFunc(k.Users, func(a, b User) int { return strings.Compare(a.Name, b.Name) })
	if err := write(s.path, &k); err != nil {
		return fmt.Errorf("writing the accounts: %w", err)
	}
	return nil
}

// write puts a file in the place of another, all of it or nothing.
func write(path string, k *kept) (err error) {
	text, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // of mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(append(text, '\n'))
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// Users returns all users, in the order of their names.
func (s *Store) Users() ([]User, error) {
	k, err := s.read()
	return slices.Clone(k.Users), err
}

// Add makes an account.
func (s *Store) Add(name string, role Role, password string) error {
	if err := errors.Join(checkName(name), checkPassword(password)); err != nil {
		return err
	}
	if _, err := ParseRole(string(role)); err != nil {
		return err
	}
	return s.change(func(k *kept) error {
		if _, there := k.user(name); there {
			return fmt.Errorf("there is a user called %q already", name)
		}
		k.Users = append(k.Users, User{Name: name, Role: role, Password: hash(password)})
		return nil
	})
}

// Remove takes an account away.
func (s *Store) Remove(name string) error {
	return s.change(func(k *kept) error {
		n := len(k.Users)
		k.Users = slices.DeleteFunc(k.Users, func(u User) bool { return u.Name == name })
		if len(k.Users) == n {
			return fmt.Errorf("%q: %w", name, ErrUnknown)
		}
		return nil
	})
}

// SetRole gives a user another role, which holds from the next request on.
func (s *Store) SetRole(name string, role Role) error {
	if _, err := ParseRole(string(role)); err != nil {
		return err
	}
	return s.set(name, func(u *User) { u.Role = role })
}

// SetPassword gives a user another password, which ends all sessions.
func (s *Store) SetPassword(name, password string) error {
	if err := checkPassword(password); err != nil {
		return err
	}
	return s.set(name, func(u *User) { u.Password = hash(password) })
}

// set changes one user.
func (s *Store) set(name string, do func(*User)) error {
	return s.change(func(k *kept) error {
		for n := range k.Users {
			if k.Users[n].Name == name {
				do(&k.Users[n])
				return nil
			}
		}
		return fmt.Errorf("%q: %w", name, ErrUnknown)
	})
}

// SignIn returns the user of a name and a password, ErrSignIn where they are
// wrong. A name that nobody has takes as long as one that somebody has.
func (s *Store) SignIn(ctx context.Context, name, password string) (User, error) {
	k, err := s.read()
	if err != nil {
		return User{}, err
	}
	u, there := k.user(name)
	if !there {
		u = User{Password: s.dummy}
	}
	if len(password) > longest {
		password = ""
	}
	select {
	case s.turns <- struct{}{}:
	case <-ctx.Done():
		return User{}, ctx.Err()
	}
	good, err := matches(u.Password, password)
	<-s.turns
	if err != nil {
		return User{}, err
	}
	if !good || !there {
		return User{}, ErrSignIn
	}
	return u, nil
}
