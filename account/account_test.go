package account

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

const good = "correct horse battery"

func opened(t *testing.T) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "accounts.json"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func added(t *testing.T, s *Store, name string, role Role) User {
	t.Helper()
	if err := s.Add(name, role, good); err != nil {
		t.Fatal(err)
	}
	u, err := s.SignIn(t.Context(), name, good)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestOnlyNameAndPasswordSignIn(t *testing.T) {
	s := opened(t)
	if u := added(t, s, "Zoé d'Arc", Reviewer); u.Role != Reviewer {
		t.Errorf("role %q", u.Role)
	}
	for _, c := range [][2]string{{"Zoé d'Arc", good + "x"}, {"Zoé d'Arc", ""}, {"nobody", good}, {"", ""}, {"nobody", "nobody has this password"}, {"Zoé d'Arc", strings.Repeat("x", 1<<20)}} {
		if _, err := s.SignIn(t.Context(), c[0], c[1]); !errors.Is(err, ErrSignIn) {
			t.Errorf("%q: %v", c, err)
		}
	}
}

func TestNamesAndPasswordsThatAreNotTaken(t *testing.T) {
	s := opened(t)
	added(t, s, "ada", Admin)
	for _, c := range []struct{ name, password string }{
		{"ada", good}, {"", good}, {"a\nb", good}, {"\u202eada", good}, {"<script>", good}, {strings.Repeat("a", 65), good},
		{"bob", "short"}, {"bob", strings.Repeat("a", 1025)}, {"bob", "a line\nand another"}, {"bob", "\xff\xfe not UTF-8 at all"},
	} {
		if err := s.Add(c.name, Reader, c.password); err == nil {
			t.Errorf("%q, %q was taken", c.name, c.password)
		}
	}
	if err := s.Add("bob", "king", good); err == nil {
		t.Error("a role that there is not was taken")
	}
	if users, err := s.Users(); err != nil || len(users) != 1 {
		t.Errorf("%v, %v", users, err)
	}
}

func TestAFileThatOthersMayReadIsRefused(t *testing.T) {
	s := opened(t)
	added(t, s, "ada", Admin)
	if info, err := os.Stat(s.Path()); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info.Mode(), err)
	}
	if text, err := os.ReadFile(s.Path()); err != nil || strings.Contains(string(text), good) {
		t.Errorf("the password stands in the file: %v", err)
	}
	if err := os.Chmod(s.Path(), 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(s.Path()); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("%v", err)
	}
}

func TestADamagedFileIsRefused(t *testing.T) {
	for _, text := range []string{"", "{", "{}", `{"version":2,"key":"","users":[]}`, `{"version":1,"key":"AAAA","users":[]}`,
		`{"version":1,"key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","users":[{"name":"a","role":"king","password":""}]}`,
		`{"version":1,"key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","users":[{"name":"a","role":"admin","password":"$argon2id$v=19$m=4294967295,t=1,p=1$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAA"}]}`,
	} {
		path := filepath.Join(t.TempDir(), "a.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(path); err == nil {
			t.Errorf("%s was read", text)
		}
	}
}

func TestSessionsEnd(t *testing.T) {
	now := time.Date(2025, 7, 7, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		do    func(*Store) error
		later time.Duration
		ends  bool
	}{
		"in a day":                   {func(*Store) error { return nil }, Lasting, true},
		"not before":                 {func(*Store) error { return nil }, Lasting - time.Second, false},
		"with the password":          {func(s *Store) error { return s.SetPassword("ada", good+"!") }, 0, true},
		"with the password set anew": {func(s *Store) error { return s.SetPassword("ada", good) }, 0, true},
		"with the user":              {func(s *Store) error { return s.Remove("ada") }, 0, true},
		"with the file":              {func(s *Store) error { return os.Remove(s.Path()) }, 0, true},
		"not with the role":          {func(s *Store) error { return s.SetRole("ada", Reader) }, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := opened(t)
			token, _ := s.Issue(added(t, s, "ada", Admin), now)
			other, err := Open(s.Path()) // another program changes the file
			if err != nil {
				t.Fatal(err)
			}
			if err := c.do(other); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Verify(token, now.Add(c.later)); errors.Is(err, ErrSession) != c.ends {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestForgedSessionsAreRefused(t *testing.T) {
	now := time.Now()
	s := opened(t)
	token, _ := s.Issue(added(t, s, "ada", Reader), now)
	added(t, s, "bob", Admin)
	parts := strings.Split(token, ".")
	bob, _ := s.Issue(User{Name: "bob"}, now)
	for _, forged := range []string{"", "..", ".", token + "x", "x" + token, parts[0] + "." + parts[1] + ".", "Ym9i." + parts[1] + "." + parts[2],
		parts[0] + ".zzzzzzzz." + parts[2], strings.Repeat("a.", 1000), bob, parts[0] + "." + parts[1] + "." + strings.Repeat("A", 43)} {
		if _, err := s.Verify(forged, now); !errors.Is(err, ErrSession) {
			t.Errorf("%q: %v", forged, err)
		}
	}
	if u, err := s.Verify(token, now); err != nil || u.Name != "ada" {
		t.Errorf("%v, %v", u, err)
	}
}

func TestManyChangeTheFileAtOnce(t *testing.T) {
	s := opened(t)
	var all sync.WaitGroup
	for _, name := range []string{"a", "b", "c", "d", "e", "f"} {
		all.Go(func() {
			o, err := Open(s.Path())
			if err == nil {
				err = o.Add(name, Reader, good)
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if users, err := s.Users(); err != nil || len(users) != 6 {
		t.Errorf("%v, %v", users, err)
	}
}

func TestRolesMayWhatLesserMay(t *testing.T) {
	for _, c := range []struct {
		has, wants Role
		may        bool
	}{{Admin, Reader, true}, {Reader, Reader, true}, {Reader, Reviewer, false}, {Reviewer, Admin, false}, {"", Reader, false}, {Admin, "", false}, {"king", Reader, false}} {
		if c.has.May(c.wants) != c.may {
			t.Errorf("%q, %q: %v", c.has, c.wants, !c.may)
		}
	}
}

func FuzzOnlyIssuedSessionsAreGood(f *testing.F) {
	s, err := Open(filepath.Join(f.TempDir(), "accounts.json"))
	if err != nil {
		f.Fatal(err)
	}
	if err := s.Add("ada", Admin, good); err != nil {
		f.Fatal(err)
	}
	users, err := s.Users()
	if err != nil {
		f.Fatal(err)
	}
	now := time.Now()
	token, _ := s.Issue(users[0], now)
	f.Add(token)
	f.Add("YWRh.zzzz.AAAA")
	f.Fuzz(func(t *testing.T, forged string) {
		u, err := s.Verify(forged, now)
		if (err == nil) != (forged == token) {
			t.Errorf("%q: %v, %v", forged, u, err)
		}
	})
}
