package account

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"time"
)

// Lasting is how long a session lasts: a working day.
const Lasting = 12 * time.Hour

// Issue returns the token of a session that begins now, and when it ends.
func (s *Store) Issue(u User, now time.Time) (token string, expires time.Time) {
	expires = now.Add(Lasting).Truncate(time.Second)
	s.mu.Lock()
	key := s.kept.Key
	s.mu.Unlock()
	said := base64.RawURLEncoding.EncodeToString([]byte(u.Name)) + "." + strconv.FormatInt(expires.Unix(), 36)
	return said + "." + base64.RawURLEncoding.EncodeToString(sign(key, said, &u)), expires
}

// sign returns what proves a session. The hash of the password is part of it, so
// that a session ends with the password it began with.
func sign(key []byte, said string, u *User) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("credence session 1\x00" + said + "\x00" + u.Password))
	return mac.Sum(nil)
}

// Verify returns the user of a session, as the file has it now. Its error is
// ErrSession unless the file cannot be read.
func (s *Store) Verify(token string, now time.Time) (User, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 || len(token) > 512 || strings.ContainsAny(token, "\r\n") {
		return User{}, ErrSession
	}
	name, err1 := base64.RawURLEncoding.DecodeString(parts[0])
	expires, err2 := strconv.ParseInt(parts[1], 36, 64)
	proof, err3 := base64.RawURLEncoding.Strict().DecodeString(parts[2])
	if err1 != nil || err2 != nil || err3 != nil {
		return User{}, ErrSession
	}
	kept, err := s.read()
	if err != nil {
		return User{}, err
	}
	u, ok := kept.user(string(name))
	if !ok || !hmac.Equal(proof, sign(kept.Key, parts[0]+"."+parts[1], &u)) || !now.Before(time.Unix(expires, 0)) {
		return User{}, ErrSession
	}
	return u, nil
}
