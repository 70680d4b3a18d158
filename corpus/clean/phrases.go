package clean

// The phrases below are in lower case, with a straight apostrophe, and in German and
// English. Each list says how a line must match, because precision comes from the way
// of matching: a phrase inside a sentence never matches.

// shareWords name a service or an action of a share bar. A line of two or more of them
// and nothing else, or two such lines in a row, is a share bar.
var shareWords = setOf(
	"facebook", "twitter", "whatsapp", "telegram", "pinterest", "linkedin", "xing", "reddit", "tumblr", "instagram",
	"flipboard", "pocket", "threads", "bluesky", "mastodon", "messenger", "signal", "threema", "youtube", "tiktok",
	"e-mail", "email", "mail", "teilen", "share", "tweet", "tweeten", "drucken", "print", "merken", "mailen", "flattr",
	"kopieren", "rss", "x.com",
)

// wholeLines are boilerplate where nothing else stands in the line.
var wholeLines = setOf(
	// share bars
	"teilen", "share", "tweet", "drucken", "print", "diesen artikel teilen", "diesen beitrag teilen", "artikel teilen",
	"beitrag teilen", "seite teilen", "share this", "share this article", "share this story", "share this post", "share this page",
	"share article", "auf facebook teilen", "auf twitter teilen", "auf x teilen", "auf whatsapp teilen", "per whatsapp teilen",
	"per e-mail teilen", "per mail teilen", "per e-mail versenden", "share on facebook", "share on twitter", "share on x",
	"share on whatsapp", "share on linkedin", "share via email", "share by email", "share by e-mail", "share via e-mail", "copy link", "link kopieren",
	"artikel drucken", "print this article", "email this article", "artikel merken", "artikel versenden", "click to share",
	"zur merkliste hinzufügen", "save article", "gefällt mir", "like us on facebook",
	// links to other articles
	"lesen sie auch", "lesen sie mehr", "lesen sie dazu", "lesen sie dazu auch", "lesen sie hier", "lesen sie weiter",
	"mehr zum thema", "mehr dazu", "mehr lesen", "lies auch", "lies mehr", "auch interessant", "weiterlesen",
	"hier weiterlesen", "das könnte sie auch interessieren", "das könnte dich auch interessieren", "weitere artikel",
	"ähnliche artikel", "ähnliche beiträge", "verwandte artikel", "verwandte themen", "read more", "read also", "also read",
	"read next", "read on", "more on this story", "related articles", "related stories", "related posts", "related topics",
	"related content", "see also", "you may also like", "you might also like", "recommended for you", "recommended stories",
	"more stories", "meistgelesen", "most read", "zur startseite", "zum seitenanfang", "nach oben", "back to top", "seite drucken", "print page", "continue to the comments",
	"story continues below", "story continues below advertisement", "article continues below advertisement", "advertisement",
	"werbung", "anzeige", "continue reading", "continue reading the main story",
	// credits
	"quelle & bilder", "quellen & bilder", "quelle und bilder", "quellen und bilder", "bilder & quellen", "bilder & quelle",
	"bild & quelle", "quelle & bild", "bild und quelle", "bild und quellen", "bild & quellen", "bilder und quellen", "text & bild", "source & images", "sources & images", "source and images", "bildnachweis",
	"bildnachweise", "bildquelle", "bildrechte", "image credits", "photo credits", "photo credit", "image credit",
	"bild vergrößern", "bild in lightbox öffnen", "bildunterschrift anzeigen", "bildbeschreibung einblenden", "view gallery",
	"zur galerie", "zur bildergalerie", "enlarge this image", "hide caption", "toggle caption",
	// prompts
	"newsletter abonnieren", "jetzt newsletter abonnieren", "zum newsletter", "newsletter bestellen", "jetzt abonnieren",
	"jetzt anmelden", "subscribe", "subscribe now", "sign up", "sign up now", "sign up for our newsletter", "sign in",
	"log in", "already a subscriber? log in", "already a subscriber? sign in", "already a subscriber?", "become a member",
	"jetzt abo abschließen", "alle cookies akzeptieren", "cookies akzeptieren", "cookie-einstellungen", "accept all cookies",
	"accept cookies", "cookie settings", "manage cookies", "zustimmen und weiter", "accept and continue",
	// comment forms
	"kommentare", "kommentare lesen", "comments", "view comments", "show comments", "kommentare anzeigen", "antwort abbrechen",
	"antworten abbrechen", "cancel reply", "kommentar abschicken", "kommentar absenden", "post comment", "submit comment",
	"no comments", "no comments yet", "keine kommentare", "noch keine kommentare",
)

// commentHeadings are whole lines that open a comment form: what follows one in the
// second half of a text is no longer the article.
var commentHeadings = setOf(
	"schreibe einen kommentar", "schreiben sie einen kommentar", "schreib einen kommentar", "kommentar schreiben",
	"kommentar verfassen", "kommentar hinterlassen", "kommentar abgeben", "hinterlasse einen kommentar",
	"hinterlasse eine antwort", "hinterlassen sie einen kommentar", "einen kommentar schreiben", "einen kommentar hinterlassen",
	"schreibe einen kommentar antworten abbrechen", "schreibe einen kommentar antwort abbrechen", "ihr kommentar", "dein kommentar",
	"leave a reply", "leave a comment", "leave a reply cancel reply", "leave a comment cancel reply", "write a comment",
	"post a comment", "add a comment", "add your comment", "join the conversation", "your comment", "submit a comment",
)

// beginnings are boilerplate where a line begins with them.
var beginnings = []string{
	// comment forms
	"deine e-mail-adresse wird nicht veröffentlicht", "ihre e-mail-adresse wird nicht veröffentlicht",
	"ihre adresse wird nicht angezeigt", "ihre e-mail-adresse wird nicht angezeigt", "deine email-adresse wird nicht veröffentlicht", "erforderliche felder sind mit * markiert", "erforderliche felder sind markiert",
	"your email address will not be published", "required fields are marked", "save my name, email",
	"meinen namen, meine e-mail-adresse und", "meinen namen, e-mail und website", "you must be logged in to",
	"du musst angemeldet sein, um", "sie müssen angemeldet sein, um", "you must log in to post", "log in to leave a comment",
	"notify me of follow-up comments", "notify me of new posts", "benachrichtige mich über",
	// prompts
	"melden sie sich für unseren newsletter", "melden sie sich zu unserem newsletter", "melden sie sich für den newsletter",
	"melden sie sich hier für unseren newsletter", "melden sie sich jetzt für unseren", "melde dich für unseren newsletter",
	"melde dich zu unserem newsletter", "melde dich für den newsletter", "melde dich jetzt für unseren", "abonnieren sie unseren",
	"abonniere unseren", "abonnieren sie den newsletter", "abonniere den newsletter", "abonnieren sie jetzt", "sign up for our",
	"sign up to our", "sign up for the newsletter", "sign up here for our", "sign up to receive our", "subscribe to our",
	"subscribe to the newsletter", "subscribe for unlimited", "to continue reading, please", "to continue reading, subscribe",
	"sie haben bereits ein abo", "sie sind bereits abonnent", "bereits abonnent?", "dieser artikel ist nur für abonnenten",
	"um weiterzulesen, ", "folgen sie uns auf", "folge uns auf", "follow us on ", "follow us @",
}

// skipLinks are lines for readers who hear a page; they lead past its navigation.
var skipLinks = setOf(
	"zum inhalt springen", "zum hauptinhalt springen", "zum inhalt", "zum hauptinhalt", "direkt zum inhalt", "springe zum inhalt",
	"springe direkt zum inhalt", "zur navigation springen", "zur hauptnavigation springen", "zur suche springen", "zum footer springen",
	"skip to content", "skip to main content", "skip to the main content", "skip navigation", "skip to navigation", "jump to content",
	"jump to navigation", "accessibility links", "accessibility help",
)

// homeWords begin a breadcrumb and stand in navigation bars.
var homeWords = setOf("startseite", "home", "homepage")

// navWords are the entries of navigation bars and footers beside homeWords: sections,
// accounts and legal pages. Alone they are content.
var navWords = setOf(
	"politik", "wirtschaft", "technik", "kultur", "sport", "panorama", "wissen", "wissenschaft", "gesellschaft", "meinung", "meinungen",
	"inland", "lokales", "regional", "region", "gesundheit", "reise", "reisen", "auto", "digital", "feuilleton", "finanzen",
	"börse", "karriere", "leben", "stil", "medien", "netzwelt", "unterhaltung", "wetter", "ressorts", "archiv", "aktuell",
	"aktuelles", "nachrichten", "ratgeber", "anzeigen", "abo", "abonnement", "abonnieren", "e-paper", "epaper", "menü", "suche", "suchen",
	"anmelden", "einloggen", "registrieren", "mein konto", "merkliste", "impressum", "datenschutz", "datenschutzerklärung", "agb",
	"kontakt", "mediadaten", "nutzungsbedingungen", "nutzungsbasierte werbung", "über uns", "hilfe", "barrierefreiheit",
	"news", "world", "politics", "business", "economy", "money", "technology", "tech", "science", "health", "sports", "culture", "arts",
	"travel", "opinion", "entertainment", "lifestyle", "life", "style", "local", "national", "international", "crime", "education",
	"environment", "climate", "weather", "markets", "video", "videos", "podcast", "podcasts", "newsletter", "newsletters", "menu",
	"search", "login", "register", "my account", "account", "about", "about us", "contact", "contact us", "privacy", "privacy policy",
	"terms", "terms of use", "terms of service", "terms & conditions", "cookies", "cookie policy", "advertise", "advertise with us",
	"help", "jobs", "imprint", "legal notice", "archive", "magazine", "features",
	// answers to a note about cookies
	"alle annehmen", "alle akzeptieren", "alle ablehnen", "nur notwendige", "einstellungen", "accept all", "reject all", "manage settings",
	"manage options", "settings",
)

// legalPages stand beside the notice of copyright of a site.
var legalPages = []string{"impressum", "datenschutz", "nutzungsbedingungen", "privacy", "terms of", "imprint", "legal notice"}

// offers begin entries of a navigation that sell subscriptions.
var offers = []string{"abo ab ", "abos ab ", "subscribe from ", "subscribe for ", "jetzt abo "}

// shareFillers are words of a share bar behind its label beside shareWords.
var shareFillers = setOf("per", "via", "by", "on", "auf", "link", "copy")

// shareOpenings begin entries of share bars.
var shareOpenings = []string{"share on ", "share by ", "share via ", "share with ", "auf facebook ", "auf x ", "auf whatsapp ", "per e-mail", "per mail"}

// rightsOpenings begin notices of copyright.
var rightsOpenings = []string{"© ", "©", "(c) ", "copyright "}

// bylineOpenings stand before authors.
var bylineOpenings = []string{"Von ", "By ", "von ", "by ", "Autor: ", "Autorin: ", "Author: ", "Written by ", "Ein Beitrag von "}

// interviewOpenings stand before those who asked the questions.
var interviewOpenings = []string{"Das Gespräch führte ", "Das Interview führte ", "Die Fragen stellte "}

// readingWords are the words of a statement of how long reading takes.
var readingWords = setOf(
	"lesezeit", "lesedauer", "minute", "minuten", "min", "mins", "minutes", "read", "reading", "time", "lesen", "ca", "etwa", "zu", "in",
)

// pressWords occur in the names of outlets, and pressEndings end words in those of German
// ones.
var (
	pressWords = setOf(
		"post", "times", "weekly", "daily", "news", "herald", "gazette", "tribune", "journal", "review", "wire", "guardian", "observer",
		"chronicle", "press", "magazine", "telegraph", "courier", "examiner", "mirror", "globe", "bulletin", "sentinel", "register",
		"allgemeine", "presse", "echo", "magazin", "merkur", "spiegel",
	)
	pressEndings = []string{"zeitung", "blatt", "bote", "kurier", "anzeiger", "nachrichten", "rundschau"}
)

// companyWords end the names of publishers behind that of the outlet.
var companyWords = setOf("verlag", "verlags", "gmbh", "ag", "kg", "co", "co.", "&", "se", "inc", "inc.", "ltd", "ltd.", "llc", "limited")

// agencies and their like sell texts and pictures to outlets.
var agencies = setOf(
	"dpa", "afp", "ap", "apa", "sid", "kna", "epd", "dts", "reuters", "associated", "getty", "imago", "alamy", "bloomberg", "xinhua",
	"dpa-infocom", "upi", "pa", "shutterstock", "istock", "adobe", "pixabay", "unsplash", "picture", "images", "afp/getty",
)

// cookieNotes begin the notes about cookies that open a page.
var cookieNotes = []string{
	"wir verwenden cookies", "wir nutzen cookies", "diese website verwendet cookies", "diese webseite verwendet cookies",
	"diese seite verwendet cookies", "diese website nutzt cookies", "we use cookies", "we and our partners use cookies", "wir und unsere partner verwenden cookies", "this website uses cookies", "this site uses cookies",
	"by continuing to use this site", "by using this site, you agree",
}

// relatedHeadings are the whole lines above the titles of other articles.
var relatedHeadings = setOf(
	"mehr zum thema", "auch interessant", "das könnte sie auch interessieren", "das könnte dich auch interessieren", "weitere artikel",
	"ähnliche artikel", "ähnliche beiträge", "verwandte artikel", "lesen sie auch", "related articles", "related stories", "related posts",
	"you may also like", "you might also like", "recommended for you", "recommended stories", "more stories", "read also", "read next",
	"meistgelesen", "most read",
)

// links are boilerplate where a line begins with them and a colon or a mark that stands
// for a link: the rest of the line is the title of another article.
var links = setOf(
	"lesen sie auch", "lesen sie mehr", "lesen sie dazu", "lesen sie dazu auch", "lesen sie hier", "lesen sie hierzu",
	"lesen sie außerdem", "lesen sie zudem", "mehr zum thema", "mehr dazu", "mehr lesen", "lies auch", "lies mehr", "lies dazu",
	"auch interessant", "siehe auch", "das könnte sie auch interessieren", "das könnte dich auch interessieren", "weiterlesen",
	"read more", "read also", "also read", "read next", "more on this", "related", "related article", "related story",
	"see also", "you may also like", "don't miss", "must read", "watch",
)

// captionLabels stand before the name of the photographer or agency, with a colon. They
// may also end a line that is a caption.
var captionLabels = setOf(
	"foto", "fotos", "bild", "bilder", "bildnachweis", "bildnachweise", "bildquelle", "bildquellen", "bildrechte",
	"bildcredit", "fotocredit", "foto-credit", "titelbild", "titelfoto", "symbolbild", "symbolfoto", "beitragsbild",
	"archivbild", "archivfoto", "grafik", "photo", "photos", "photo credit", "photo credits", "photograph", "photographs",
	"photographer", "image", "images", "image credit", "image credits", "image source", "picture", "pictures",
	"picture credit", "credit", "credits", "featured image", "fotograf", "fotografin",
)

// sourceLabels stand before the name of a source, and only at the beginning of a line.
var sourceLabels = setOf(
	"quelle", "quellen", "source", "sources", "bild und quelle", "copyright", "illustration", "graphic", "video",
)

// creditOpenings stand before a name without a colon.
var creditOpenings = []string{
	"photo by ", "photos by ", "photograph by ", "photographs by ", "image by ", "images by ", "photo via ", "image via ",
	"photo courtesy of ", "image courtesy of ", "foto von ", "fotos von ", "bild von ", "(c) ", "© ", "(c)", "©", "copyright ©",
}

// nameParticles are the words in lower case that occur in the names of people, agencies
// and licences.
var nameParticles = setOf(
	"dpa", "afp", "ap", "epa", "apa", "rtr", "reuters", "ddp", "dapd", "imago", "picture", "alliance", "picture-alliance",
	"images", "image", "getty", "keystone", "press", "photo", "via", "by", "von", "van", "de", "der", "den", "di", "da", "du", "la", "le", "el",
	"al", "zu", "zur", "und", "and", "of", "the", "/", "|", "&", "-", "–", "cc", "cc-by", "cc-by-sa", "cc0", "pixabay", "unsplash",
	"privat", "archiv", "handout", "zvg", "pool", "screenshot", "montage", "symbolbild", "archivbild", "montage", "dts",
)

// finiteVerbs mark a sentence; a caption that only names what it shows has none.
var finiteVerbs = setOf(
	"ist", "sind", "war", "waren", "wird", "werden", "wurde", "wurden", "hat", "haben", "hatte", "hatten", "kann", "können",
	"soll", "sollen", "muss", "müssen", "will", "wollen", "sagt", "sagte", "gibt", "gab", "geht", "ging", "kommt", "kam",
	"is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "should", "must", "may", "said", "says",
	"do", "does", "did", "sei", "habe", "könnte", "dürfte", "sollte", "bleibt", "macht", "steht", "liegt",
)
