package sentiment

import (
	"fmt"
	"strings"
)

// Figures are how well a model calls what people have labelled: macro-F1 over the three
// classes, 1 = as they do; 0 = not measured. The cards of the models tell more; a test
// holds these to what was measured.
type Figures struct {
	Whole, Towards float64 // of sentences as a whole, and towards targets
	Corpus         string  // the labelled news, "" where nothing was measured
}

// Figures of the models inside the program.
var (
	linearFigures = map[string]Figures{
		"de": {Whole: 0.470, Towards: 0.473, Corpus: "GerNTSA"},
		"en": {Whole: 0.648, Towards: 0.692, Corpus: "NewsMTSC"},
	}
	deepFigures = Figures{Whole: 0.682, Towards: 0.754, Corpus: "NewsMTSC"}
)

// FiguresNote words the figures of the models inside the program for the notes of tables, those
// of sentences or, with towards, those of targets.
func FiguresNote(towards bool) string {
	de, en, deep := linearFigures["de"].Whole, linearFigures["en"].Whole, deepFigures.Whole
	what := "sentences"
	if towards {
		de, en, deep = linearFigures["de"].Towards, linearFigures["en"].Towards, deepFigures.Towards
		what = "targets in sentences"
	}
	short := func(f float64) string { return strings.TrimPrefix(fmt.Sprintf("%.2f", f), "0") }
	return fmt.Sprintf("macro-F1 on labelled %s: English %s (deep) and %s (fast) on NewsMTSC, German %s on GerNTSA; a hint over many articles, no verdict on one",
		what, short(deep), short(en), short(de))
}
