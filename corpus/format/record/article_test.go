package record

import "testing"

func TestWithoutBy(t *testing.T) {
	for given, want := range map[string]string{
		"By Ann Lee": "Ann Lee", "by Ann Lee": "Ann Lee", "Von Ina Berg": "Ina Berg", "VON INA BERG": "INA BERG", "Von I. Berg und Bo Fels": "I. Berg und Bo Fels",
		"Von der Leyen": "Von der Leyen", "Von Braun": "Von Braun", "Byron": "Byron", "by ": "by ", "Vonnegut Ann": "Vonnegut Ann", "": "",
	} {
		if got := WithoutBy(given); got != want {
			t.Errorf("%q is by %q, want %q", given, got, want)
		}
	}
}
