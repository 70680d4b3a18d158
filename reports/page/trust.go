package page

import "strings"

// Least macro-F1 of a tone that is good enough to compare by, and of one that is a hint. Guessing
// among three classes has a third.
const (
	trustGood = 0.7
	trustFair = 0.6
)

// trust says how far the tones of sentences, or with towards those towards names, can be trusted:
// the macro-F1 of the models that scored some, on what, and what each is good for; "" where
// nothing was measured.
func (w *words) trust(m Method, towards bool) string {
	var models []string
	for _, x := range m.Models {
		f1 := x.Whole
		if towards {
			f1 = x.Towards
		}
		if f1 == 0 || x.Scored+x.Sentences == 0 {
			continue
		}
		use := "trust.weak"
		switch {
		case f1 >= trustGood:
			use = "trust.good"
		case f1 >= trustFair:
			use = "trust.fair"
		}
		models = append(models, w.tell("trust.model", "language", w.languageName(x.Language), "f1", w.decimal(f1), "corpus", x.Corpus, "use", w.tell(use)))
	}
	if len(models) == 0 {
		return ""
	}
	key := "trust.whole"
	if towards {
		key = "trust.towards"
	}
	return w.tell(key, "models", strings.Join(models, "; "))
}
