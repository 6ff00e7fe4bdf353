// Package modelfile is the container of a language's model: named sections of
// bytes behind a header with a version and a checksum. Reading one copies
// nothing, so that a model of ten megabytes opens in the time that its
// checksum takes.
//
// Non-goal: what the sections mean; each package checks its own.
package modelfile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// Version is the number of the layout. A program reads only files of its own
// version; a model is rebuilt by training, never converted.
const Version = 1

const (
	magic     = "CREDUD\r\n"
	headerLen = 24 // magic, version, checksum, number of sections, zero
	entryLen  = 16 // name, offset, length
	nameLen   = 8
)

// ErrDamaged is wrapped by the errors on files that are cut short or altered.
var ErrDamaged = errors.New("damaged model file")

// Section is a named part of a model file.
type Section struct {
	Name string // at most 8 bytes
	Data []byte
}

// File is an open model file.
type File struct {
	sections map[string][]byte
	sum      uint32
}

// Sum is the checksum of the file.
func (f *File) Sum() uint32 { return f.sum }

// Encode returns the bytes of a file with these sections.
func Encode(sections []Section) ([]byte, error) {
	size := headerLen + entryLen*len(sections)
	for _, s := range sections {
		if len(s.Name) > nameLen {
			return nil, fmt.Errorf("section name %q is longer than %d bytes", s.Name, nameLen)
		}
		size = align(size) + len(s.Data)
	}
	out := make([]byte, size)
	copy(out, magic)
	binary.LittleEndian.PutUint32(out[8:], Version)
	binary.LittleEndian.PutUint32(out[16:], uint32(len(sections)))
	at := headerLen + entryLen*len(sections)
	for k, s := range sections {
		at = align(at)
		entry := out[headerLen+k*entryLen:]
		copy(entry[:nameLen], s.Name)
		binary.LittleEndian.PutUint32(entry[8:], uint32(at))
		binary.LittleEndian.PutUint32(entry[12:], uint32(len(s.Data)))
		copy(out[at:], s.Data)
		at += len(s.Data)
	}
	binary.LittleEndian.PutUint32(out[12:], sum(out))
	return out, nil
}

// align starts sections at the borders of cache lines.
func align(n int) int { return (n + 63) &^ 63 }

func sum(file []byte) uint32 {
	return crc32.Checksum(file[16:], crc32.MakeTable(crc32.Castagnoli))
}

// Decode opens a file. The sections share its bytes, which must not be changed
// afterwards.
func Decode(file []byte) (*File, error) {
	if len(file) < headerLen || string(file[:8]) != magic {
		return nil, fmt.Errorf("%w: it does not start as a model does", ErrDamaged)
	}
	if v := binary.LittleEndian.Uint32(file[8:]); v != Version {
		return nil, fmt.Errorf("model file of version %d, this program reads version %d: rebuild it (make models)", v, Version)
	}
	told := binary.LittleEndian.Uint32(file[12:])
	if sum(file) != told {
		return nil, fmt.Errorf("%w: the checksum is wrong", ErrDamaged)
	}
	n := int(binary.LittleEndian.Uint32(file[16:]))
	if n < 0 || n > 1000 || headerLen+n*entryLen > len(file) {
		return nil, fmt.Errorf("%w: %d sections", ErrDamaged, n)
	}
	f := &File{sections: make(map[string][]byte, n), sum: told}
	for k := range n {
		entry := file[headerLen+k*entryLen:][:entryLen]
		from := uint64(binary.LittleEndian.Uint32(entry[8:]))
		to := from + uint64(binary.LittleEndian.Uint32(entry[12:]))
		if to > uint64(len(file)) {
			return nil, fmt.Errorf("%w: a section ends beyond it", ErrDamaged)
		}
		name := entry[:nameLen]
		for len(name) > 0 && name[len(name)-1] == 0 {
			name = name[:len(name)-1]
		}
		f.sections[string(name)] = file[from:to:to]
	}
	return f, nil
}

// Section returns the bytes of a section.
func (f *File) Section(name string) ([]byte, error) {
	data, ok := f.sections[name]
	if !ok {
		return nil, fmt.Errorf("%w: it has no section %q", ErrDamaged, name)
	}
	return data, nil
}
