// Package cli is the command line of Credence: one file a command, each thin
// over the packages that do the work.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/exchange"
	"github.com/credence-project/credence/standing"
)

// Exit statuses, which scripts can rely on.
const (
	exitOK          = 0
	exitFailed      = 1   // some input could not be read; the rest was done
	exitUsage       = 2   // the command line makes no sense
	exitInterrupted = 130 // stopped by Ctrl-C; what was printed is whole lines
)

// Version is set when a release is built.
var Version = "0.1.0-dev" //nolint:gochecknoglobals // set by the linker

// Streams are what a command reads and writes.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

type commands struct {
	Read      readCommand      `cmd:"" help:"Read articles and print the diplomatic acts in them."`
	Add       addCommand       `cmd:"" help:"Read articles and keep what they say in the ledger."`
	Status    statusCommand    `cmd:"" help:"Who recognises a state or government on a day, at what level of relations, on what evidence."`
	History   historyCommand   `cmd:"" help:"What became of the standing of two parties towards each other, both ways, with every act."`
	Why       whyCommand       `cmd:"" help:"What an answer rests on: the rule, the acts, the quotes, the judgements."`
	Check     checkCommand     `cmd:"" help:"Whether a sentence is true, by the ledger's evidence, in what frame."`
	Diff      diffCommand      `cmd:"" help:"What an article adds to the ledger, confirms, contradicts; nothing is stored."`
	Influence influenceCommand `cmd:"" help:"Whose dealings with a country the ledger shows, through time; opinions beside it."`
	Sources   sourcesCommand   `cmd:"" help:"Who published what the ledger holds."`
	Review    reviewCommand    `cmd:"" help:"What awaits a person's judgement, and what people decided; on a terminal, one key a decision."`
	Serve     serveCommand     `cmd:"" help:"Show the ledger on pages: map, timelines, evidence, review."`
	User      userCommand      `cmd:"" help:"Who may use a served ledger, and in what role."`
	Follow    followCommand    `cmd:"" help:"Follow feeds, and keep what their articles say in the ledger, again when a page has changed."`
	Work      workCommand      `cmd:"" help:"Read the articles that wait in a queue, on as many machines as there are, and keep what they say in the ledger."`
	Queue     queueCommand     `cmd:"" help:"The queue of articles: how it stands, what to put in, what could not be done."`
	Import    importCommand    `cmd:"" help:"Take records of others into the ledger, row by row: ${imports}."`
	Backup    backupCommand    `cmd:"" help:"Copy the ledger, as it is at one instant, into a file."`
	Restore   restoreCommand   `cmd:"" help:"Copy a backup into an empty ledger, of either store."`
	Export    exportCommand    `cmd:"" help:"Write what the ledger holds to standard output in the layouts of others: ${exports}."`
	Verify    verifyCommand    `cmd:"" help:"Check the ledger: hashes, quotes against texts, references."`
	Times     timesCommand     `cmd:"" help:"Find time expressions in JSON Lines {id, lang, doc_date, text} on standard input."`
	Pairs     pairsCommand     `cmd:"" help:"Tell what a source does to a target in JSON Lines {id, text, source, target}, as PLOVER types."`
	Parse     parseCommand     `cmd:"" help:"Parse text on standard input to Universal Dependencies in CoNLL-U."`
	Version   versionCommand   `cmd:"" help:"Print the version."`
}

type versionCommand struct{}

func (versionCommand) Run(s *Streams) error {
	_, err := fmt.Fprintln(s.Out, "credence", Version)
	return err
}

// errReported says that what failed was told as it happened.
var errReported = errors.New("some input could not be read") //nolint:gochecknoglobals // a sentinel

// Main runs the command that args name and returns its exit status.
func Main(args []string, s Streams) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)   // a second Ctrl-C ends the program at once
	signal.Ignore(syscall.SIGPIPE) // writing fails instead, which status knows
	growFirst()
	var c commands
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("credence"),
		kong.Description("Who recognises whom, since when, and on what evidence: Credence reads news for diplomatic acts."),
		kong.Writers(s.Out, s.Err),
		kong.Vars{"doctrines": strings.Join(standing.Names(), ", "), "imports": strings.Join(exchange.Kinds(), ", "), "exports": strings.Join(exchange.Layouts(), ", "), "last": strconv.Itoa(answers.LastTold)},
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Exit(func(code int) { exited = code }),
		kong.Bind(&s),
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		fmt.Fprintln(s.Err, "credence:", err)
		return exitUsage
	}
	command, err := parser.Parse(args)
	switch {
	case exited >= 0: // --help printed itself
		return exited
	case err != nil:
		fmt.Fprintln(s.Err, "credence:", err)
		return exitUsage
	}
	wait := grace
	switch name, _, _ := strings.Cut(command.Command(), " "); name {
	case "serve":
		wait = serveGrace
	case "follow", "work":
		wait = workGrace
	}
	return status(untilCancelled(ctx, wait, command.Run), s.Err)
}

// firstHeap is how much memory is taken before what is not needed any more is
// looked for: that of loading a language and reading a few articles.
const firstHeap = 80 << 20

// growFirst puts off the first collection of garbage until firstHeap is full:
// nearly all that is loaded stays. From then on the collector works as set.
func growFirst() {
	percent, limit := debug.SetGCPercent(-1), debug.SetMemoryLimit(-1)
	if percent < 0 || limit < firstHeap { // as who started the program wishes
		debug.SetGCPercent(percent)
		return
	}
	debug.SetMemoryLimit(firstHeap)
	runtime.AddCleanup(new(*int), func(int) { // called after the first collection
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}, 0)
}

// How long a command may take to end in good order when it is stopped: a server
// ends what was asked of it.
const (
	grace      = time.Second
	serveGrace = 15 * time.Second
	// What is in hand is kept first, for which packages follow and queue give less.
	workGrace = 35 * time.Second
)

// untilCancelled runs a command to its end. Where ctx is cancelled and the
// command waits for input that does not come, it is left behind.
func untilCancelled(ctx context.Context, wait time.Duration, run func(...any) error) error {
	done := make(chan error, 1)
	go func() { done <- run() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(wait):
		return ctx.Err()
	}
}

func status(err error, out io.Writer) int {
	var answer answerError
	switch {
	case errors.As(err, &answer):
		return answer.code
	case err == nil, errors.Is(err, syscall.EPIPE): // the reader of our output has had enough
		return exitOK
	case errors.Is(err, errReported):
		return exitFailed
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	}
	fmt.Fprintln(out, "credence:", err)
	return exitFailed
}
