// Package account keeps who may use a served ledger, and in what role.
//
//	store, err := account.Open("credence.accounts.json")
//	err = store.Add("ada", account.Reviewer, "a long enough password")
//	user, err := store.SignIn(ctx, "ada", "a long enough password")
//	token, expires := store.Issue(user, time.Now())
//	user, err = store.Verify(token, time.Now())
//
// All accounts stand in one file that only its owner may read: names, roles, argon2id
// hashes of passwords, and the key that sessions are signed with. A session is
// a token that holds its name and its end; nothing of it is kept. It ends at once
// when the password changes or the user is removed.
//
// Non-goals: what a role may do at which address (package web), to ask for
// passwords (package cli).
package account

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
)

// Role is what a user may do. Each may do what those before it may.
type Role string

// The roles.
const (
	Reader   Role = "reader"   // sees
	Reviewer Role = "reviewer" // decides, and stores articles
	Admin    Role = "admin"    // reverts a source
)

// Roles are all of them, the least first.
func Roles() []Role { return []Role{Reader, Reviewer, Admin} }

// ParseRole returns the role of a name.
func ParseRole(name string) (Role, error) {
	if !slices.Contains(Roles(), Role(name)) {
		return "", fmt.Errorf("%q is no role: there are reader, reviewer, admin", name)
	}
	return Role(name), nil
}

// May reports whether a role may do what another may. What is no role may
// nothing.
func (r Role) May(what Role) bool {
	has, wants := slices.Index(Roles(), r), slices.Index(Roles(), what)
	return has >= 0 && wants >= 0 && has >= wants
}

// User is who has an account.
type User struct {
	Name     string `json:"name"`
	Role     Role   `json:"role"`
	Password string `json:"password"` // its hash, as hash writes it
}

// The errors that callers tell apart.
var (
	ErrSignIn  = errors.New("the name or the password is wrong")    //nolint:gochecknoglobals // a sentinel
	ErrSession = errors.New("the session is not, or no more, good") //nolint:gochecknoglobals // a sentinel
	ErrUnknown = errors.New("there is no such user")                //nolint:gochecknoglobals // a sentinel
)

// nameForm is what names look like: they stand in the ledger beside decisions.
var nameForm = regexp.MustCompile(`^[\pL\pN](?:[\pL\pN ._@'-]{0,62}[\pL\pN.])?$`) //nolint:gochecknoglobals // compiled once

// checkName reports a name that cannot be one.
func checkName(name string) error {
	if !nameForm.MatchString(name) {
		return fmt.Errorf("%q cannot be a name: up to 64 letters, digits, spaces and . _ @ ' - between them", name)
	}
	return nil
}
