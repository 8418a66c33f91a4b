package signin

import (
	"context"
	"encoding/binary"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"synoptic/internal/fault"
)

const sessionPrefix = "sessions/"

// kept keeps sessions among the states, under the digest of the cookie's word:
// who reads the store cannot sign in with what stands there.
type kept struct {
	states States
	now    func() time.Time
}

var _ scs.CtxStore = kept{}

func (k kept) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	raw, err := k.states.State(ctx, sessionPrefix+digestOf(token))
	if err != nil {
		if fault.Of(err) == fault.NotFound {
			return nil, false, nil
		}
		return nil, false, err
	}
	if len(raw) < 8 || k.expired(raw) {
		return nil, false, nil
	}
	return raw[8:], true, nil
}

func (k kept) expired(raw []byte) bool {
	return k.now().Unix() >= int64(binary.BigEndian.Uint64(raw))
}

func (k kept) CommitCtx(ctx context.Context, token string, b []byte, expiry time.Time) error {
	raw := binary.BigEndian.AppendUint64(nil, uint64(expiry.Unix()))
	return k.states.PutState(ctx, sessionPrefix+digestOf(token), append(raw, b...))
}

func (k kept) DeleteCtx(ctx context.Context, token string) error {
	return k.states.PutState(ctx, sessionPrefix+digestOf(token), nil)
}

// sweep removes sessions that have ended.
func (k kept) sweep(ctx context.Context) error {
	names, err := k.states.StateNames(ctx, sessionPrefix)
	if err != nil {
		return err
	}
	for _, n := range names {
		raw, err := k.states.State(ctx, n)
		if err != nil || !strings.HasPrefix(n, sessionPrefix) {
			continue
		}
		if len(raw) < 8 || k.expired(raw) {
			if err := k.states.PutState(ctx, n, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// The store's older methods, without a context, which scs never calls where the
// newer are there.
func (k kept) Find(token string) ([]byte, bool, error) { return k.FindCtx(context.Background(), token) }
func (k kept) Commit(token string, b []byte, expiry time.Time) error {
	return k.CommitCtx(context.Background(), token, b, expiry)
}
func (k kept) Delete(token string) error { return k.DeleteCtx(context.Background(), token) }
