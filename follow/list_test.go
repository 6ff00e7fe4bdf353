package follow_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/credence-project/credence/follow"
)

func TestListsOfFeeds(t *testing.T) {
	for name, x := range map[string]struct {
		text  string
		want  []string
		fails string
	}{
		"opml": {`<?xml version="1.0" encoding="UTF-8"?><opml version="1.0"><head><title>Mine</title></head><body>
			<outline text="Europe"><outline text="The Post" xmlUrl="https://post.example/feed?a=1&amp;b=2" htmlUrl="https://post.example/"/>
			<outline title="Le Phare" type="rss" xmlurl=" https://phare.example/rss "/></outline>
			<outline text="again" xmlUrl="https://post.example/feed?a=1&amp;b=2"/></body></opml>`,
			[]string{"https://post.example/feed?a=1&b=2", "https://phare.example/rss"}, ""},
		"latin":          {"<?xml version='1.0' encoding='ISO-8859-1'?><opml><body><outline text='\xe9' xmlUrl='https://a.example/'/></body></opml>", []string{"https://a.example/"}, ""},
		"lines":          {"\ufeff# mine\nhttps://a.example/x # the first\r\n\n  http://b.example/#top\nhttps://a.example/x\n", []string{"https://a.example/x", "http://b.example/"}, ""},
		"nothing":        {"", nil, "there are no feeds in it"},
		"empty opml":     {"<opml><body/></opml>", nil, "there are no feeds in it"},
		"no opml":        {"<html><body>hello</body></html>", nil, "line 1: <html> is no OPML"},
		"cut off":        {"<opml><body>\n<outline text='a'", nil, "line 2: read OPML"},
		"another scheme": {"<opml><body>\n<outline xmlUrl='file:///etc/passwd'/></body></opml>", nil, "line 2: \"file:///etc/passwd\" is no address"},
		"a password":     {"https://me:word@a.example/", nil, "line 1: "},
		"a name":         {"https://a.example/\npost", nil, `line 2: "post" is no address of a feed`},
		"deep":           {"<opml>" + strings.Repeat("<outline>", 1000), nil, "nest deeper"},
		"an entity":      {"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><opml><body><outline text='&a;' xmlUrl='https://a.example/'/></body></opml>", []string{"https://a.example/"}, ""},
		"odd encoding":   {"<?xml version='1.0' encoding='klingon'?><opml/>", nil, "klingon"},
	} {
		file := filepath.Join(t.TempDir(), "feeds")
		if err := os.WriteFile(file, []byte(x.text), 0o600); err != nil {
			t.Fatal(err)
		}
		feeds, err := follow.ReadFeeds(file)
		switch {
		case x.fails != "":
			if err == nil || !strings.Contains(err.Error(), x.fails) || !strings.HasPrefix(err.Error(), file) {
				t.Errorf("%s: %v", name, err)
			}
		case err != nil || !slices.Equal(addresses(feeds), x.want):
			t.Errorf("%s: %v, %v", name, feeds, err)
		}
	}
}

func addresses(feeds []follow.Feed) (list []string) {
	for _, f := range feeds {
		list = append(list, f.URL)
	}
	return list
}

func TestOPMLComesBackAsItWent(t *testing.T) {
	want := []follow.Feed{
		{URL: "https://a.example/?x=1&y=%22", Title: `News & "views" <daily>`, Site: "https://a.example/"},
		{URL: "https://b.example/é"},
	}
	var out bytes.Buffer
	if err := follow.WriteOPML(&out, "Feeds", want); err != nil {
		t.Fatal(err)
	}
	got, err := follow.ReadOPML(&out)
	want[1].Title, want[1].URL = "https://b.example/é", "https://b.example/%C3%A9"
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}

// FuzzOPML: what is read is feeds that can be followed, and comes back as it went.
func FuzzOPML(f *testing.F) {
	f.Add([]byte(`<opml><body><outline text="a &amp; b" xmlUrl="https://a.example/?q#x" htmlUrl="b"/></body></opml>`))
	f.Add([]byte(`<opml><outline xmlUrl="http://[::1]:1/"><outline xmlUrl=http://x></opml>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		feeds, err := follow.ReadOPML(bytes.NewReader(data))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := follow.WriteOPML(&out, "", feeds); err != nil {
			t.Fatal(err)
		}
		again, err := follow.ReadOPML(&out)
		if err != nil || !slices.Equal(addresses(again), addresses(feeds)) {
			t.Fatalf("%+v came back as %+v: %v", feeds, again, err)
		}
	})
}
