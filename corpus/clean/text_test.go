package clean_test

import (
	"strings"
	"testing"

	"leitmotif/corpus/clean"
)

// frame stands around the lines under test, so that none of them is first or last.
const (
	before = "Der Gemeinderat hat am Montag über die alte Brücke beraten."
	second = "Eine Entscheidung fiel nicht."
	third  = "Die Sitzung dauerte drei Stunden."
	after  = "Im Herbst soll ein Gutachten vorliegen."
)

func framed(lines string) string {
	return strings.Join([]string{before, second, third, lines, after}, "\n")
}

func TestBoilerplateGoes(t *testing.T) {
	for _, line := range []string{
		"Bildnachweis: OpenAI", "Foto: dpa", "Foto: Erika Beispiel/dpa", "(Foto: Erika Beispiel / Agentur)", "Fotos: E. Beispiel, imago",
		"Photo: AP", "Photo by Jane Example / Agency", "Image credit: Example Agency", "Credit: Jane Example", "(c) dpa", "© 2024 Example Media",
		"Bild: KI-generiert", "Quelle: dpa", "Source: Reuters", "Quelle & Bilder", "Blick auf die Brücke am Abend. Foto: Stadtarchiv",
		"The bridge at dusk. (Photo: Jane Example)",
		"Facebook Twitter WhatsApp E-Mail", "Facebook | X.com | LinkedIn", "Teilen", "Share this article", "Artikel drucken", "Facebook\nTwitter",
		"Newsletter abonnieren", "Melden Sie sich für unseren Newsletter an und verpassen Sie nichts.", "Sign up for our daily newsletter",
		"Wir verwenden Cookies, um unser Angebot zu verbessern.", "We use cookies to improve your experience.", "Already a subscriber? Log in",
		"Lesen Sie auch: Was die Sanierung kosten würde", "Lesen Sie auch", "► Mehr zum Thema: Brücken", "Read more: What the repair would cost",
		"READ MORE", "Related articles", "Deine E-Mail-Adresse wird nicht veröffentlicht.",
		"Erforderliche Felder sind mit * markiert", "Your email address will not be published. Required fields are marked *",
		"Advertisement", "Anzeige",
	} {
		got, removed := clean.Text(framed(line), "")
		if want := strings.Join([]string{before, second, third, after}, "\n"); got != want || removed <= 0 || removed >= 1 {
			t.Errorf("%q stays (removed %.2f): %q", line, removed, got)
		}
	}
}

func TestContentStays(t *testing.T) {
	for _, line := range []string{
		"Foto-Ausstellung: Bilder aus hundert Jahren sind im Rathaus zu sehen.",
		"Er sagte: Teilen ist das Gebot der Stunde.",
		"Teilen ist schwer.",
		"Teilen und herrschen",
		"Foto: Das ist der Minister, der gestern zurücktrat.",
		"Bild: Merkel soll zurücktreten, fordert die Opposition",
		"Quelle der Wärme ist ein Fluss.",
		"Die Quelle: ein Brunnen im Wald",
		"Sie zeigte ein Foto: Angela Merkel",
		"Read more books, says the minister.",
		"Related costs rose by a tenth.",
		"Share prices fell.",
		"share.",
		"Comments?",
		"Facebook",
		"Twitter",
		"Twitter kündigt Entlassungen an.",
		"Kommentare des Ministers lösten Empörung aus.",
		"Der Newsletter der Stadt hat 3000 Leser.",
		"„Wir verwenden Cookies“, sagte der Sprecher des Unternehmens.",
		"Subscribe to our view or leave, he told the members: \"That is all.\"",
		"Credit: banks lend less to small firms",
		"Von Berlin nach Paris in vier Stunden",
		"Von Wien und München",
		"By train and by bus, people came in thousands.",
		"24. März 2020",
		"on March 23, 1987.",
		"2020",
		"Sep 1340 1342 1345 1337",
		"68.00-68.50",
		"6-3/16 6-11/16",
		"Um 14:05 Uhr brach das Feuer aus.",
		"Am Montag, 12. März 2021, begann die Sitzung.",
		"Source code for the program was published.",
		"Image is everything, the mayor likes to say.",
		"Photo by photo, the exhibition tells the story of the town.",
		"Schreibe einen Kommentar zu diesem Gesetz, forderte der Professor seine Studenten auf.",
		"Lesen Sie auch die Packungsbeilage?",
	} {
		if got, removed := clean.Text(framed(line), ""); got != framed(line) || removed != 0 {
			t.Errorf("%q went (removed %.2f)", line, removed)
		}
	}
}

func TestContext(t *testing.T) {
	for _, c := range []struct{ name, title, text, want string }{
		{"caption in a block of its own",
			"", "Eins.\n\nZwei.\n\nBrücke mit drei Bögen, dahinter Häuser.\nFoto: Stadt\n\nDrei.", "Eins.\nZwei.\nDrei."},
		{"paragraph before a credit in a block of its own",
			"", "Eins.\n\nZwei.\n\nDie Brücke ist alt.\n\nFoto: Stadt\n\nDrei.", "Eins.\nZwei.\nDie Brücke ist alt.\nDrei."},
		{"caption without empty lines",
			"", "Eins ist gut.\nZwei ist besser.\nBrücke mit drei Bögen\nFoto: Stadt\nDrei.", "Eins ist gut.\nZwei ist besser.\nDrei."},
		{"sentence before a credit without empty lines",
			"", "Eins ist gut.\nDie Brücke ist alt.\nFoto: Stadt\nDrei.", "Eins ist gut.\nDie Brücke ist alt.\nDrei."},
		{"all after a comment form at the end",
			"", "Ein langer erster Satz.\nNoch ein Satz.\nLeave a Reply\nName\nWebsite\nFirst!", "Ein langer erster Satz.\nNoch ein Satz."},
		{"a comment form at the beginning alone",
			"", "Leave a Reply\nEin langer erster Satz steht hier.\nNoch ein Satz.", "Ein langer erster Satz steht hier.\nNoch ein Satz."},
		{"byline and time stamp at the head", "", "Von Erika Beispiel\nStand: 12.03.2021, 14:05 Uhr\nEins.\nZwei.", "Eins.\nZwei."},
		{"byline at the end", "", "Eins.\nZwei.\nDrei.\nVier.\nBy Jane Example and John Q. Sample\nMarch 3, 2021", "Eins.\nZwei.\nDrei.\nVier.\nBy Jane Example and John Q. Sample"},
		{"title twice", "Rat vertagt sich", "Rat vertagt sich\n\nRat vertagt sich!\n\nEins.", "Eins."},
		{"title run in", "Rat vertagt sich wieder", "Rat vertagt sich wieder. Eins.", "Eins."},
		{"title run in after a question mark", "Wer bezahlt die Brücke?", "Wer bezahlt die Brücke? Niemand.", "Niemand."},
		{"title is the subject of the first sentence", "Der Gemeinderat", "Der Gemeinderat vertagt sich.", "Der Gemeinderat vertagt sich."},
		{"title is all there is", "Rat vertagt sich", "Rat vertagt sich", "Rat vertagt sich"},
		{"title later in the text", "Rat vertagt sich", "Eins.\nRat vertagt sich\nZwei.", "Eins.\nRat vertagt sich\nZwei."},
		{"white space", "", "  Eins \t\u00a0zwei\r\n\r\n\r\ndrei\u2028vier\x00", "Eins zwei\ndrei\nvier"},
		{"invisible characters", "", "Stra\u00adße \u202eab\u202c\ufeff x\u200by", "Straße ab xy"},
		{"hyphen at a line break stays", "", "Wirt-\nschaft", "Wirt-\nschaft"},
		{"joiners stay where they are spelling", "", "می\u200cخواهم a\u200db", "می\u200cخواهم ab"},
		{"composition after removal", "", "e\u200b\u0301", "é"},
	} {
		if got, _ := clean.Text(c.text, c.title); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestRemovedShare(t *testing.T) {
	// Four characters, a break and five characters: the last six go.
	if _, removed := clean.Text("Eins\nShare", ""); removed != 6.0/10 {
		t.Errorf("removed share %v, want 6 of 10 characters", removed)
	}
	if _, removed := clean.Text("  Eins \n\n\n zwei ", ""); removed != 0 {
		t.Errorf("white space counts as boilerplate: %v", removed)
	}
}

// Corpora that were cleaned by their makers must come back nearly whole.
func TestCleanCorporaStay(t *testing.T) {
	for name, ceiling := range map[string]float64{
		"10kgnad_test": 0.0001, "usnews": 0.0001, "reuters21578": 0.0002, "fang_covid_de": 0.001, // paragraphs that it says twice among them
	} {
		t.Run(name, func(t *testing.T) {
			var bytes, removed float64
			changed, n := 0, 0
			records(t, name, func(r record) {
				_, share := clean.Text(r.Text, r.Title)
				n++
				bytes += float64(len(r.Text))
				removed += share * float64(len(r.Text))
				if share > 0 {
					changed++
				}
			})
			t.Logf("%d of %d texts changed, %.4f %% of the bytes removed", changed, n, 100*removed/bytes)
			if removed > ceiling*bytes {
				t.Errorf("removed %.4f %%, at most %.4f %% may go", 100*removed/bytes, 100*ceiling)
			}
		})
	}
}
