package deep

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"testing"
)

func TestDecode(t *testing.T) {
	m := small(t)
	if m.Name != "small" || len(m.layers) != smallLayers || m.positions != smallPositions || m.Band != .125 {
		t.Errorf("name %q, %d layers, %d positions, band %g", m.Name, len(m.layers), m.positions, m.Band)
	}
	if v := m.vocabulary; v.start != 0 || v.end != 1 || v.unknown != 2 || v.begin["port"] != 15 || v.onward["ed"] != 19 || v.longest != 6 {
		t.Errorf("vocabulary %+v", v)
	}
}

// Embeddings of 4 bits: the lower half of a byte first, 8 too large, 1/16 being the scale.
func TestEmbedding(t *testing.T) {
	body := smallBody(4)
	at := bytes.Index(body, []byte{0, 0x2c}) + len(smallPieces)*smallWidth/group*2
	copy(body[at:], []byte{0x0f, 0x98})
	m, err := Decode(seal(body))
	if err != nil {
		t.Fatal(err)
	}
	x := make([]float32, smallWidth)
	m.words.vector(x, 0)
	if x[0] != 7./16 || x[1] != -8./16 || x[2] != 0 || x[3] != 1./16 {
		t.Errorf("vector %v ..., want 7/16 -8/16 0 1/16", x[:4])
	}
	if m, err = Decode(seal(smallBody(8))); err != nil {
		t.Fatal(err)
	}
	m.words.vector(x, 1)
	if want := float32(int8(m.words.numbers[smallWidth+2])) / 16; x[2] != want {
		t.Errorf("a number of 8 bits is %g, want %g", x[2], want)
	}
}

func TestHalf(t *testing.T) {
	for b, want := range map[uint16]float32{0x3c00: 1, 0x3555: .33325195, 0xc000: -2, 0x0001: 1. / (1 << 24), 0x0400: 1. / (1 << 14), 0x7bff: 65504} {
		if got := half(b); got != want {
			t.Errorf("half(%#x) = %g, want %g", b, got, want)
		}
	}
	if half(0x7c00) <= maxNumber || half(0x7e00) <= maxNumber {
		t.Error("what is no number is in range")
	}
}

// change gives a copy of the body with 4 bytes changed.
func change(body []byte, at int, to uint32) []byte {
	body = bytes.Clone(body)
	binary.LittleEndian.PutUint32(body[at:], to)
	return body
}

func TestDecodeTellsDamage(t *testing.T) {
	body := smallBody(4)
	whole := seal(body)
	flipped := bytes.Clone(whole)
	flipped[100] ^= 1
	words := bytes.Index(body, []byte("[CLS]"))
	for name, data := range map[string][]byte{
		"empty":              nil,
		"another file":       []byte(strings.Repeat("leitmotif tone\n", 9)),
		"a flipped bit":      flipped,
		"cut off":            whole[:len(whole)-1],
		"another version":    sign(change(whole[:len(whole)-32], len(magic), 9)),
		"another size":       sign(change(whole[:len(whole)-32], len(magic)+4, 77)),
		"a huge size":        sign(change(whole[:len(whole)-32], len(magic)+4, math.MaxUint32)),
		"no frame":           sign(append(change(whole[:headerBytes], len(magic)+4, 3), "abc"...)),
		"a body cut off":     seal(body[:len(body)-1]),
		"a body too long":    seal(append(bytes.Clone(body), 0)),
		"no layer":           seal(change(body, 12, 0)),
		"a width of 63":      seal(change(body, 0, 63)),
		"a width of 96":      seal(change(body, 0, 96)),
		"five heads":         seal(change(body, 4, 5)),
		"seven bits":         seal(change(body, 24, 7)),
		"another vocabulary": seal(change(body, 20, uint32(len(smallPieces)-1))),
		"no [CLS]":           seal(append(append(bytes.Clone(body[:words]), "[CLX]"...), body[words+5:]...)),
		"a piece twice":      seal(bytes.Replace(body, []byte("\n##b\n"), []byte("\n##a\n"), 1)),
		"not in UTF-8":       seal(bytes.Replace(body, []byte("mayor"), []byte("may\xffr"), 1)),
		"no number":          seal(change(body, len(body)-4, math.Float32bits(float32(math.NaN())))),
		"too large a number": seal(change(body, len(body)-4, math.Float32bits(1e9))),
		"a scale of 0":       seal(change(body, len(body)-32, 0)),
		"a negative band":    seal(change(body, len(body)-4, math.Float32bits(-.1))),
		"an infinite scale":  seal(bytes.Replace(body, []byte{0, 0x2c, 0, 0x2c}, []byte{0, 0x7c, 0, 0x2c}, 1)),
	} {
		if _, err := Decode(data); !errors.Is(err, ErrModel) {
			t.Errorf("%s: %v, want ErrModel", name, err)
		}
	}
}

// Whatever can be decoded gives probabilities.
func FuzzDecode(f *testing.F) {
	for _, bits := range []int{4, 8} {
		f.Add(smallBody(bits), uint16(30), []byte{1, 2, 3, 4})
	}
	f.Add(smallBody(4), uint16(3000), []byte{0xff, 0xff, 0xc7, 0x42})
	f.Fuzz(func(t *testing.T, body []byte, at uint16, change []byte) {
		if int(at) < len(body) {
			copy(body[at:], change)
		}
		m, err := Decode(seal(body))
		if err != nil {
			if !errors.Is(err, ErrModel) {
				t.Fatalf("%v does not wrap ErrModel", err)
			}
			return
		}
		for _, p := range m.NewReader().Score(nil, []Request{{"The port, the strike", 4, 8}, {Text: "ended"}}) {
			if sum := p[0] + p[1] + p[2]; !(math.Abs(sum-1) < 1e-9) {
				t.Errorf("probabilities %v", p)
			}
		}
	})
}
