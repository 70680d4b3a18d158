package notice

// The words below are in normal form. Those of German and English stand apart, for their
// sentences are built otherwise.

// What sentences about subscriptions speak of.
var (
	products = []string{
		" abo", "abo ", "abos ", "abonn", " premium", " plus ", "plus ", " + ", " epaper", " e paper", " digital", " alle artikel", " alle inhalte",
		" allen artikeln", " allen inhalten", " zugang", " zugriff", " probe", " angebot", " ausgabe", " unbegrenzt", " werbefrei", " mitglied", " freischalt",
	}
	offers = []string{
		" monat", " woche", " tage ", " tagen ", " jahr", " euro ", " € ", " cent ", " kostenlos", " gratis", " günstig", " rabatt", " vorteil",
		" zugriff auf alle", " zugang zu alle", " unbegrenzt", " prozent", " % ", " kündbar", " testen ", " flexibel", " unverbindlich",
		" month", " week", " days ", " year", " $ ", " £ ", " free ", " trial", " cancel",
	}
	access = []string{
		" abo", "abo ", "abonn", " premium", " plus ", "plus ", " + ", " zugang", " zugriff", " freischalt", " digital", " testen", " probe", " monat", " woche",
		" euro ", " € ", " kostenlos", " gratis", " registrier", " anmeld", " einlogg", " login", " mitglied", " paket", " konto",
	}
	readers = []string{
		" abonnent", "abonnent", "abo ", " abo", " premium", " plus ", "plus ", " + ", " mitglied", " registriert", " angemeldet", " kostenpflichtig", " zahlend", " eingeloggt",
		" bezahlschranke",
	}
	reserved = []string{
		" nur ", " exklusiv", " ausschließlich", " vorbehalten", " kostenpflichtig", " lesen sie", " lesen können", " können sie", " kannst du", " liest du", " weiterlesen",
		" verfügbar", " freigeschaltet", " gehört zu", " sichtbar", " zugänglich", " bestandteil", " hinter ",
	}
	entering = []string{
		" abo", "abonn", " registrier", " anmelde", " anmelden", " melden", " melde ", " einlogg", " loggen", " logge ", " konto ", " login", " plus ", " premium", " freischalt", " kostenlos",
	}
	reading = []string{" lesen", " weiterzulesen", " weiterlesen", " weiter zu lesen", " artikel", " inhalt", " beitrag", " text ", " zugriff", " zugang"}
)

var (
	goingOn   = []string{" to continue", " to keep", " to read", " to access", " to unlock", " to view", " to finish", " for full", " for unlimited", " continue reading", " keep reading", " to get full", " to see the"}
	pieces    = []string{" read", " access", " story", " article", " content", " unlimited", " post "}
	enclosed  = []string{" only", " exclusive", " reserved", " available", " for subscribers", " for members", " for paid", " for paying", " for premium", " for registered", " limited to", " locked", " behind"}
	customers = []string{" subscriber", " member", " premium", " subscription", " paid ", " paying", " registered", " paywall"}
	signingIn = []string{" subscri", " sign in", " log in", " login", " register", " create an account", " create a free", " become", " free account", " upgrade", " start your", " sign up"}
	goods     = []string{" access", " subscription", " subscri", " trial", " unlimited", " digital", " membership", " all articles", " all our", " epaper", " e paper"}
	prices    = []string{" $ ", " £ ", " € ", " free ", " month", " week", " unlimited", " % ", " off ", " cancel", " only ", " days ", " year", " today ", " now "}
)

// Newsletters, and what sentences about them ask for.
var (
	letters = []string{
		"newsletter", " whatsapp kanal", " telegram kanal", " push nachricht", " push mitteilung", " whatsapp channel", " your inbox", " in your inbox",
		" morning briefing", " morgenbriefing", " email alert", " e mail alert", " news alert", " breaking news alert",
	}
	asks = []string{
		" anmeld", " abonnier", " bestell", " kostenlos", " gratis", " eintrag", " registrier", " verpass", " postfach", " an ", " ein ", " ab ", " erhalten", " hier ", " per mail",
		" per e mail", " anmeldung", " sign up", " signup", " subscri", " inbox", " delivered", " by email", " our ", " free ", " sent ", " miss", " join", " email",
	}
	firmAsks = []string{" anmeld", " abonnier", " bestell", " kostenlos", " eintrag", " registrier", " postfach", " sign up", " signup", " subscri", " inbox", " delivered"}
)

// Links, and where they lead.
var (
	leads = []string{" lesen sie ", " lesen ", " liest du ", " finden sie ", " finden ", " findest du ", " erfahren sie ", " erfahren ", " gibt es ", " gehts ", " geht es ", " sehen sie ", " sehen ", " hören sie "}
	there = []string{" hier ", " in unserem ", " in unserer ", " auf unserer ", " auf unserem ", " unter diesem link ", " im liveblog ", " im newsblog ", " im newsticker ", " im live ticker ", " in diesem artikel ", " in diesem text ", " in diesem beitrag "}
	works = []string{" artikel", " text ", " interview", " beitrag", " bericht", " kommentar", " geschichte ", " reportage", " story ", " gespräch", " rezension", " kolumne", " analyse"}
	webs  = []string{" here ", " click", " www ", " com ", " http", " our website", " on our "}
)

// families are tried in their order: the first that matches counts.
var families = []family{
	// The rest of the article is for others.
	{kind: Wall, openings: []string{
		"weiterlesen ", "weiterzulesen ", "weiter lesen ", "artikel ", "diesen artikel ", "den artikel ", "diesen text ", "diesen beitrag ", "lesen sie weiter ", "lesen sie diesen ",
		"lesen sie den ganzen ", "lesen sie den vollständigen ", "lesen sie den kompletten ", "lies weiter ", "sie möchten weiterlesen ", "sie wollen weiterlesen ",
		"sie möchten diesen ", "sie wollen diesen ", "möchten sie weiterlesen ", "möchten sie diesen ", "wollen sie weiterlesen ", "du willst weiterlesen ", "du möchtest weiterlesen ",
	}, needs: [][]string{access, {" lesen", " weiterlesen", " liest", " lies ", " lesen ", " freischalt", " weiter lesen", " weiterzulesen"}}, most: 260},
	{kind: Wall, openings: []string{
		"dieser artikel ", "dieser beitrag ", "dieser text ", "dieser inhalt ", "dieses interview ", "dieses video ", "diese reportage ", "diese geschichte ", "diese recherche ", "diese analyse ",
		"dieser kommentar ", "dieser bericht ", "diese inhalte ", "diesen artikel ", "diesen text ", "diesen beitrag ", "diesen inhalt ", "der ganze ", "der vollständige ", "der komplette ",
		"der volle ", "der rest ", "der artikel ", "der beitrag ", "der inhalt ", "den ganzen ", "den vollständigen ", "den kompletten ", "den vollen ", "das ganze ", "das vollständige ", "das komplette ",
	}, needs: [][]string{readers, reserved, works2}, most: 220},
	{kind: Wall, openings: []string{
		"sie haben bereits ein", "sie haben schon ein", "sie haben noch kein", "du hast bereits ein", "du hast schon ein", "du hast noch kein", "haben sie bereits ein", "haben sie schon ein",
		"sie sind bereits ", "sie sind schon ", "sie sind noch kein", "du bist bereits ", "du bist schon ", "du bist noch kein", "sind sie bereits ", "sind sie schon ", "bereits abonnent", "bereits kund",
		"bereits registriert", "bereits ein", "bereits digital", "bereits plus", "bereits mitglied", "schon abonnent", "schon kund", "schon registriert", "schon ein", "noch kein",
	}, needs: [][]string{{" abo", "abo ", "abonn", " konto ", " kunde ", " kundin ", " zugang", " registriert ", " mitglied", " leser", " digital", " plus ", "plus ", " account "}}, most: maxShort},
	{kind: Wall, openings: []string{
		"um diesen ", "um den ", "um dieses ", "um das ", "um die ", "um alle ", "um unsere ", "um weiterzulesen ", "um weiter zu lesen ", "zum weiterlesen ", "für den vollen ", "für den vollständigen ",
		"für vollen ", "melden sie sich an um ", "melden sie sich ", "melde dich ", "loggen sie sich ", "logge dich ", "registrieren sie sich ", "registriere dich ", "schließen sie ",
	}, needs: [][]string{entering, reading, {" um ", " zum weiterlesen", " für ", " zu lesen", " weiterzulesen"}}, most: 260},
	{kind: Wall, openings: []string{"sie haben ", "du hast ", "ihr limit ", "ihre kostenlosen ", "ihr kontingent "},
		needs: [][]string{{" kostenlosen artikel", " kostenfreien artikel", " freien artikel", " gratis artikel", " artikel limit", " freiartikel", " kontingent"}, {" gelesen", " erreicht", " aufgebraucht", " verbraucht", " limit", " ausgeschöpft"}}, most: 160},
	{kind: Wall, openings: []string{"subscribe ", "sign in ", "sign up ", "log in ", "login ", "register ", "join ", "create ", "become ", "start ", "unlock ", "upgrade ", "get ", "choose ", "want to "},
		needs: [][]string{goingOn, pieces, {" subscri", " sign in", " log in", " login", " register", " account", " member", " trial", " unlock", " upgrade", " join", " plan"}}, most: 200},
	{kind: Wall, openings: []string{
		"this article ", "this story ", "this content ", "this post ", "this report ", "this column ", "this page ", "this feature ", "this video ", "this analysis ", "this interview ",
		"the full ", "the rest ", "the remainder ", "the complete ", "the entire ", "our premium ", "full article ", "full story ", "full access ", "access to this ", "reading this ",
	}, needs: [][]string{customers, enclosed, {" article", " story", " content", " post ", " report", " column", " page ", " feature", " video ", " analysis", " interview", " access", " text "}}, most: 200},
	{kind: Wall, openings: []string{
		"already a subscriber ", "already subscribed ", "already a member ", "already have ", "already registered ", "not a subscriber ", "not a member ", "not yet a ", "are you a subscriber ", "are you already ",
		"dont have an account ", "dont have a subscription ", "do you have a subscription ", "do you have an account ", "have an account ", "have a subscription ", "existing subscriber", "existing user", "existing member", "new here ",
	}, most: maxShort + 15},
	{kind: Wall, openings: []string{"youve ", "you have ", "you reached ", "thats your ", "this is your "},
		needs: [][]string{{" limit", " free article", " free stor", " articles this month", " free views", " last free", " articles left", " articles remaining"}, {" reached", " read ", " used", " hit ", " exceeded", " last free", " left ", " remaining"}}, most: 160},
	{kind: Wall, openings: []string{"to continue ", "to keep ", "to read ", "to finish ", "to unlock ", "to access ", "to view ", "to enjoy ", "to see ", "for full access ", "for unlimited access ", "for full digital "},
		needs: [][]string{signingIn}, most: 200},
	{kind: Wall, openings: []string{"den ganzen ", "den vollständigen ", "den kompletten ", "den ausführlichen ", "das ganze ", "das vollständige ", "das komplette ", "das ausführliche ", "die ganze ", "die vollständige ", "die komplette ", "lesen sie den ganzen ", "lesen sie den vollständigen ", "lesen sie das ganze ", "lesen sie das vollständige ", "zum vollständigen ", "zum ganzen "},
		needs: [][]string{works, {" lesen ", " lesen sie ", " liest du ", " finden sie ", " gibt es ", " zum "}}, most: 140},
	{kind: Wall, openings: []string{"read the full ", "read the rest ", "read the whole ", "read the entire ", "read full ", "read the complete ", "view the full ", "click here to read the full ", "click here to read the rest ", "the full article can be ", "the full story can be "},
		needs: [][]string{{" story", " article", " interview", " report", " post ", " text ", " piece", " column", " entry "}}, most: 140},

	// Subscriptions for sale.
	{kind: Offer, openings: []string{
		"testen sie ", "teste ", "sichern sie sich ", "sichern sie ", "sichere dir ", "genießen sie ", "erhalten sie ", "holen sie sich ", "hol dir ", "bestellen sie ", "abonnieren sie ", "abonniere ", "wählen sie ",
		"starten sie ", "nutzen sie ", "entdecken sie ", "lesen sie ", "lies ", "probieren sie ", "mit dem ", "mit einem ", "mit unserem ", "mit ihrem ", "unterstützen sie ", "alle artikel ", "alle inhalte ",
		"unbegrenzter ", "unbegrenzten ", "zugang zu ", "zugriff auf ", "voller zugriff ", "vollzugriff ", "abo ", "probeabo ", "testabo ", "digitalabo ", "digital abo ", "testen ", "sichern ", "abonnieren ", "unser angebot ",
		"unsere abo", "ihre vorteile ", "profitieren sie ",
	}, needs: [][]string{products, offers}, most: 260},
	{kind: Offer, openings: []string{"testen sie ", "teste ", "probieren sie "}, needs: [][]string{{" wochen", " woche ", " monat", " tage "}, {" kostenlos", " gratis", " euro ", " € ", " cent "}}, most: 160},
	{kind: Offer, openings: []string{"get ", "enjoy ", "unlock ", "start ", "try ", "save ", "choose ", "subscribe ", "support ", "read ", "view ", "see ", "sign up ", "become ", "join ", "unlimited ", "full digital ", "all access ", "special offer ", "limited time "},
		needs: [][]string{goods, prices, {" your ", " our ", " us ", " subscribe", " access ", " trial ", " digital "}}, most: 220},

	// Newsletters and channels.
	{kind: Prompt, openings: []string{
		"melden sie sich ", "melde dich ", "abonnieren sie ", "abonniere ", "bestellen sie ", "holen sie sich ", "hol dir ", "tragen sie sich ", "trag dich ", "registrieren sie sich ", "verpassen sie ", "verpasse ",
		"erhalten sie ", "bekommen sie ", "lesen sie unseren ", "mit unserem ", "mit dem newsletter ", "unser ", "unsere newsletter", "newsletter ", "newsletters ", "kostenloser newsletter ", "möchten sie ", "wollen sie ", "sie möchten ", "sie wollen ",
		"nichts verpassen ", "keine nachricht", "anmeldung ", "folgen sie ", "folge ", "sign up ", "signup ", "subscribe ", "get ", "join ", "receive ", "register ", "want ", "our ", "never miss ", "dont miss ", "stay ", "keep up ", "click here to ",
		"enter your ", "follow ", "like what ", "sent to ", "delivered ", "find out more ",
	}, needs: [][]string{letters, asks}, most: 300},
	{kind: Prompt, openings: []string{"alle ", "das wichtigste ", "die wichtigsten ", "immer ", "täglich ", "jeden ", "der ", "den ", "für ", "kostenlos ", "wöchentlich ", "the best ", "the latest ", "a weekly ", "a daily ", "all the ", "for more ", "kostenfrei ", "unseren "},
		needs: [][]string{letters, firmAsks}, most: 220},
	{kind: Prompt, openings: []string{"this site is protected by recaptcha ", "diese seite ist durch recaptcha "}},
	{kind: Filler, openings: []string{
		"mit der anmeldung ", "mit ihrer anmeldung ", "mit meiner anmeldung ", "ich bin damit einverstanden ", "ich bin einverstanden ", "ich stimme zu ", "ich willige ", "by signing up ", "by subscribing ", "by clicking ", "by entering ", "by providing ",
		"ihre e mail adresse", "deine e mail adresse", "ihre e mail", "e mail adresse ", "your email", "email address ", "enter your email", "informationen zum datenschutz ", "es gelten ", "es gilt ", "sie können sich jederzeit ", "eine abmeldung ", "die abmeldung ", "abmeldung ", "you can unsubscribe ", "unsubscribe ",
		"read our privacy ", "see our privacy ", "our privacy ", "hinweise zum datenschutz ", "weitere informationen zum datenschutz ", "die datenschutz", "unsere datenschutz", "mehr zum datenschutz ", "thank you for signing ", "thanks for signing ", "vielen dank für ihr interesse ", "we will never ", "wir geben ihre ",
	}, most: 260},

	// Links to more.
	{kind: Prompt, openings: []string{
		"mehr dazu ", "mehr zum ", "mehr zur ", "mehr zu ", "mehr über ", "mehr infos ", "mehr informationen ", "mehr hintergründe ", "mehr hierzu ", "mehr darüber ", "mehr nachrichten ", "weitere informationen ", "weitere infos ", "weitere nachrichten ", "weitere artikel ",
		"weitere hintergründe ", "alle infos ", "alle informationen ", "alle nachrichten ", "alle news ", "alle texte ", "alle artikel ", "alle entwicklungen ", "alle folgen ", "lesen sie mehr ", "lesen sie auch ", "lesen sie dazu ", "lesen sie außerdem ", "infos dazu ", "einen überblick ", "eine übersicht ",
		"lesen sie hier ", "lesen sie hierzu ", "finden sie ", "geht es zum ", "geht es zur ", "gehts zum ", "gehts zur ", "geht es zu ", "alles wichtige ", "unsere weitere ", "das könnte ",
	}, needs: [][]string{leads, there}, most: 180},
	{kind: Prompt, openings: []string{"mehr dazu lesen sie ", "mehr dazu finden sie ", "mehr dazu erfahren sie ", "mehr zum thema lesen sie ", "mehr zum thema finden sie ", "mehr zum thema gibt es "}, most: 180},
	{kind: Prompt, openings: []string{"read more ", "read our ", "read the ", "for more ", "find out more ", "click here ", "learn more ", "more on ", "see our ", "you can read ", "watch more ", "hear more ", "find more ", "more information ", "more stories "},
		needs: [][]string{webs, {" read", " more", " click", " see ", " watch"}}, most: 160},

	// Who wrote, edited and distributes.
	{kind: Prompt, openings: []string{"zur person ", "zu den personen ", "zum autor ", "zur autorin ", "zu den autoren ", "über den autor ", "über die autorin ", "about the author ", "about the writer "},
		needs: [][]string{{" ist ", " war ", " schreibt", " arbeitet", " lehrt", " leitet", " geboren", " studierte", " is ", " was ", " writes", " works", " covers", " lebt", " berichtet", " lives", " teaches", " jahre", " seit "}}, most: 500},
	{kind: Footer, openings: []string{"reporting by ", "additional reporting by ", "writing by ", "editing by ", "compiled by ", "reporting and writing by ", "written by ", "bericht von ", "geschrieben von ", "redigiert von "},
		needs: [][]string{{" editing by ", " edited by ", " writing by ", " additional reporting ", " redigiert von ", " redaktionsteam", " bei rückfragen "}}, most: 500},
	{kind: Footer, openings: []string{"our standards the thomson reuters ", "our standards the thomson ", "redaktionsteam von "}, most: 120},
	{kind: Filler, openings: []string{"bei rückfragen "}, most: 200},
	{kind: Footer, openings: []string{"associated press writer", "associated press reporter", "associated press journalist", "ap writer", "ap journalist", "ap reporter", "the associated press ", "reuters ", "afp ", "agence france presse ", "with reporting by "},
		needs: [][]string{{" contributed ", " contributed to ", " reporting by "}}, most: 260},
	{kind: Footer, openings: []string{"copyright ", "this material may not be ", "all rights reserved ", "all contents "}, needs: [][]string{{" may not be ", " all rights reserved ", " without permission "}}, most: 300},
	{kind: Footer, openings: []string{"this story has not been edited ", "this story was ", "this article was ", "except for the headline this story ", "this story is published ", "this article is published "},
		needs: [][]string{{" syndicated", " auto generated", " wire feed", " news agency feed", " agency feed"}}, most: 260},
	{kind: Footer, openings: []string{"follow aps ", "follow ap ", "more ap ", "aps coverage ", "see all of aps ", "find aps "}, needs: [][]string{{" at ", " http", " here ", " on "}}, most: 200},
	{kind: Footer, openings: []string{"dieser artikel wurde ", "diese meldung wurde ", "dieser text wurde ", "diese meldung ist ", "dieser beitrag wurde ", "diese nachricht wurde ", "dieser inhalt wurde "},
		needs: [][]string{{" dpa ", " deutschen presse agentur", " presse agentur", " agentur", " afp ", " sid ", " epd ", " kna "}, {" automatisch", " übernommen", " erstellt", " unverändert", " nicht bearbeitet", " redaktionell nicht", " bestandteil"}}, most: 300},
	{kind: Footer, openings: []string{"mit material von ", "mit informationen von ", "mit agenturmaterial ", "mit inhalten von "},
		needs: [][]string{{" dpa ", " afp ", " reuters ", " ap ", " sid ", " epd ", " kna ", " agenturmaterial ", " apa ", " dts "}}, most: 60},
	{kind: Apart, openings: []string{"dpa notizblock ", "redaktionelle hinweise ", "dpa kontakte ", "die folgenden informationen sind nicht zur veröffentlichung ", "folgende informationen sind nicht zur veröffentlichung "}, most: 100},

	// What stands beside all of these.
	{kind: Filler, openings: []string{
		"anmelden ", "einloggen ", "zum login ", "login ", "registrieren ", "kostenlos registrieren ", "kostenlos testen ", "kostenlos anmelden ", "kostenlos abonnieren ", "gratis testen ", "jederzeit ", "monatlich kündbar ", "zum angebot ", "zum abo", "zu den abo", "testen ", "mehr erfahren ", "mehr infos ",
		"alle vorteile ", "weiterlesen ", "abo abschließen ", "abo bestellen ", "abo testen ", "abonnieren ", "kaufen ", "bestellen ", "ihre vorteile ", "freischalten ", "angebot ", "angebote ", "alle angebote ", "sie haben die wahl ", "sofort weiterlesen ", "einmalig ", "keine mindestlaufzeit ", "ohne risiko ",
		"sign in ", "log in ", "login ", "subscribe ", "cancel any", "learn more ", "see options ", "see all ", "view options ", "view subscription ", "see subscription ", "start free ", "terms ", "full terms ", "no commitment ", "register ", "create an account ", "create a free account ", "create free ", "sign up ", "its free ", "its quick ",
		"cancel at ", "here ", "click here ", "continue ", "für abonnenten ", "exklusiv für ", "nur für abonnenten ", "mit plus ", "zum artikel ", "subscribers only ", "for subscribers only ", "members only ",
	}, most: 60},
	{kind: Filler, openings: []string{"danach ", "nur ", "ab ", "statt ", "im ersten ", "in den ersten ", "für nur ", "für ", "schon ab ", "bereits ab ", "then ", "from ", "only ", "just ", "after ", "for just ", "for only ", "your first ", "billed ", "im anschluss ", "anschließend ", "wöchentlich ", "monatlich "},
		needs: [][]string{{" euro ", " € ", " $ ", " £ ", " cent ", " monat", " month", " woche", " week", " kostenlos", " free ", " gratis ", " ct "}}, most: maxFiller},
}

// works2 are the words for what a sentence with "dieser" or "der ganze" speaks of.
var works2 = []string{" artikel", " beitrag", " text", " inhalt", " interview", " video", " reportage", " geschichte", " recherche", " analyse", " kommentar", " bericht", " rest "}
