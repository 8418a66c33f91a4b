// Package signin knows who may use the workbench: people with a password and a
// role, their sessions, and tokens for programs.
package signin

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"synoptic/internal/fault"
	"synoptic/internal/web/guard"
)

// States keeps small named values; see package store.
type States interface {
	State(ctx context.Context, name string) ([]byte, error)
	PutState(ctx context.Context, name string, value []byte) error
	StateNames(ctx context.Context, prefix string) ([]string, error)
}

// Where accounts and tokens are kept among the states.
const (
	userPrefix  = "users/"
	tokenPrefix = "tokens/"
)

// Account is somebody who may sign in.
type Account struct {
	Name    string     `json:"name"` // an OpenID provider's address, or any name
	Role    guard.Role `json:"role"`
	Hash    string     `json:"hash,omitempty"` // of the password; "" if there is none
	Created time.Time  `json:"created"`
	Tokens  []Token    `json:"tokens,omitempty"`
}

// Token lets a program ask in its account's name. The token itself is kept
// nowhere.
type Token struct {
	ID      string    `json:"id"` // the beginning of its digest
	Label   string    `json:"label"`
	Created time.Time `json:"created"`
	Digest  string    `json:"digest"`
}

// Accounts keeps the accounts. It is safe for concurrent use by one process.
type Accounts struct {
	states States
	now    func() time.Time
	mu     sync.Mutex // over changes of an account
}

// NewAccounts keeps accounts among states.
func NewAccounts(states States) *Accounts { return &Accounts{states: states, now: time.Now} }

var goodName = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._@+-]{0,99}$`)

// minPassword is the fewest characters of a password (NIST SP 800-63B asks for
// eight; a longer one costs nobody anything who keeps it in a manager).
const minPassword = 10

// Add makes an account; with an empty password it can only be used by tokens or
// an OpenID provider. It fails with Conflict if there is one of that name.
func (a *Accounts) Add(ctx context.Context, name string, role guard.Role, password string) error {
	if !goodName.MatchString(name) {
		return fault.New(fault.Usage, "user %q: a name has letters, digits and . _ @ + - only, at most 100", name)
	}
	hash, err := hashOrNone(password)
	if err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, err := a.Find(ctx, name); fault.Of(err) != fault.NotFound || err == nil {
		if err != nil {
			return err
		}
		return fault.New(fault.Conflict, "user %q is there already", name)
	}
	return a.put(ctx, &Account{Name: name, Role: role, Hash: hash, Created: a.now().UTC()})
}

func hashOrNone(password string) (string, error) {
	if password == "" {
		return "", nil
	}
	if len([]rune(password)) < minPassword {
		return "", fault.New(fault.Usage, "password: at least %d characters", minPassword)
	}
	return hashPassword(password), nil
}

// Find is the account of a name; NotFound if there is none.
func (a *Accounts) Find(ctx context.Context, name string) (*Account, error) {
	if !goodName.MatchString(name) {
		return nil, fault.New(fault.NotFound, "there is no user %q", name)
	}
	raw, err := a.states.State(ctx, userPrefix+name)
	if fault.Of(err) == fault.NotFound && err != nil {
		return nil, fault.New(fault.NotFound, "there is no user %q", name)
	}
	if err != nil {
		return nil, err
	}
	acc := &Account{}
	return acc, json.Unmarshal(raw, acc)
}

// List are all accounts by name.
func (a *Accounts) List(ctx context.Context) ([]Account, error) {
	names, err := a.states.StateNames(ctx, userPrefix)
	if err != nil {
		return nil, err
	}
	var out []Account
	for _, n := range names {
		acc, err := a.Find(ctx, strings.TrimPrefix(n, userPrefix))
		if err != nil {
			return nil, err
		}
		out = append(out, *acc)
	}
	return out, nil
}

// change loads, changes and keeps an account.
func (a *Accounts) change(ctx context.Context, name string, f func(*Account) error) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	acc, err := a.Find(ctx, name)
	if err != nil {
		return err
	}
	if err := f(acc); err != nil {
		return err
	}
	return a.put(ctx, acc)
}

func (a *Accounts) put(ctx context.Context, acc *Account) error {
	raw, err := json.Marshal(acc)
	if err != nil {
		return err
	}
	return a.states.PutState(ctx, userPrefix+acc.Name, raw)
}

// SetPassword changes a password.
func (a *Accounts) SetPassword(ctx context.Context, name, password string) error {
	hash, err := hashOrNone(password)
	if err != nil {
		return err
	}
	return a.change(ctx, name, func(acc *Account) error { acc.Hash = hash; return nil })
}

// SetRole changes what somebody may do.
func (a *Accounts) SetRole(ctx context.Context, name string, role guard.Role) error {
	return a.change(ctx, name, func(acc *Account) error { acc.Role = role; return nil })
}

// Remove takes an account away with its tokens; its sessions end with it.
func (a *Accounts) Remove(ctx context.Context, name string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	acc, err := a.Find(ctx, name)
	if err != nil {
		return err
	}
	for _, t := range acc.Tokens {
		if err := a.states.PutState(ctx, tokenPrefix+t.Digest, nil); err != nil {
			return err
		}
	}
	return a.states.PutState(ctx, userPrefix+name, nil)
}

// tokenMark begins every token, so that one that leaked can be searched for.
const tokenMark = "syn_"

// AddToken makes a token, which is told this once.
func (a *Accounts) AddToken(ctx context.Context, name, label string) (token string, err error) {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails
	token = tokenMark + base64.RawURLEncoding.EncodeToString(raw)
	digest := digestOf(token)
	err = a.change(ctx, name, func(acc *Account) error {
		acc.Tokens = append(acc.Tokens, Token{digest[:8], label, a.now().UTC(), digest})
		return a.states.PutState(ctx, tokenPrefix+digest, []byte(name))
	})
	return token, err
}

// RevokeToken takes a token away, by its id.
func (a *Accounts) RevokeToken(ctx context.Context, name, id string) error {
	return a.change(ctx, name, func(acc *Account) error {
		i := slices.IndexFunc(acc.Tokens, func(t Token) bool { return t.ID == id })
		if i < 0 {
			return fault.New(fault.NotFound, "user %q has no token %q", name, id)
		}
		digest := acc.Tokens[i].Digest
		acc.Tokens = slices.Delete(acc.Tokens, i, i+1)
		return a.states.PutState(ctx, tokenPrefix+digest, nil)
	})
}

// ByToken is whose token it is.
func (a *Accounts) ByToken(ctx context.Context, token string) (*Account, error) {
	name, err := a.states.State(ctx, tokenPrefix+digestOf(token))
	if err != nil {
		return nil, err
	}
	return a.Find(ctx, string(name))
}

func digestOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
