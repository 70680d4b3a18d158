package sentiment

// recipe says how the model of a language is made. Each number was chosen by
// cross-validation on the training sentences of the language alone; the model cards
// tell what each part contributes.
type recipe struct {
	least   minimums
	scales  [modes]scales
	penalty float64
	suffix  bool    // long unknown words take the place of their longest known ending
	bayes   float64 // weight of naive Bayes beside the linear model
}

var english = recipe{
	least: minimums{word: 2, gram: 5},
	scales: [modes]scales{
		whole: {
			blockAll:     {groupWord: 0.6, groupGram: 0.2, groupVector: 0.4, groupOrient: 0.3, groupLexicon: 0.3},
			blockNegated: {groupWord: 0.3, groupVector: 0.15, groupOrient: 0.2, groupLexicon: 0.2},
		},
		towards: {
			blockAll:     {groupWord: 0.4, groupGram: 0.13, groupVector: 0.3, groupOrient: 0.2, groupLexicon: 0.2},
			blockNegated: {groupWord: 0.3, groupVector: 0.15, groupOrient: 0.2, groupLexicon: 0.2},
			blockLeft:    {groupWord: 0.2, groupGram: 0.06, groupVector: 0.3, groupOrient: 0.15, groupLexicon: 0.15},
			blockRight:   {groupWord: 0.2, groupGram: 0.06, groupVector: 0.3, groupOrient: 0.15, groupLexicon: 0.15},
		},
	},
	penalty: 1,
}

var german = recipe{
	scales: [modes]scales{
		whole: {
			blockAll: {groupVector: 0.4, groupOrient: 1, groupLexicon: 1},
		},
		towards: {
			blockAll:   {groupVector: 0.4, groupOrient: 1, groupLexicon: 1},
			blockLeft:  {groupOrient: 1, groupLexicon: 1},
			blockRight: {groupOrient: 1, groupLexicon: 1},
		},
	},
	penalty: 2,
	suffix:  true,
}

// recipeFor gives the recipe of a language. Languages of the user's own are made by a
// middle way that needs no vectors and no lexicon: both are used where they are given.
func recipeFor(language string) recipe {
	switch language {
	case "en":
		return english
	case "de":
		return german
	}
	return english
}
