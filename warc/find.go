package warc

import (
	"bufio"
	"bytes"
	"io"
)

// What a record begins with: a gzip member (RFC 1952: magic, deflate, no reserved flag), or the
// name of the format.
var (
	memberMagic = []byte{0x1f, 0x8b, 0x08}
	recordMagic = []byte("WARC/1.")
)

// find passes over the archive as far as something that a record can begin with; io.EOF where
// nothing does any more.
func (r *Reader) find() error {
	r.lost = false
	magic := recordMagic
	if r.packed {
		magic, r.member = memberMagic, nil
	} else {
		r.text = r.raw
	}
	for {
		if err := seek(r.raw, magic); err != nil || !r.packed {
			return err
		}
		if head, _ := r.raw.Peek(4); member(head) {
			return nil
		}
		_, _ = r.raw.Discard(1)
	}
}

// member reports whether bytes can begin a gzip member.
func member(head []byte) bool {
	return len(head) > 3 && bytes.HasPrefix(head, memberMagic) && head[3]&0xe0 == 0
}

// seek passes over input as far as some bytes.
func seek(in *bufio.Reader, magic []byte) error {
	for {
		head, err := in.Peek(in.Size())
		if k := bytes.Index(head, magic); k >= 0 {
			_, _ = in.Discard(k) // they are in the buffer
			return nil
		}
		if err != nil && len(head) < len(magic) || len(head) == 0 {
			if err == nil {
				err = io.EOF
			}
			return err
		}
		_, _ = in.Discard(max(1, len(head)-len(magic)+1))
	}
}
