package input

import (
	"slices"
	"testing"
	"testing/fstest"

	"leitmotif/corpus"
)

// bzip2Line is a line of JSON Lines of 61 bytes, compressed.
const bzip2Line = "BZh91AY&SY8c\xe5\x99\x00\x00\x1d\xdf\x80\x00\x10P\x05\x00\x10\x00\x02\x0c\x00/g\x86j \x00TP\x03@\x00=A\xaa~\xa6\x91\xa0zj\x1a=\x1a\x91fg\xb3\xb4\xe4\xa3\x98\xad`\x86\x04/\xa5\x0f\xcb\xc5\xce\x1a\xfdO\x07}\x13\xc9 zPz\xc6 MHg\xc5\xdc\x91N\x14$\x0e\x18\xf9f@"

// What was read is told with the size of its content, whatever lies around it.
func TestFiles(t *testing.T) {
	source, err := OpenFS(fstest.MapFS{
		"a.txt": {Data: []byte("Steinau")}, "b.jsonl.bz2": {Data: []byte(bzip2Line)}, "c.txt.bz2": {Data: []byte(bzip2Line[:30])},
	}, ".", Options{})
	if err != nil {
		t.Fatal(err)
	}
	var faults []string
	for _, err := range source.Read(t.Context(), func(st *Stream) string {
		st.Form("text")
		if b, ok := st.Whole(); ok {
			st.Article(&corpus.Article{Input: st.Origin(1), Text: string(b)})
		}
		return ""
	}) {
		if err != nil {
			faults = append(faults, err.Error())
		}
	}
	if len(faults) != 1 {
		t.Errorf("faults %q", faults)
	}
	want := []corpus.File{{Name: "a.txt", Form: "text", Bytes: 7}, {Name: "b.jsonl.bz2", Form: "text", Bytes: 61}}
	if got := source.Files(); len(got) < 2 || !slices.Equal(got[:2], want) {
		t.Errorf("files %+v", got)
	}
}
