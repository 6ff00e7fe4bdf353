package account

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Passwords are at least so many letters and at most so many bytes long.
const (
	shortest = 12
	longest  = 1024
)

// cost is what a hash costs: OWASP's second choice for argon2id, 19 MiB twice,
// so that a few at once do no harm to a small server.
type cost struct {
	memory  uint32 // KiB
	times   uint32
	threads uint8
}

// today's cost, and the most that a file may ask for.
func costNow() cost { return cost{19 << 10, 2, 1} }
func costMost() cost {
	return cost{1 << 20, 16, 16}
}

const saltBytes, hashBytes = 16, 32

// checkPassword reports a password that is not taken.
func checkPassword(password string) error {
	switch {
	case !utf8.ValidString(password) || strings.ContainsAny(password, "\x00\n\r"):
		return errors.New("the password has letters that cannot be typed")
	case utf8.RuneCountInString(password) < shortest:
		return fmt.Errorf("the password is too short: %d letters at least", shortest)
	case len(password) > longest:
		return fmt.Errorf("the password is too long: %d bytes at most", longest)
	}
	return nil
}

// hash writes the argon2id hash of a password as the PHC string format has it:
// $argon2id$v=19$m=19456,t=2,p=1$salt$hash.
func hash(password string) string {
	salt := make([]byte, saltBytes)
	_, _ = rand.Read(salt) // never fails
	c := costNow()
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.memory, c.times, c.threads,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(c.of(password, salt, hashBytes)))
}

// of hashes a password. Letters are taken as composed, however a keyboard writes
// them.
func (c cost) of(password string, salt []byte, length uint32) []byte {
	return argon2.IDKey(norm.NFC.Bytes([]byte(password)), salt, c.times, c.memory, c.threads, length)
}

// matches reports whether a hash is that of a password, in a time that tells
// nothing of either.
func matches(hashed, password string) (bool, error) {
	c, salt, want, err := parseHash(hashed)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(c.of(password, salt, uint32(len(want))), want) == 1, nil
}

// parseHash takes a hash apart.
func parseHash(hashed string) (c cost, salt, sum []byte, err error) {
	parts := strings.Split(hashed, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprint("v=", argon2.Version) {
		return c, nil, nil, errors.New("the hash of a password is none of argon2id")
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.memory, &c.times, &c.threads); err != nil {
		return c, nil, nil, fmt.Errorf("the cost of a password's hash: %w", err)
	}
	most := costMost()
	if c.memory == 0 || c.times == 0 || c.threads == 0 || c.memory > most.memory || c.times > most.times || c.threads > most.threads {
		return c, nil, nil, errors.New("the cost of a password's hash is out of bounds")
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return c, nil, nil, fmt.Errorf("the salt of a password: %w", err)
	}
	if sum, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil {
		return c, nil, nil, fmt.Errorf("the hash of a password: %w", err)
	}
	if len(salt) < 8 || len(sum) < 16 || len(sum) > 64 {
		return c, nil, nil, errors.New("the hash of a password is cut short")
	}
	return c, salt, sum, nil
}
