package input

import "fmt"

// For the tests outside, which read through the forms of package format.

var ErrReadTwice = errReadTwice

// DistinctPrefixes names n files of one name in as many directories.
func DistinctPrefixes(n int) {
	list := make([]argument, n)
	for i := range list {
		list[i] = argument{above: []string{"a", fmt.Sprint(i), "b", "c"}, base: "d", files: []foundFile{{}}}
	}
	distinctPrefixes(list)
}
