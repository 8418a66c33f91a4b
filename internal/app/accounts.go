package app

import "synoptic/internal/web/signin"

// Accounts are the people who may sign in to a server of this store.
func (s *Store) Accounts() *signin.Accounts { return signin.NewAccounts(s.kept) }
