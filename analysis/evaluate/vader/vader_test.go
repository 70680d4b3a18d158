package vader

import (
	"math"
	"testing"
)

// The scores are those that vaderSentiment 3.3.2 (PyPI) gives, to four digits. The sentences
// are ours, at least one for every rule.
func TestCompound(t *testing.T) {
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		text string
		want float64
	}{
		{"The harbour opened on Monday.", 0.0},
		{"Dockers praised the generous offer.", 0.7579},
		{"Dockers praised the very generous offer.", 0.7778},
		{"Dockers praised the VERY generous offer.", 0.8189},
		{"The somewhat generous offer failed.", -0.0076},
		{"The offer is not generous.", -0.4023},
		{"The offer is not very generous.", -0.4439},
		{"The offer was never so generous.", 0.7229},
		{"The offer was never this generous.", 0.6802},
		{"This offer so far is generous.", 0.552},
		{"The offer is without doubt generous.", 0.6608},
		{"The offer is without a doubt generous.", 0.6608},
		{"The GENEROUS offer stands.", 0.6166},
		{"THE GENEROUS OFFER STANDS.", 0.5106},
		{"The meal was good, but the service was terrible!", -0.5411},
		{"The service was terrible but the meal was good!!!!!!", 0.6083},
		{"The least helpful clerk of the office.", -0.3252},
		{"At least helpful clerks work here.", 0.4215},
		{"Was the clerk helpful??", 0.4871},
		{"Was the clerk helpful???? Really?", 0.5803},
		{"There is no good reason.", -0.3412},
		{"There was no joy or hope in the hall.", -0.6681},
		{"There is no table.", -0.296},
		{"The crew thinks this one is the bomb today.", 0.6124},
		{"We met at the old bus stop near the prison.", -0.5106},
		{"The soup is simply to die for, they say.", -0.5994},
		{"It is kind of sad that the pier closed.", -0.5256},
		{"The mayor is kind and helpful :)", 0.8481},
		{"The clerk couldn't be more helpful.", -0.3713},
		{"Rarely was a strike so bitter and so hopeless.", -0.7607},
		{"They had just enough good luck.", 0.6501},
		{"Hopeful and proud, the team nevertheless lost its most important and most beautiful match of the year.", 0.8856},
		{"Profit warnings, losses and a lawsuit: shares of Kaiwerk plunge", -0.1779},
		{"Despite the friendly talks the ministers left angry.", -0.7121},
		{"Inga Petersen won the award and thanked her strongest critics.", 0.8957},
		{"", 0},
		{"  ... !!", 0},
	} {
		if got := a.Compound(test.text); math.Abs(got-test.want) > 0.00005001 {
			t.Errorf("%q: %.4f, want %.4f", test.text, got, test.want)
		}
	}
}
