package digest

// phrases are what a digest says beside the sentences of the page.
type phrases struct {
	report    string // path or address
	previous  string // time
	apart     string
	noneSince string // run
	oneSince  string // run
	runsSince string // number, run
	nothing   string
}

// ownPhrases are those of a language of the page.
func ownPhrases(language string) phrases {
	if language == "de" {
		return phrases{
			report:    "Bericht: %s",
			previous:  "Lauf davor: %s.",
			apart:     "Ohne Gedächtnis (--state) werden Läufe nicht miteinander verglichen.",
			noneSince: "Seit %s gab es keinen weiteren Lauf.",
			oneSince:  "Ein Lauf seit %s.",
			runsSince: "%d Läufe seit %s.",
			nothing:   "Nichts Ungewöhnliches.",
		}
	}
	return phrases{
		report:    "Report: %s",
		previous:  "Previous run: %s.",
		apart:     "Without a memory (--state), runs are not compared with each other.",
		noneSince: "No run since %s.",
		oneSince:  "One run since %s.",
		runsSince: "%d runs since %s.",
		nothing:   "Nothing unusual.",
	}
}
