package digest

// phrases are what a digest says beside the sentences of the page.
type phrases struct {
	report    string // path or address
	previous  string // time
	apart     string
	noneSince string // time
	oneSince  string // time
	runsSince string // number, time
	nothing   string
}

// ownPhrases are those of a language of the page.
func ownPhrases(language string) phrases {
	if language == "de" {
		return phrases{
			report:    "Bericht: %s",
			previous:  "Lauf davor: %s.",
			apart:     "Ohne Gedächtnis (--state) werden Läufe nicht miteinander verglichen.",
			noneSince: "Kein weiterer Lauf seit dem vom %s.",
			oneSince:  "Ein Lauf seit dem vom %s.",
			runsSince: "%d Läufe seit dem vom %s.",
			nothing:   "Nichts Ungewöhnliches.",
		}
	}
	return phrases{
		report:    "Report: %s",
		previous:  "Previous run: %s.",
		apart:     "Without a memory (--state), runs are not compared with each other.",
		noneSince: "No run since that of %s.",
		oneSince:  "One run since that of %s.",
		runsSince: "%d runs since that of %s.",
		nothing:   "Nothing unusual.",
	}
}
