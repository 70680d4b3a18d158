// Package spill holds a long list of values of which only the first stay in memory: what is
// over a bound lies, encoded, in a temporary file. Values come back the same either way, so
// that the bound never changes a result. Compress and Expand are for the encoding, so that a
// value can have parts that are read alone.
//
// The file loses its name as soon as it is made, so that it is gone with the process, however
// that ends.
package spill

import (
	"context"
	"encoding"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
)

// List is a list of values that is filled to its end and then read, as often as it takes, or
// emptied from its front. Pack, At and Unpack, which do the work, may be called from
// several goroutines; the other methods from one at a time.
type List[T any, P Value[T]] struct {
	what  string
	path  string
	bound int
	size  int // bytes of the values in memory
	full  atomic.Bool
	items []Item[T]
	file  *os.File // nil until something lies in it
	end   int64    // of what is written to it
}

// Value is a pointer to a value with a binary form, from which UnmarshalBinary makes the same
// value again.
type Value[T any] interface {
	*T
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
}

// Item is an entry of a List: a value, or its packed form.
type Item[T any] struct {
	value  *T
	size   int
	packed []byte
	offset int64 // of the packed form in the file
	length int
}

// NewList makes an empty list that keeps at least bound bytes of values in memory, and beyond
// them at most what is under way between Pack and Add; where bound is 0, nothing. The file is
// made when it is first needed, at path, whose last part is a pattern of os.CreateTemp; "" is
// the directory of the system for temporary files. Errors name what the values are.
func NewList[T any, P Value[T]](what, path string, bound int) *List[T, P] {
	l := &List[T, P]{what: what, path: path, bound: bound}
	l.full.Store(bound == 0)
	return l
}

// Pack prepares a value of about size bytes for Add: encoded once the list has no more room.
func (l *List[T, P]) Pack(value *T, size int) (Item[T], error) {
	if !l.full.Load() {
		return Item[T]{value: value, size: size}, nil
	}
	raw, err := P(value).MarshalBinary()
	if err != nil {
		return Item[T]{}, fmt.Errorf("temporary file of %s: %w", l.what, err)
	}
	return Item[T]{packed: raw}, nil
}

// Add appends an item. It fails where the file cannot be written.
func (l *List[T, P]) Add(item Item[T]) error {
	if item.value != nil {
		l.size += item.size
		l.full.Store(l.size >= l.bound)
		l.items = append(l.items, item)
		return nil
	}
	if l.file == nil {
		if err := l.create(); err != nil {
			return l.failed(err)
		}
	}
	n, err := l.file.WriteAt(item.packed, l.end)
	if err != nil {
		return l.failed(err)
	}
	l.items = append(l.items, Item[T]{offset: l.end, length: n})
	l.end += int64(n)
	return nil
}

// create makes the file and takes its name away.
func (l *List[T, P]) create() error {
	dir, pattern := filepath.Split(l.path)
	f, err := os.CreateTemp(dir, pattern)
	if err != nil {
		return err
	}
	l.file = f
	return os.Remove(f.Name())
}

// failed tells where there was no room: the name of the file says nothing to anybody.
func (l *List[T, P]) failed(err error) error {
	if named := new(fs.PathError); errors.As(err, &named) {
		err = named.Err
	}
	dir := filepath.Dir(l.path)
	if l.path == "" {
		dir = os.TempDir()
	}
	return fmt.Errorf("temporary file of %s in %s: %w", l.what, dir, err)
}

// Len is the number of items.
func (l *List[T, P]) Len() int { return len(l.items) }

// At gives an item, counted from 0 in the order of Add. Its packed form, where it has one, may
// lie in the capacity of room. It fails where the file cannot be read.
func (l *List[T, P]) At(i int, room []byte) (Item[T], error) { return l.read(l.items[i], room) }

// read gives the item with its packed form, where it has one.
func (l *List[T, P]) read(item Item[T], room []byte) (Item[T], error) {
	if item.value != nil {
		return item, nil
	}
	item.packed = slices.Grow(room[:0], item.length)[:item.length]
	if _, err := l.file.ReadAt(item.packed, item.offset); err != nil {
		return item, l.failed(err)
	}
	return item, nil
}

// Take yields the items in the order of Add and lets go of each: what was taken is gone. It
// ends early where yield returns false or ctx has ended, whose error it then returns.
func (l *List[T, P]) Take(ctx context.Context, yield func(Item[T]) bool) error {
	for len(l.items) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		item := l.items[0]
		l.items[0] = Item[T]{}
		l.items = l.items[1:]
		item, err := l.read(item, nil)
		if err != nil {
			return err
		}
		if !yield(item) {
			return nil
		}
	}
	return nil
}

// Value is the value of an item that stayed in memory; nil of one that is packed.
func (i Item[T]) Value() *T { return i.value }

// Unpack gives the value of an item that Take yielded or At gave.
func (l *List[T, P]) Unpack(item Item[T]) (*T, error) {
	if item.value != nil {
		return item.value, nil
	}
	value := new(T)
	if err := P(value).UnmarshalBinary(item.packed); err != nil {
		return nil, fmt.Errorf("temporary file of %s: read back: %w", l.what, err)
	}
	return value, nil
}

// Packed is the binary form of an item that is packed, for one who needs a part of the value.
func (i Item[T]) Packed() []byte { return i.packed }

// Written is the size of the file in bytes.
func (l *List[T, P]) Written() int64 { return l.end }

// Close lets everything go. The list must not be used afterwards.
func (l *List[T, P]) Close() error {
	l.items = nil
	if l.file == nil {
		return nil
	}
	return l.file.Close()
}
