package clean_test

import (
	"errors"
	"strings"
	"testing"

	"leitmotif/corpus"
	"leitmotif/corpus/clean"
)

// cleanedArticle gives an article after cleaning, and fails where it is rejected.
func cleanedArticle(t *testing.T, a corpus.Article) corpus.Article {
	t.Helper()
	if _, err := clean.Article(&a); err != nil {
		t.Fatalf("%.60q: %v", a.Text, err)
	}
	return a
}

// story is long enough to be an article.
const story = "Der Stadtrat von Hollenbeck hat am Abend beschlossen, die alte Uferbrücke für den Verkehr zu sperren.\n" +
	"Gutachter hatten Risse in drei Pfeilern entdeckt, und die Sanierung kostet nach ersten Schätzungen elf Millionen Euro."

// A notice below a text goes, and says that the text goes on elsewhere.
func TestTruncated(t *testing.T) {
	for _, end := range []string{
		"Jetzt weiterlesen mit Bote Plus. Sie haben bereits ein Abo? Hier anmelden. Testen Sie unser Angebot vier Wochen lang für 0,99 Euro.",
		"Dieser Artikel ist exklusiv für Abonnenten.",
		"Dieser Beitrag ist nur für Mitglieder zugänglich.\nJetzt anmelden",
		"Den vollständigen Artikel lesen Sie mit einem Abo des Boten.",
		"Um diesen Artikel zu lesen, benötigen Sie ein Abo. Bereits Abonnent? Hier einloggen.",
		"Melden Sie sich an, um weiterzulesen.",
		"Testen Sie den Boten 4 Wochen kostenlos.\nJederzeit kündbar.",
		"Sie haben Ihre kostenlosen Artikel für diesen Monat gelesen.",
		"Weiterlesen mit BOTE+\nDanach 9,99 Euro im Monat",
		"Subscribe to continue reading.",
		"Sign in to read the full story",
		"This article is for subscribers only. Already a subscriber? Log in",
		"The rest of this story is available to premium members.",
		"You've reached your limit of free articles. Start your free trial to keep reading this story.",
		"To continue reading, please register or sign in.",
		"Create a free account to read this article.",
		"Get unlimited digital access for $1 a week. Cancel anytime.",
		"Das vollständige Interview lesen Sie hier.",
		"Read the full story at our website.",
		"Weiterlesen", "Continue reading", "Continue reading Uferbrücke gesperrt →", "Den ganzen Artikel lesen »",
	} {
		for _, credit := range []string{"", "Foto: Karl Sand/dpa\n"} {
			got := cleanedArticle(t, corpus.Article{Text: story + "\n" + credit + end})
			if got.Text != story || !got.Truncated {
				t.Errorf("%q: truncated %v: %q", end, got.Truncated, got.Text)
			}
		}
	}
}

// A mark goes from the end of a text; the ellipsis before it stays.
func TestMarks(t *testing.T) {
	const text = "Die Hafenbehörde von Wexcombe genehmigte am Dienstag ein zweites Terminal, Kritiker warnten"
	for _, c := range []struct{ end, want string }{
		{"… [+1800 chars]", "…"}, {"… [1800 chars]", "…"}, {"...\n[+1.234 Zeichen]", "..."}, {" [250 more words]", ""},
		{" [...]", ""}, {" […]", ""}, {" (...)", ""}, {"… (more...)", "…"}, {"… [Read more]", "…"}, {" [...] Continue reading", ""},
		{"… Weiterlesen", "…"}, {"... Read more »", "..."}, {" […] Continue reading Ein zweites Terminal →", ""}, {" (mehr …)", ""},
	} {
		got := cleanedArticle(t, corpus.Article{Text: text + c.end})
		if got.Text != text+c.want || !got.Truncated {
			t.Errorf("%q: truncated %v: %q", c.end, got.Truncated, got.Text)
		}
	}
}

// What only looks like a notice stays, and says nothing of the text.
func TestNoNotice(t *testing.T) {
	for _, end := range []string{
		"Die Zeitung verlangt vier Euro im Monat; ihr Abo hat 3000 Leser.",
		"Weiterlesen will er nicht, sagte der Minister.",
		"„Testen Sie das Angebot vier Wochen lang“, riet der Verbraucherschützer.",
		"Wer testen will, kann vier Wochen kostenlos fahren.",
		"Er abonniert den Newsletter der Stadt.",
		"Sign language is taught in three schools.",
		"Subscribers paid more than a year ago, the company said.",
		"The story is far from over.",
		"Um den Haushalt zu retten, melden sich Freiwillige.",
		"Sie sind bereits seit zwanzig Jahren Mitglied der Partei?",
		"Das ganze Interview dauerte drei Stunden.",
		"Zur Person wollte er nichts sagen.",
		"Reporting by the committee ended in May.",
		"Am Ende blieb nur ein Satz (siehe oben).",
		"Das kostete ihn 1800 Zeichen, wie er schrieb...",
		"Karl Weber arbeitet seit 2012 als Förster.",
		"Reuters bought the company for two billion pounds.",
	} {
		text := story + "\n" + end
		if got := cleanedArticle(t, corpus.Article{Text: text}); got.Text != text || got.Truncated {
			t.Errorf("%q: truncated %v: %q", end, got.Truncated, got.Text)
		}
	}
}

// Boxes, links and lines of agencies go wherever they stand, and say nothing of the text.
func TestNoticesGo(t *testing.T) {
	for _, line := range []string{
		"Melden Sie sich hier für unseren kostenlosen Newsletter an und verpassen Sie keine Nachricht mehr.",
		"Mit unserem Newsletter „Morgenbote“ erhalten Sie jeden Tag das Wichtigste.",
		"Verpassen Sie nichts: Unser WhatsApp-Kanal bringt Ihnen die Nachrichten. Jetzt kostenlos abonnieren!",
		"Sign up for our daily newsletter and get the news in your inbox.\nBy signing up you agree to our terms.",
		"Get the top stories delivered to your inbox every morning.",
		"Mehr dazu lesen Sie hier.", "Lesen Sie hier, was die Sanierung kostet.", "Weitere Informationen finden Sie hier.",
		"Alle Nachrichten zur Brücke finden Sie in unserem Liveblog.", "Click here to read more about bridges.",
		"Zur Person: Ina Berg schreibt seit 2012 für den Boten über Verkehr und Stadtentwicklung.",
		"© dpa-infocom, dpa:240312-99-123456/3", "dpa-infocom, dpa:240312-99-123456/3", "dpa:250311-930-123411/1",
		"(Reporting by Jane Bell in Wexcombe; Editing by Tom Holt)", "Reporting by Jane Bell; Additional reporting by Ann Lee; Editing by Tom Holt",
		"Our Standards: The Thomson Reuters Trust Principles.", "Associated Press writer Jane Bell in Wexcombe contributed to this report.",
		"Dieser Text wurde automatisch aus dem Material der Deutschen Presse-Agentur (dpa) übernommen.",
	} {
		got := cleanedArticle(t, corpus.Article{Text: before + "\n" + second + "\n" + line + "\n" + after + "\n" + story})
		if want := before + "\n" + second + "\n" + after + "\n" + story; got.Text != want || got.Truncated {
			t.Errorf("%q: truncated %v: %q", line, got.Truncated, got.Text)
		}
	}
}

// Some lines are boilerplate at the end alone.
func TestClosingLines(t *testing.T) {
	for _, end := range []string{
		"(dpa)", "dpa/tmn", "dpa lno abc yydd n1", "Ina Berg schreibt seit 2012 über Verkehr.", "Jane Bell covers ports for us since 2019.",
		"Zum Autor\nKarl Sand lebt in Hollenbeck und hat drei Bücher über Brücken geschrieben.",
		"# dpa-Notizblock\n## Internet\n- [Stadt Hollenbeck](https://hollenbeck.example)\n## Orte\n- [Rathaus](Markt 1, Hollenbeck)\n* * * *\n" +
			"Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt\n## dpa-Kontakte\n- Autorin: Ina Berg, +49 30 0000, <berg@agentur.example>\ndpa ib yydd n1 kas",
		"Mehr zum Thema\nTunnelbau verschlingt Milliarden\nJetzt weiterlesen mit Bote Plus.\n© dpa-infocom, dpa:250300-930-12340/1\nIna Berg schreibt seit 2012 über Verkehr.",
	} {
		if got := cleanedArticle(t, corpus.Article{Text: story + "\n" + end}); got.Text != story {
			t.Errorf("%q: %q", end, got.Text)
		}
	}
}

// A text that is nothing but a prompt is all that a teaser says.
func TestPromptAlone(t *testing.T) {
	const text = "Lesen Sie hier, welche Brücken in diesem Sommer gesperrt sind."
	if got := cleanedArticle(t, corpus.Article{Title: "Gesperrte Brücken", Text: text}); got.Text != text {
		t.Errorf("%q", got.Text)
	}
}

// The entries of a ticker keep their times.
func TestTicker(t *testing.T) {
	for _, form := range []string{"+++ %s Uhr +++", "%s Uhr:", "[%s]", "%s Uhr", "%s"} {
		var lines []string
		for _, at := range []string{"15:40", "14:05", "13:20", "09:55"} {
			lines = append(lines, strings.Replace(form, "%s", at, 1), "Um "+at+" Uhr meldet die Feuerwehr neue Pegel aus Hollenbeck und Lindental.")
		}
		text := strings.Join(lines, "\n")
		if got := cleanedArticle(t, corpus.Article{Text: text}); got.Text != text {
			t.Errorf("%q: %q", form, got.Text)
		}
	}
	inline := "14.05 Uhr: Die Brücke ist gesperrt.\n13.20 Uhr: Der Pegel steigt.\n+++ 12:00 Uhr: Regen in Lindental +++\n[11:30] Die Feuerwehr rückt aus."
	if got := cleanedArticle(t, corpus.Article{Text: inline}); got.Text != inline {
		t.Errorf("%q", got.Text)
	}
}

// What comes in place of an article is none.
func TestNotAnArticle(t *testing.T) {
	for _, c := range []struct{ title, text string }{
		{"404 Not Found", "nginx"},
		{"Seite nicht gefunden", "Die von Ihnen gesuchte Seite existiert nicht mehr. Zurück zur Startseite"},
		{"", "Fehler 404\nDie angeforderte Seite wurde nicht gefunden. Bitte überprüfen Sie die Adresse oder nutzen Sie die Suche."},
		{"Page not found", "Sorry, we couldn't find the page you were looking for. It may have been moved or deleted."},
		{"403 Forbidden", "You don't have permission to access this resource."},
		{"503 Service Unavailable", "The server is temporarily unable to service your request. Please try again later."},
		{"Just a moment...", "Enable JavaScript and cookies to continue"},
		{"Just a moment...", "Checking your browser before accessing bote.example. This process is automatic. Your browser will redirect to your requested content shortly. Please allow up to 5 seconds. Ray ID: 7a1"},
		{"Are you a robot?", "To continue, please click the box below to let us know you're not a robot. Please make sure your browser supports JavaScript and cookies."},
		{"", "Bitte aktivieren Sie JavaScript in Ihrem Browser, um fortzufahren. Wir haben ungewöhnliche Aktivität festgestellt."},
		{"Access Denied", "You don't have permission to access this page on this server. Reference #18.2"},
		{"Before you continue", "We and our partners use cookies and personal data to show personalised ads. Accept all. Reject all. You can withdraw your consent at any time."},
		{"Bote", "Mit Werbung weiterlesen\nWir und unsere 214 Partner verwenden Cookies und Tracking, um Inhalte zu personalisieren. Mit Ihrer Einwilligung speichern wir Informationen auf einem Gerät. Alle akzeptieren. Einstellungen verwalten. Sie können Ihre Einwilligung jederzeit widerrufen."},
		{"Anmelden", "Benutzername oder E-Mail-Adresse\nPasswort\nAngemeldet bleiben\nPasswort vergessen?"},
		{"Sign in", "Sign in to your account. Email address. Password. Forgot your password? Don't have an account? Create an account"},
	} {
		for _, markup := range []corpus.Markup{corpus.Plain, corpus.Page} {
			a := corpus.Article{Title: c.title, Text: c.text, Markup: markup}
			if markup == corpus.Page {
				a.Title, a.Text = "", "<html><head><title>"+c.title+"</title></head><body><p>"+strings.ReplaceAll(c.text, "\n", "</p><p>")+"</p></body></html>"
			}
			_, err := clean.Article(&a)
			var r *corpus.Reject
			if !errors.As(err, &r) || r.Reason != corpus.NotAnArticle {
				t.Errorf("%q, %q (%d): %v", c.title, c.text, markup, err)
			}
		}
	}
}

// An article about such pages is an article.
func TestAboutPages(t *testing.T) {
	for _, c := range []struct{ title, text string }{
		{"Cookies: Was Nutzer wissen müssen", "Wer Cookies ablehnt, sieht mehr Werbung. Das zeigt eine Studie der Hochschule Lindental. Die Forscher besuchten tausend Seiten und zählten, wie oft ihre Zustimmung gefragt war."},
		{"Fehler beim Überholen – Fahrer stirbt", "Fehler beim Überholen – Fahrer stirbt"},
		{"404 Menschen demonstrieren", "In Hollenbeck gingen am Montag 404 Menschen auf die Straße. Die Seite der Veranstalter war zeitweise nicht erreichbar."},
		{"Willkommen im neuen Rathaus", "Die Stadt hat am Montag das Rathaus eröffnet."},
		{"Sorry, the bridge is closed", "Drivers in Wexcombe could not find another way across the river on Monday."},
		{"Passwort vergessen: Hacker nutzen alte Konten", "Hacker haben mit alten Passwörtern Konten in Lindental übernommen. Die Polizei rät, jedes Passwort zu ändern."},
		{"Paywalls: Leser zahlen mehr", "Immer mehr Zeitungen setzen auf Bezahlschranken. Ein Abo kostet im Mittel zehn Euro im Monat, berichtet der Verband."},
		{"Captchas nerven", "Ein Captcha soll Menschen von Robotern unterscheiden. Forscher aus Lindental zeigen, dass Roboter die Rätsel besser lösen."},
		{"Wartungsarbeiten: Drei Tage kein Gas", "Wartungsarbeiten: Drei Tage kein Gas"},
		{"500 Jahre Uferbrücke", "Hollenbeck feiert."},
	} {
		if got := cleanedArticle(t, corpus.Article{Title: c.title, Text: c.text}); got.Text != c.text || got.Truncated {
			t.Errorf("%q: %v, %q", c.title, got.Truncated, got.Text)
		}
	}
}

// The name of the outlet goes from a title where it is known or clearly one.
func TestTitleWithoutOutlet(t *testing.T) {
	for _, c := range []struct{ title, source, url, want string }{
		{"Terminal approved - Wexcombe Post", "Wexcombe Post", "", "Terminal approved"},
		{"Terminal approved | The Wexcombe Post", "Wexcombe Post", "", "Terminal approved"},
		{"Terminal approved - Wexcombe Post", "", "https://www.wexcombepost.example/1", "Terminal approved"},
		{"Brücke gesperrt – Hollenbecker Bote", "Hollenbecker Bote", "", "Brücke gesperrt"},
		{"Brücke gesperrt | bote.example", "", "https://bote.example/a", "Brücke gesperrt"},
		{"Brücke gesperrt - Lindentaler Zeitung", "", "", "Brücke gesperrt"},
		{"Brücke gesperrt | Politik", "Bote", "", "Brücke gesperrt | Politik"},
		{"Streik bei der Bahn - Deutsche Post", "Bote", "", "Streik bei der Bahn - Deutsche Post"},
		{"Bote", "Bote", "", "Bote"},
		{"Der Bote - ein Nachruf", "Bote", "", "Der Bote - ein Nachruf"},
	} {
		if got := cleanedArticle(t, corpus.Article{Title: c.title, Source: c.source, URL: c.url, Text: story}); got.Title != c.want {
			t.Errorf("%q: %q", c.title, got.Title)
		}
	}
}

// A page for subscribers is truncated where it is a stub.
func TestEnclosedPage(t *testing.T) {
	const stub = "<p>Bei der Kaiwerk AG streiken die Beschäftigten. Der Vorstand bietet drei Prozent mehr Lohn.</p>"
	long := strings.Repeat("<p>"+strings.ReplaceAll(story, "\n", " ")+" Das sagte Ina Berg.</p>", 1)
	for i := range 8 {
		long += "<p>" + strings.Repeat("Absatz ", i+1) + "über den Streik bei der Kaiwerk AG, in dem der Vorstand drei Prozent mehr Lohn bietet und die Gewerkschaft sieben fordert.</p>"
	}
	for _, c := range []struct {
		head, body string
		want       bool
	}{
		{`<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>`, stub, true},
		{`<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree" : "False"}</script>`, stub, true},
		{`<meta itemprop="isAccessibleForFree" content="false">`, stub, true},
		{`<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":true}</script>`, stub, false},
		{`<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>`, long, false},
		{``, stub + `<div class="paywall"><p>Jetzt weiterlesen mit Bote Plus. Sie haben bereits ein Abo? Hier anmelden.</p></div>`, true},
	} {
		got := cleanedArticle(t, corpus.Article{Markup: corpus.Page, Text: `<html lang="de"><head><title>Streik</title>` + c.head +
			"</head><body><article><h1>Streik bei Kaiwerk spitzt sich zu</h1>" + c.body + "</article></body></html>"})
		if got.Truncated != c.want || strings.Contains(got.Text, "weiterlesen") {
			t.Errorf("%s %.80s: truncated %v: %q", c.head, c.body, got.Truncated, got.Text)
		}
	}
}

// Characters, data and copies are put right for all fields and forms.
func TestRepaired(t *testing.T) {
	broken := "BrÃ¼cke â€žgesperrtâ€œ"
	for _, a := range []corpus.Article{
		{Title: broken, Text: story}, {Title: "Brücke „gesperrt“", Text: "Die BrÃ¼cke wird gesperrt."}, {Title: broken, Text: "<p>Die BrÃ¼cke wird <b>gesperrt</b>.</p>", Markup: corpus.Fragment},
		{Title: broken, Text: "Die Brücke wird gesperrt.", Author: "JÃ¶rg BÃ¶hm", Source: "LÃ¼becker Bote"},
	} {
		got := cleanedArticle(t, a)
		if !got.Repaired || got.Title != "Brücke „gesperrt“" || strings.ContainsAny(got.Text+got.Author+got.Source, "Ãâ") {
			t.Errorf("%+v", got)
		}
	}
	if got := cleanedArticle(t, corpus.Article{Title: "Spaß“ und „Ä“", Text: story}); got.Repaired {
		t.Errorf("%q was not broken", got.Title)
	}
	data := "Vorher steht ein Satz. data:image/png;base64," + strings.Repeat("iVBORw0KGgoAAAANSUhEUgAA", 20) + " Nachher auch."
	a := corpus.Article{Text: data}
	removed, err := clean.Article(&a)
	if err != nil || a.Text != "Vorher steht ein Satz. Nachher auch." || removed < 0.8 {
		t.Errorf("%q, %g, %v", a.Text, removed, err)
	}
	if got := cleanedArticle(t, corpus.Article{Text: story + "\n" + story}); got.Text != story {
		t.Errorf("said twice: %q", got.Text)
	}
}
