package notice_test

import (
	"strings"
	"testing"

	"leitmotif/corpus/growth"
	"leitmotif/corpus/notice"
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		line string
		want notice.Kind
	}{
		{"Jetzt weiterlesen mit Bote Plus", notice.Wall},
		{"Sie haben bereits ein Abo? Hier anmelden.", notice.Wall},
		{"Dieser Inhalt ist nur für registrierte Leser verfügbar.", notice.Wall},
		{"Already a subscriber? Sign in", notice.Wall},
		{"You have read all your free articles this month.", notice.Wall},
		{"Sichern Sie sich jetzt unser Digitalabo für 1 Euro im Monat!", notice.Offer},
		{"Start your free trial today: digital access for our readers", notice.Offer},
		{"Jederzeit kündbar", notice.Filler},
		{"Danach 9,99 € im Monat", notice.Filler},
		{"4 Wochen für 1 Euro", notice.Filler},
		{"Cancel anytime", notice.Filler},
		{"Abonnieren Sie unseren Newsletter „Morgenpost“", notice.Prompt},
		{"Mehr dazu lesen Sie hier", notice.Prompt},
		{"Im Browser ansehen", notice.Prompt},
		{"View this email in your browser", notice.Prompt},
		{"Wenn diese E-Mail nicht richtig angezeigt wird, klicken Sie hier:", notice.Prompt},
		{"Having trouble viewing this email? View it in your browser.", notice.Prompt},
		{"Sie erhalten diese E-Mail, weil Sie sich angemeldet haben. Newsletter abbestellen", notice.Prompt},
		{"Sie erhalten diesen Newsletter, weil Sie sich unter leser@post.example angemeldet haben.", notice.Prompt},
		{"You're receiving this email because you signed up on our website.", notice.Prompt},
		{"If you no longer wish to receive our newsletter, click here.", notice.Prompt},
		{"Abmelden", notice.Prompt},
		{"Abmelden: https://bote.example/u", notice.Prompt},
		{"https://bote.example/web?a=1", notice.Filler},
		{"https ist sicherer.", notice.None},
		{"Unsubscribe | Manage your preferences", notice.Prompt},
		{"© dpa-infocom, dpa:240312-99-123456/3", notice.Footer},
		{"dpa/lno", notice.Closing},
		{"Zur Person", notice.Person},
		{"# dpa-Notizblock", notice.Apart},
		{"Im Browser fehlt eine Taste zum Drucken.", notice.None},
		{"Abmelden müssen sich alle Gäste bis Freitag.", notice.None},
		{"Diese E-Mail wurde von der Behörde an 300 Empfänger verschickt.", notice.None},
		{"Sie erhalten diese Auszeichnung, weil sie viel für die Stadt getan haben.", notice.None},
		{"Wenn diese Brücke gesperrt wird, geht es hier nicht weiter.", notice.None},
		{"If you do not wear a mask here, you will be fined.", notice.None},
		{"Der Stadtrat hat über das Abo für Busse beraten.", notice.None},
		{"jetzt weiterlesen mit Bote Plus", notice.None},
		{"„Sie haben bereits ein Abo?“, fragte er.", notice.None},
		{"Mehr Geld für Schulen gibt es erst im Herbst.", notice.None},
		{"Sign of hope for subscribers", notice.None},
		{"", notice.None}, {"ab", notice.None}, {"dpa", notice.Closing},
	} {
		if got := notice.Of(c.line); got != c.want {
			t.Errorf("%q: %d, want %d", c.line, got, c.want)
		}
	}
}

func TestBiography(t *testing.T) {
	for _, c := range []struct {
		line, author string
		want         bool
	}{
		{"Ina Berg schreibt seit 2012 über Verkehr.", "", true},
		{"Ina Berg schreibt über Verkehr.", "Ina Berg", true},
		{"Ina Berg schreibt über Verkehr.", "", false},
		{"Jane Bell is a reporter based in Wexcombe.", "", true},
		{"Karl Sand ist seit 2019 Redakteur beim Boten.", "", true},
		{"Karl Weber arbeitet seit 2012 als Förster.", "", false},
		{"Die Stadt schreibt seit 2012 rote Zahlen.", "", false},
	} {
		if got := notice.IsBiography(c.line, c.author); got != c.want {
			t.Errorf("%q by %q: %v", c.line, c.author, got)
		}
	}
}

// Whatever comes in, what goes out is a part of it, and nothing more is found in that.
func FuzzNotices(f *testing.F) {
	f.Add("404 Not Found", "Er ging… [+1800 chars]")
	f.Add("Titel - Bote", "Ein Satz. Jetzt weiterlesen mit Bote Plus. Jederzeit kündbar.")
	f.Add("Login", "dpa:240312-99-1/3\n[...] Continue reading X →")
	f.Fuzz(func(t *testing.T, title, text string) {
		text = strings.TrimSpace(strings.ToValidUTF8(text, "\ufffd"))
		rest, truncated := notice.Ending(text)
		if !strings.HasPrefix(text, rest) || truncated != (rest != text) || rest == "" && text != "" {
			t.Fatalf("%q ends as %q, %v", text, rest, truncated)
		}
		if short := notice.WithoutOutlet(title, text, text); !strings.Contains(title, short) {
			t.Fatalf("%q becomes %q", title, short)
		}
		_ = notice.Of(text)
		_ = notice.IsBiography(text, title)
		_ = notice.Page(title, text)
	})
}

// TestGrowth feeds every search the inputs that are worst for it.
func TestGrowth(t *testing.T) {
	growth.Main(t, func(t *testing.T) {
		growth.Check(t, "ending/marks", 200_000, func(n int) { notice.Ending("Ein Satz." + strings.Repeat(" [...]", n)) })
		growth.Check(t, "ending/walls", 200_000, func(n int) { notice.Ending(strings.Repeat("Jetzt weiterlesen mit Plus. ", n)) })
		growth.Check(t, "title/marks", 200_000, func(n int) { notice.WithoutOutlet(strings.Repeat("Bote - ", n)+"Bote", "Bote", "") })
	})
}
