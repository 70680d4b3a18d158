package notice

// What newsletters say of themselves in German and English, in normal form.
var (
	mailings  = []string{" e mail", " email", " mail ", " newsletter", " nachricht ", " message ", " mailing"}
	shown     = []string{" angezeigt", " dargestellt", " lesbar", " ansehen ", " display", " view", " see ", " seeing ", " reading "}
	elsewhere = []string{" hier ", " klick", " browser", " online", " click", " here "}
	reasons   = []string{
		" weil ", " da sie ", " da du ", " aufgrund ", " angemeldet", " abonn", " registriert", " gesendet", " verschickt", " versandt", " because ", " as you ", " since you ",
		" subscri", " signed up", " registered", " sent to ", " opted in",
	}
	leaving = []string{" abmeld", " abbestell", " abzumeld", " abzubestell", " austrag", " unsubscri", " opt out", " hier ", " here ", " http"}
)

// mailing are the sentences with which newsletters are framed: where else to read them, why they
// were sent, how to be left alone.
var mailing = []family{
	{kind: Prompt, openings: []string{
		"im browser ", "im webbrowser ", "newsletter im browser ", "e mail im browser ", "mail im browser ", "diese e mail im browser ", "diesen newsletter im browser ", "diese mail im browser ",
		"zur webansicht ", "zur webversion ", "zur onlineversion ", "zur online version ", "webversion ", "webansicht ", "onlineversion ", "view in ", "view this ", "view email ", "view newsletter ", "view it in ", "open in ", "open this ", "read this email ",
		"read this newsletter ", "read in your ", "see this email ",
	}, needs: [][]string{{" ansehen ", " anzeigen ", " öffnen ", " lesen ", " webansicht ", " webversion ", " onlineversion ", " online version ", " view ", " open ", " read ", " see "},
		{" browser ", " web", " online"}}, most: 60},
	{kind: Prompt, openings: []string{"abmelden ", "abbestellen ", "unsubscribe ", "view online ", "read online ", "online lesen ", "online ansehen ", "web version "}, most: 16},
	{kind: Prompt, openings: []string{"abmelden ", "abbestellen ", "austragen ", "unsubscribe ", "newsletter ", "im browser ", "view online ", "read online ", "online lesen ", "online ansehen ", "webversion ", "web version "},
		needs: [][]string{{" abmelden http", " abbestellen http", " austragen http", " unsubscribe http", " ansehen http", " anzeigen http", " lesen http", " online http", " version http", " webversion http"}}, most: 260},
	{kind: Prompt, openings: []string{
		"newsletter abbestellen ", "newsletter abmelden ", "vom newsletter abmelden ", "newsletter einstellungen ", "newsletter verwalten ", "abmelden oder ", "abbestellen oder ", "profil bearbeiten ", "profil ändern ",
		"unsubscribe from ", "unsubscribe here ", "unsubscribe or ", "unsubscribe preferences ", "manage your preferences ", "manage your email ", "manage preferences ", "manage your subscription", "update your preferences ",
		"update preferences ", "update your profile ", "email preferences ", "manage newsletters ", "manage your newsletter",
	}, most: 60},
	{kind: Prompt, openings: []string{
		"sie erhalten diese", "sie erhielten diese", "sie bekommen diese", "du erhältst diese", "du bekommst diese", "diese e mail ", "dieser newsletter ", "dieses mailing ", "diese nachricht wurde ", "you are receiving this ", "youre receiving this ",
		"you received this ", "you have received this ", "you are getting this ", "youre getting this ", "this email was ", "this newsletter was ", "this message was sent ",
	}, needs: [][]string{mailings, reasons, {" sie ", " du ", " ihre ", " ihnen ", " dich ", " you ", " your "}}, most: 300},
	{kind: Prompt, openings: []string{
		"wenn diese", "wenn sie diese", "wird diese", "falls diese", "falls sie diese", "sollte diese", "sollten sie diese", "probleme mit der darstellung ", "probleme bei der darstellung ", "e mail wird nicht ", "if you cant ", "if you cannot ",
		"if you are having ", "if you have trouble ", "if you have problems ", "if this email ", "if this newsletter ", "cant see ", "cant read ", "trouble viewing ", "having trouble ", "having problems ", "is this email ", "email not displaying ",
	}, needs: [][]string{mailings, shown, elsewhere}, most: 220},
	{kind: Prompt, openings: []string{
		"wird diese", "wird dieser ", "probleme mit der darstellung ", "e mail wird nicht ", "newsletter wird nicht ", "cant see ", "cant read ", "trouble viewing ", "having trouble ", "having problems ", "is this email ", "email not displaying ",
	}, needs: [][]string{mailings, shown}, most: 60},
	{kind: Prompt, openings: []string{
		"wenn sie diese", "wenn sie keine ", "wenn sie unseren ", "wenn sie den ", "falls sie diese", "falls sie keine ", "falls sie den ", "sollten sie diese", "sollten sie keine ", "möchten sie diese", "möchten sie keine ", "sie möchten diese",
		"sie möchten keine ", "sie wollen diese", "sie wollen keine ", "um sich ", "um diesen newsletter ", "um den newsletter ", "zum abmelden ", "zum abbestellen ", "if you no longer ", "if you do not ", "if you dont ",
		"if you would like to unsubscribe ", "if you wish to unsubscribe ", "to unsubscribe ", "to stop receiving ", "no longer want ", "no longer wish ", "dont want ",
	}, needs: [][]string{append([]string{" unsubscri"}, mailings...), leaving, {" mehr ", " abmeld", " abbestell", " abzumeld", " abzubestell", " longer ", " receiv", " unsubscri"}}, most: 260},
}
