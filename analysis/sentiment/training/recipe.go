package training

import "leitmotif/analysis/sentiment/passage"

// recipe says how the model of a language is made. The numbers were chosen by hand and by
// cross-validation on the training sentences of the language alone, never on a test set;
// the model cards tell what was compared.
type recipe struct {
	least   minimums
	scales  [passage.Modes]scales
	penalty [passage.Modes]float64
	suffix  bool    // long unknown words take the place of their longest known ending
	bayes   float64 // weight of naive Bayes beside the linear model
	phrases float64 // weight of a sentence of the grammar of phrases
	teacher float64 // and of one that another model has judged
	band    float64 // 0 means that cross-validation chooses it; see the model cards
	guess   float64 // share of the tone towards the guessed targets in that of a sentence
}

var english = recipe{
	least: minimums{seen: 2, word: 4, gram: 20},
	scales: [passage.Modes]scales{
		passage.Whole: {
			passage.BlockAll:     {groupWord: 0.6, groupGram: 0.15, groupVector: 0.4, groupOrient: 0.3, groupLexicon: 0.3},
			passage.BlockNegated: {groupWord: 0.3, groupVector: 0.15, groupOrient: 0.2, groupLexicon: 0.2},
		},
		passage.Towards: {
			passage.BlockAll:     {groupWord: 0.4, groupGram: 0.13, groupVector: 0.3, groupOrient: 0.2, groupLexicon: 0.2},
			passage.BlockNegated: {groupWord: 0.3, groupVector: 0.15, groupOrient: 0.2, groupLexicon: 0.2},
			passage.BlockLeft:    {groupWord: 0.2, groupVector: 0.3, groupOrient: 0.15, groupLexicon: 0.15},
			passage.BlockRight:   {groupWord: 0.2, groupVector: 0.3, groupOrient: 0.15, groupLexicon: 0.15},
			passage.BlockBefore:  {groupWord: 0.25, groupOrient: 0.2, groupLexicon: 0.2},
			passage.BlockAfter:   {groupWord: 0.25, groupOrient: 0.2, groupLexicon: 0.2},
			passage.BlockClause:  {groupWord: 0.2, groupVector: 0.2, groupOrient: 0.15, groupLexicon: 0.15},
			passage.BlockQuoted:  {groupWord: 0.25, groupOrient: 0.2, groupLexicon: 0.2},
		},
	},
	penalty: [passage.Modes]float64{passage.Whole: 2, passage.Towards: 1},
	bayes:   0.3,
	guess:   0.6,
	band:    0.25,
	phrases: 0.3,
	teacher: 0.2,
}

var german = recipe{
	least: minimums{word: 10},
	scales: [passage.Modes]scales{
		passage.Whole: {
			passage.BlockAll: {groupWord: 0.3, groupVector: 0.4, groupOrient: 1, groupLexicon: 1},
		},
		passage.Towards: {
			passage.BlockAll:   {groupVector: 0.4, groupOrient: 1, groupLexicon: 1},
			passage.BlockLeft:  {groupOrient: 0.25, groupLexicon: 0.25},
			passage.BlockRight: {groupOrient: 0.25, groupLexicon: 0.25},
		},
	},
	penalty: [passage.Modes]float64{passage.Whole: 3, passage.Towards: 3},
	suffix:  true,
	bayes:   0.1,
	band:    0.1,
	phrases: 0.3,
}

// recipeFor gives the recipe of a language. For languages of the user's own it is that of
// English, which needs neither vectors nor a lexicon to work and uses both where they are
// given.
func recipeFor(language string) recipe {
	if language == "de" {
		return german
	}
	return english
}
