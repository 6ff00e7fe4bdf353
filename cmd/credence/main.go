// Command credence reads news for diplomatic acts. Run "credence --help".
package main

import (
	"os"

	"github.com/credence-project/credence/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}
