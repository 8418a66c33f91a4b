package cli

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"synoptic/internal/app"
	"synoptic/internal/web/guard"
	"synoptic/internal/web/signin"
)

// roleNames are what users call the roles.
var roleNames = map[string]guard.Role{"reader": guard.Reader, "analyst": guard.Analyst, "admin": guard.Admin}

func roleOf(name string) (guard.Role, error) {
	if r, ok := roleNames[name]; ok {
		return r, nil
	}
	return 0, usage("role %q: want reader, analyst or admin", name)
}

func nameOf(role guard.Role) string {
	for n, r := range roleNames {
		if r == role {
			return n
		}
	}
	return "nothing"
}

func userCommand(e *env) *cobra.Command {
	c := &cobra.Command{
		Use:   "user",
		Short: "Manage who may sign in to a server started with --auth",
		Long: `User manages the people who sign in to "synoptic serve --auth". A reader reads; an
analyst decides too; an admin sees to the settings of the server. Programs sign in
with a token, sent as "Authorization: Bearer syn_…".

A password is asked for at the terminal, or read from the first line of standard
input.`,
		Example: "  synoptic user add ada --role analyst\n  synoptic user token ada --label 'nightly export'\n  synoptic user list",
	}
	c.AddCommand(userAdd(e), userList(e), userPassword(e), userRole(e), userRemove(e), userToken(e), userRevoke(e))
	return group(c)
}

// onAccounts runs f on the accounts of the store.
func (e *env) onAccounts(c *cobra.Command, f func(*signin.Accounts) error) error {
	return e.withStore(c.Context(), false, func(s *app.Store) error { return f(s.Accounts()) })
}

func userAdd(e *env) *cobra.Command {
	c := &cobra.Command{Use: "add NAME", Short: "Let somebody sign in", Args: cobra.ExactArgs(1), Example: "  synoptic user add ada --role analyst"}
	e.dbFlag(c)
	role := c.Flags().String("role", "reader", "what they may do: reader, analyst, admin")
	none := c.Flags().Bool("no-password", false, "sign in by tokens or an OpenID provider only")
	c.RunE = func(c *cobra.Command, args []string) error {
		r, err := roleOf(*role)
		if err != nil {
			return err
		}
		password := ""
		if !*none {
			if password, err = e.newPassword(); err != nil {
				return err
			}
		}
		return e.onAccounts(c, func(a *signin.Accounts) error { return a.Add(c.Context(), args[0], r, password) })
	}
	return c
}

func userList(e *env) *cobra.Command {
	c := &cobra.Command{Use: "list", Short: "List who may sign in, with their tokens", Args: cobra.NoArgs, Example: "  synoptic user list"}
	e.dbFlag(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		return e.onAccounts(c, func(a *signin.Accounts) error {
			all, err := a.List(c.Context())
			if err != nil {
				return err
			}
			for _, acc := range all {
				with := "password"
				if acc.Hash == "" {
					with = "no password"
				}
				fmt.Fprintf(e.out, "%s  %s  %s  since %s\n", plain(acc.Name), nameOf(acc.Role), with, acc.Created.Format("2006-01-02"))
				for _, t := range acc.Tokens {
					fmt.Fprintf(e.out, "  token %s  %s  since %s\n", t.ID, plain(t.Label), t.Created.Format("2006-01-02"))
				}
			}
			return nil
		})
	}
	return c
}

func userPassword(e *env) *cobra.Command {
	c := &cobra.Command{Use: "password NAME", Short: "Change a password; open sessions end", Args: cobra.ExactArgs(1), Example: "  synoptic user password ada"}
	e.dbFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		password, err := e.newPassword()
		if err != nil {
			return err
		}
		return e.onAccounts(c, func(a *signin.Accounts) error { return a.SetPassword(c.Context(), args[0], password) })
	}
	return c
}

func userRole(e *env) *cobra.Command {
	c := &cobra.Command{Use: "role NAME ROLE", Short: "Change what somebody may do", Args: cobra.ExactArgs(2), Example: "  synoptic user role ada admin"}
	e.dbFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		r, err := roleOf(args[1])
		if err != nil {
			return err
		}
		return e.onAccounts(c, func(a *signin.Accounts) error { return a.SetRole(c.Context(), args[0], r) })
	}
	return c
}

func userRemove(e *env) *cobra.Command {
	c := &cobra.Command{Use: "remove NAME", Short: "Take an account away; its sessions and tokens end", Args: cobra.ExactArgs(1), Example: "  synoptic user remove ada"}
	e.dbFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		return e.onAccounts(c, func(a *signin.Accounts) error { return a.Remove(c.Context(), args[0]) })
	}
	return c
}

func userToken(e *env) *cobra.Command {
	c := &cobra.Command{Use: "token NAME", Short: "Make a token for a program; it is shown this once", Args: cobra.ExactArgs(1), Example: "  synoptic user token ada --label 'nightly export'"}
	e.dbFlag(c)
	label := c.Flags().String("label", "", "what it is for")
	c.RunE = func(c *cobra.Command, args []string) error {
		return e.onAccounts(c, func(a *signin.Accounts) error {
			token, err := a.AddToken(c.Context(), args[0], *label)
			if err == nil {
				fmt.Fprintln(e.out, token)
			}
			return err
		})
	}
	return c
}

func userRevoke(e *env) *cobra.Command {
	c := &cobra.Command{Use: "revoke NAME TOKEN", Short: "Take a token away, by the id that list shows", Args: cobra.ExactArgs(2), Example: "  synoptic user revoke ada 1f3a9c20"}
	e.dbFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		return e.onAccounts(c, func(a *signin.Accounts) error { return a.RevokeToken(c.Context(), args[0], args[1]) })
	}
	return c
}

// newPassword asks twice at a terminal, without showing what is typed, and reads
// a line otherwise.
func (e *env) newPassword() (string, error) {
	f, ok := e.in.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		line, err := bufio.NewReader(e.in).ReadString('\n')
		if line = strings.TrimRight(line, "\r\n"); line == "" {
			return "", usage("password: none on standard input (%v)", err)
		}
		return line, nil
	}
	first, err := e.typed(f, "Password: ")
	if err != nil {
		return "", err
	}
	again, err := e.typed(f, "Once more: ")
	if err != nil {
		return "", err
	}
	if first != again {
		return "", usage("password: the two are not the same")
	}
	return first, nil
}

func (e *env) typed(f *os.File, prompt string) (string, error) {
	fmt.Fprint(e.err, prompt)
	b, err := term.ReadPassword(int(f.Fd()))
	fmt.Fprintln(e.err)
	return string(b), err
}
