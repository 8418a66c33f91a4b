package archtest

// room is a package, or with a trailing /* all packages right below a folder.
// Its floor says what it may import: rooms of lower floors. Between the floors
// of doc/design.md, which are tens here, lie rooms that stand on others of the
// same floor.
type room struct {
	path  string
	floor int
}

// rooms are all of them. A package that no line names is an error: decide on
// which floor it stands.
var rooms = []room{
	{"text", 10}, {"internal/fault", 10}, {"internal/prometheus", 10},
	{"internal/config", 11}, {"feed", 11},

	{"news", 20}, {"nlp", 20}, {"learn/nn", 20}, {"conllu", 20}, {"lexicon", 20}, {"lexicon/*", 20}, {"lexicon/links", 19}, {"lexicon/kinship", 21}, {"learn", 20}, {"learn/reader", 21}, {"internal/fetch", 20}, {"internal/queue", 20},
	{"nlp/encoder", 21}, {"timex", 21},

	{"nlp/*", 30}, {"extract", 30}, {"link", 30}, {"reuse", 30}, {"cluster", 30}, {"collate", 30}, {"position", 30}, {"revise", 30},
	{"eval", 30}, {"export", 30}, {"internal/store", 30}, {"internal/queue/*", 30},
	{"internal/opinion", 31}, {"eval/*", 31}, {"export/*", 31}, {"internal/store/storetest", 31},

	{"internal/web/guard", 40}, {"internal/web/svg", 40}, {"internal/web/signin", 41}, {"internal/alert", 45}, {"nlp/en", 40}, {"internal/store/sqlstore", 40}, {"internal/job", 40}, {"internal/query", 40},

	{"internal/store/sqlite", 50}, {"internal/store/postgres", 50}, {"internal/api", 50}, {"internal/web", 50}, {"internal/mcp", 50},

	{"internal/app", 60},
	{"internal/cli", 70},
	{"cmd/*", 80},
	{"internal/archtest", 80},
}

// rule is a ban that floors do not tell.
type rule struct {
	why  string
	from func(path string) bool // the importing package
	bans func(path string) bool // what it imports
}

var rules = []rule{
	{"the ground floor imports nothing of this module", is("text", "internal/fault", "internal/queue"), and(ours, not(is()))},
	{"news stands on text alone", is("news"), and(ours, not(is("text")))},
	{"a stage imports nouns and its tools, never another stage: only nlp/en composes",
		and(in("nlp"), not(is("nlp/en"))), and(in("nlp"), not(is("nlp", "nlp/encoder")))},
	{"a verb never imports another verb: only nlp/en, job, query and app compose", is(verbs...), is(verbs...)},
	{"a verb works on annotations, not on the stages that make them", is(verbs...), and(in("nlp"), not(is("nlp")))},
	{"a pure room takes values and returns values: no disk, net, process, log, context or database",
		and(ours, not(in("internal")), not(in("cmd")), not(is("learn/nn"))), standard("os", "os/exec", "os/signal", "net", "net/http", "log", "log/slog", "context", "database/sql", "flag")},
	{"a pure room knows nothing of the machine but faults", and(ours, not(in("internal")), not(in("cmd"))), and(in("internal"), not(is("internal/fault")))},
	{"a face imports query, and queue to ask for work, never a store, a job or an algorithm",
		is("internal/api", "internal/web", "internal/web/signin", "internal/mcp"), or(in("internal/store"), is("internal/job", "internal/app", "extract"), is(verbs...), and(in("nlp"), not(is("nlp"))))},
	{"the command line is handed what it runs by app", is("internal/cli"), or(in("internal/store"), is("extract"), is(verbs...), and(in("nlp"), not(is("nlp"))))},
	{"implementations are chosen in app and nowhere else", and(ours, not(is("internal/app"))), or(is("internal/store/sqlite", "internal/store/postgres"), and(in("internal/queue"), not(is("internal/queue"))))},
	{"queries stand in sqlstore; only databases use it", and(ours, not(is("internal/store/sqlite", "internal/store/postgres", "internal/app"))), is("internal/store/sqlstore")},
	{"main is a leaf", is("cmd/synoptic"), and(ours, not(is("internal/cli")))},
	{"conformance suites are for tests", ours, is("internal/store/storetest", "internal/queue/queuetest", "export/exporttest")},
	{"a test library is for tests and for conformance suites", and(ours, not(is("internal/store/storetest", "internal/queue/queuetest"))),
		below("testing", "github.com/google/go-cmp", "pgregory.net/rapid", "go.uber.org/goleak", "github.com/rogpeppe/go-internal", "github.com/sebdah/goldie")},

	only("modernc.org/sqlite", "internal/store/sqlite"),
	only("database/sql", "internal/store/sqlstore", "internal/store/sqlite", "internal/store/postgres"),
	only("github.com/jackc/pgx", "internal/store/postgres"),
	only("github.com/nats-io", "internal/queue/jetstream"),
	only("github.com/spf13/cobra", "internal/cli"),
	only("github.com/mmcdole/gofeed", "feed"),
	only("github.com/markusmobius/go-trafilatura", "extract"),
	only("codeberg.org/readeck/go-readability", "extract"),
	only("github.com/temoto/robotstxt", "internal/fetch"),
	only("github.com/danielgtaylor/huma", "internal/api"),
	only("github.com/modelcontextprotocol/go-sdk", "internal/mcp"),
	only("github.com/parquet-go/parquet-go", "export", "export/parquet"),
	only("github.com/xuri/excelize", "export", "export/xlsx"),
}

// verbs work on what the stages found.
var verbs = []string{"link", "reuse", "cluster", "collate", "position", "revise"}

// only says that a dependency has its one place.
func only(dependency string, at ...string) rule {
	return rule{dependency + " has its one place, so that it can be changed there", and(ours, not(is(at...))), below(dependency)}
}

// The names that say nothing of what is inside.
var emptyNames = []string{"util", "utils", "common", "helper", "helpers", "types", "model", "models", "core", "manager", "service", "misc", "base", "shared"}
