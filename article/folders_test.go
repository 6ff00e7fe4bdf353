package article

import (
	"io/fs"
	"testing"

	"github.com/credence-project/credence/lang"
)

// testFolders opens the folder of every language.
func testFolders(t testing.TB) map[string]fs.FS {
	folders := map[string]fs.FS{}
	for _, code := range lang.Codes() {
		folder, err := lang.Open(code)
		if err != nil {
			t.Fatal(err)
		}
		folders[code] = folder
	}
	return folders
}
