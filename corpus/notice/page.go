package notice

import "strings"

// place is a kind of page that comes in place of an article.
type place struct {
	name string
	// titles are whole titles or lines in normal form, "*" at the end for any that begin so.
	titles []string
	// says are phrases in normal form of which such a page has several.
	says []string
	// beside are phrases that stand next to them.
	beside []string
	// speaks are words of which one at least must be there; none are needed where it is nil.
	speaks []string
	// enough is the number of different phrases that do without a title, titledEnough that
	// with one.
	enough, titledEnough int
	// most is the largest size of the text in bytes.
	most int
}

// Page tells what a page is that came in place of an article, "" where it may be one: a
// text that is short and says of itself in most of its words that it is a wall of consent,
// an error, a check of the reader's browser, or a login. An article about these says more.
func Page(title, text string) string {
	if !mayBePlace(title, text) {
		return ""
	}
	var sentences []string
	for line := range strings.SplitSeq(text, "\n") {
		for line != "" {
			var s string
			s, line = cutSentence(line)
			if s = normal(s); s != " " {
				sentences = append(sentences, s)
			}
		}
	}
	heading := normal(title)
	for i := range places {
		if places[i].is(heading, text, sentences) {
			return places[i].name
		}
	}
	return ""
}

// Limits in bytes.
const (
	maxPlace = 1_500 // of a page but a wall of consent
	maxWalls = 5_000 // of a wall of consent
	maxTitle = 80
	opening  = 400 // in which a page that is no article says one of its words
)

// mayBePlace spares most articles the search for phrases.
func mayBePlace(title, text string) bool {
	switch {
	case len(text) > maxWalls:
		return false
	case len(title) >= 3 && len(title) <= maxTitle && (placeTitles.admits(title) || isStatus(title[:3])):
		return true
	case len(text) > maxPlace:
		return has(text[:opening], []string{"ookie", "inwilligung", "onsent"})
	}
	return has(text[:min(len(text), opening)], placeWords)
}

// isStatus tells whether three bytes are a status of HTTP that tells of an error.
func isStatus(s string) bool {
	return (s[0] == '4' || s[0] == '5') && s[1] >= '0' && s[1] <= '5' && s[2] >= '0' && s[2] <= '9'
}

// placeWords are parts of words of which one at least is on each of these pages.
var placeWords = []string{
	"ookie", "avaScript", "avascript", "browser", "Browser", "obot", "aptcha", "APTCHA", "404", "403", "Fehler", "rror", "page you", "not found", "be found", "asswor", "ennwort",
	"ustimm", "inwilligung", "onsent", "rivatsph", "Seite ", "navailable", "nicht verfügbar", "nicht erreichbar",
}

// placeTitles holds the beginnings of the titles of these pages.
var placeTitles = func() *gate {
	g := new(gate)
	for i := range places {
		for _, t := range places[i].titles {
			g.add(strings.TrimSuffix(t, "*") + " ")
		}
	}
	return g
}()

// is tells whether title and sentences are those of such a page.
func (p *place) is(title, text string, sentences []string) bool {
	if len(text) > p.most {
		return false
	}
	const site = 80 // bytes of words of the site beside
	titled := p.titled(title)
	total := 0
	for _, s := range sentences {
		total += len(s)
	}
	said := make(map[string]bool)
	unknown := 0
	for i, s := range sentences {
		found := i < 2 && p.titled(s)
		titled = titled || found
		for _, phrase := range p.says {
			if strings.Contains(s, phrase) {
				said[phrase], found = true, true
			}
		}
		if !found && !has(s, p.beside) && (len(s) > maxFiller || sentenceKind(s) != Filler) {
			unknown += len(s)
		}
		if unknown > site && unknown > total/3 {
			return false
		}
	}
	switch {
	case strings.ContainsAny(text, "“”„«»") && !titled:
		return false // somebody is quoted
	case len(p.speaks) > 0 && !containsAny(sentences, p.speaks):
		return false
	case titled && len(said) >= p.titledEnough, len(said) >= p.enough:
		return true
	}
	// "404 Not Found" and the name of a server.
	return p.titled(title) && has(title, p.says) && total <= site
}

// containsAny tells whether one of the words is in one of the sentences.
func containsAny(sentences, words []string) bool {
	for _, s := range sentences {
		if has(s, words) {
			return true
		}
	}
	return false
}

// titled tells whether a title in normal form is one of the page.
func (p *place) titled(title string) bool {
	t := strings.TrimSpace(title)
	for _, known := range p.titles {
		if prefix, open := strings.CutSuffix(known, "*"); t == prefix || open && strings.HasPrefix(t, prefix) && len(t) <= len(prefix)+40 {
			return true
		}
	}
	return false
}

var places = []place{
	{
		name: "a check of the reader's browser",
		titles: []string{
			"just a moment", "attention required*", "are you a robot*", "are you human*", "robot check", "security check*", "access denied*", "access to this page has been denied*", "human verification", "please wait*", "ddos guard",
			"sicherheitsüberprüfung*", "sicherheitsabfrage*", "bot check", "captcha", "verify you are human*", "pardon our interruption", "einen moment bitte", "einen moment", "checking your browser*", "one more step",
			"enable javascript*", "javascript required", "javascript is disabled*", "javascript deaktiviert*", "bitte javascript aktivieren", "bist du ein mensch*", "sind sie ein mensch*", "sind sie ein roboter*", "please enable js*", "zugriff verweigert*", "unsupported browser*",
		},
		says: []string{
			" checking your browser", " checking if the site connection is secure", " enable javascript and cookies", " enable javascript", " enable cookies", " enable js ", " verify you are human", " verifying you are human", " verify that you are", " not a robot", " are a robot", " you are human",
			" ray id", " unusual traffic", " unusual activity", " review the security of your connection", " javascript is disabled", " javascript is required", " javascript to ", " needs javascript", " requires javascript", " javascript aktivieren", " aktivieren sie javascript", " aktiviere javascript", " javascript ist deaktiviert",
			" javascript deaktiviert", " javascript in ihrem browser", " kein roboter", " ein mensch sind", " ein mensch bist", " captcha", " security service to protect", " disable any ad blocker", " disable your ad blocker", " adblocker", " ad blocker", " werbeblocker", " ungewöhnlichen datenverkehr", " ungewöhnliche aktivität", " ihr browser wird überprüft", " überprüfen ihren browser", " überprüft ihren browser", " why have i been blocked", " you have been blocked", " sie wurden blockiert", " your browser does not support", " unterstützt kein javascript",
			" wir überprüfen ", " bots ", " automated ", " automatisierte ",
		},
		beside: []string{
			" performance security by", " cloudflare", " akamai", " imperva", " incident id", " reference ", " redirected", " weitergeleitet", " please wait", " bitte warten", " a few seconds", " einige sekunden", " einen augenblick", " your browser", " ihr browser", " ihren browser", " ihrem browser", " reload", " neu laden", " your ip", " ihre ip", " contact the site", " support ", " this process is automatic", " to continue", " um fortzufahren",
			" block id", " vorgang ", " security", " sicherheit",
		},
		enough: 2, titledEnough: 1, most: 2_000,
	},
	{
		name: "an error",
		titles: []string{
			"404", "404 *", "403 *", "410 *", "500 *", "502 *", "503 *", "504 *", "429 *", "451 *", "error", "error 404*", "error 403*", "error 5*", "fehler", "fehler 404*", "fehler 403*", "fehler 5*", "http 4*", "http 5*", "not found*", "page not found*", "seite nicht gefunden*", "artikel nicht gefunden*", "forbidden*", "access denied*", "bad gateway*",
			"service unavailable*", "service temporarily unavailable*", "internal server error*", "gateway timeout*", "gateway time out*", "too many requests*", "site maintenance*", "wartungsarbeiten", "wartung", "wartungsmodus", "under maintenance*", "maintenance", "oops", "ups", "hoppla", "sorry", "entschuldigung", "oops something went wrong", "ups da ist etwas schiefgelaufen", "zugriff verweigert*", "kein zugriff*", "object not found*",
			"seite existiert nicht*", "seite nicht verfügbar*", "diese seite existiert nicht*", "die seite wurde nicht gefunden*", "die seite konnte nicht gefunden werden*", "page unavailable*", "this page isnt available*", "nothing found*", "nichts gefunden*", "unavailable*", "nicht gefunden*", "unavailable due to legal reasons*", "unavailable for legal reasons*", "content not available*", "inhalt nicht verfügbar*", "dieser artikel ist nicht mehr verfügbar*",
		},
		says: []string{
			" page you are looking for", " page you were looking for", " page youre looking for", " page you requested", " page you have requested", " requested page", " requested url", " requested resource", " page cannot be found", " page could not be found", " page cant be found", " page was not found", " page not found", " not found ", " forbidden ", " bad gateway", " service unavailable", " gateway time", " nicht gefunden ", " access denied", " was not found on this server", " find the page", " find this page", " find that page", " find what youre looking", " find what you were looking", " no longer exists", " does not exist", " doesnt exist", " no longer available", " has been moved or", " may have been moved", " may have been removed", " has been removed",
			" dont have permission", " do not have permission", " dont have access", " permission to access", " server encountered", " internal error", " server error", " temporarily unavailable", " unable to service", " unable to complete your request", " unable to process your request", " invalid response", " upstream", " try again later", " try again in a few", " something went wrong", " scheduled maintenance", " down for maintenance", " undergoing maintenance", " error code", " error 4", " error 5", " fehlercode", " fehler 4", " fehler 5", " too many requests", " rate limit", " due to legal reasons", " not available in your", " unavailable in your", " european economic area",
			" gesuchte seite", " angeforderte seite", " aufgerufene seite", " gewünschte seite", " gesuchten seite", " angeforderten seite", " seite die sie suchen", " seite nach der sie", " seite wurde nicht gefunden", " seite konnte nicht", " seite nicht gefunden", " seite nicht finden", " existiert nicht", " nicht mehr verfügbar", " nicht mehr vorhanden", " nicht gefunden werden", " wurde gelöscht", " wurde entfernt", " wurde verschoben", " vorübergehend nicht erreichbar", " vorübergehend nicht verfügbar", " derzeit nicht erreichbar", " derzeit nicht verfügbar", " zurzeit nicht erreichbar", " keine berechtigung", " nicht berechtigt", " später noch einmal", " später erneut", " wartungsarbeiten", " ist ein fehler aufgetreten", " etwas schiefgelaufen", " etwas schief gelaufen", " technischen fehler", " technisches problem", " adresse vertippt", " url vertippt", " nicht in ihrem land",
		},
		beside: []string{
			" nginx", " apache", " port 80", " port 443", " home page", " homepage", " startseite", " search", " suche", " check the url", " check the address", " prüfen sie ", " überprüfen sie ", " überprüfe ", " the link", " der link", " dem link", " einen link", " einem link", " go back", " zurück zur", " zurück", " sitemap", " we apologize", " we apologise", " were sorry", " sorry ", " entschuldigung", " tut uns leid", " bitten um verständnis", " mistyped", " tippfehler", " vertippt", " administrator", " webmaster", " try ", " versuchen sie", " versuche es", " reload", " outdated", " veraltet", " contact us", " kontakt", " adresse", " reference ", " oops", " ups ", " hoppla", " error ", " fehler ", " 404 ", " 403 ", " 500 ", " 502 ", " 503 ", " you can ", " sie können ", " in der zwischenzeit",
		},
		enough: 2, titledEnough: 1, most: 1_500,
	},
	{
		name: "a wall of consent",
		titles: []string{
			"before you continue*", "bevor sie fortfahren*", "cookie einstellungen*", "cookie hinweis*", "cookies", "cookies und *", "cookie consent*", "privacy settings*", "privacy preference*", "datenschutzeinstellungen*", "datenschutz einstellungen*", "privatsphäre einstellungen*", "ihre privatsphäre*", "we value your privacy*", "your privacy*", "your privacy choices*", "consent*", "einwilligung*", "zustimmung*", "we care about your privacy*", "wir respektieren ihre privatsphäre*",
			"mit werbung weiterlesen*", "weiter mit werbung*", "werbung und tracking*", "privacy center*", "privacy gate*", "consent required*", "manage your privacy*", "ihre datenschutzeinstellungen*", "wie möchten sie*", "wir brauchen ihre zustimmung*", "wir benötigen ihre zustimmung*", "deine privatsphäre*",
		},
		says: []string{
			" cookies", " cookie ", " einwilligung", " ihre zustimmung", " ihrer zustimmung", " deine zustimmung", " your consent", " consent to ", " accept all", " reject all", " alle akzeptieren", " alle ablehnen", " akzeptieren und ", " zustimmen und ", " personalised ads", " personalized ads", " personalisierte werbung", " personalisierte anzeigen", " personalisierten anzeigen", " legitimate interest", " berechtigten interesse", " berechtigtes interesse", " third party vendors", " our partners", " unsere partner", " unseren partnern", " partner ", " information on a device", " informationen auf einem gerät", " auf ihrem gerät", " tracking", " manage your choices", " manage options", " manage preferences", " einstellungen verwalten", " personenbezogene daten", " personal data", " datenverarbeitung", " werbefrei", " pur abo", " mit werbung", " privatsphäre", " privacy settings", " privacy policy", " datenschutzerklärung", " vendors",
		},
		beside: []string{
			" zustimmen", " akzeptieren", " ablehnen", " einstellungen", " accept", " reject", " decline", " settings", " privacy", " datenschutz", " widerrufen", " withdraw", " impressum", " anzeigen", " zwecke", " purposes", " ads ", " advertising", " werbung", " daten", " data ", " mehr informationen", " learn more", " nutzungserlebnis", " user experience", " agree", " einverstanden", " jederzeit", " at any time", " inhalte", " abo", " euro ", " anbieter", " dienste", " analytics", " measurement", " messung", " zielgruppen", " audience", " login", " anmelden", " speichern", " store ", " sign in", " besuch", " website", " webseite", " kündbar", " nutzung", " services",
		},
		speaks: []string{" wir ", " we ", " our ", " unsere", " ihre einwilligung", " ihre zustimmung", " your consent", " accept all", " alle akzeptieren"},
		enough: 4, titledEnough: 2, most: 5_000,
	},
	{
		name: "a login",
		titles: []string{
			"login*", "log in*", "sign in*", "anmelden*", "anmeldung*", "einloggen*", "benutzeranmeldung*", "registrieren*", "registrierung*", "register*", "create account*", "create an account*", "sign up*", "mein konto*", "my account*", "passwort vergessen", "forgot password", "welcome back*", "willkommen zurück*", "konto erstellen*",
		},
		says: []string{
			" forgot your password", " forgot password", " forgotten password", " forgotten your password", " reset password", " reset your password", " lost your password", " remember me", " keep me signed in", " keep me logged in", " stay signed in", " username", " password", " sign in to ", " log in to ", " sign in with ", " log in with ", " continue with google", " continue with facebook", " continue with apple", " create an account", " create account", " dont have an account", " no account yet", " email address", " passwort vergessen", " kennwort", " passwort", " benutzername", " angemeldet bleiben", " eingeloggt bleiben", " noch kein konto", " noch nicht registriert", " konto erstellen", " jetzt registrieren", " e mail adresse", " mit google anmelden", " mit apple anmelden", " mit facebook anmelden", " melden sie sich an", " bitte anmelden", " loggen sie sich ein", " neu hier",
		},
		beside: []string{
			" sign in", " log in", " login", " anmelden", " einloggen", " registrieren", " sign up", " register", " terms", " privacy", " datenschutz", " nutzungsbedingungen", " agb", " konto", " account", " weiter", " next", " continue", " zurück", " back to", " email", " e mail", " hilfe", " help", " oder", " or ", " show ", " anzeigen", " support",
		},
		enough: 4, titledEnough: 2, most: 1_200,
	},
}
