package passage

// abbreviations never end a sentence: a name or a number follows. Lower case, without
// the last full stop.
var abbreviations = map[string]map[string]bool{
	"en": set(`mr mrs ms dr prof rev hon st sen rep gov gen col lt sgt capt maj adm pres messrs mt ft
		vs e.g i.e cf approx est ca jan feb mar apr jun jul aug sep sept oct nov dec al`),
	"de": set(`dr prof hr fr frl st bzw ca vgl z.b u.a d.h z.t i.d.r s.o s.u o.ä bspw evtl ggf geb gest
		dipl ing habil sog inkl exkl zzgl hrsg tel str jan feb apr jun jul aug sep sept
		okt nov dez mio mrd tsd rd allg ehem gem insb jew lt mind röm kath ev stellv z v o i`),
}

// abbreviationsAtEnd may end a sentence: what follows decides.
var abbreviationsAtEnd = map[string]map[string]bool{
	"en": set("jr sr inc corp co ltd llc bros etc plc p.m a.m pm am"),
	"de": set("usw etc u.s.w co jr sen n.chr v.chr"),
}

// abbreviationsOfNumbers do not end a sentence where a number follows.
var abbreviationsOfNumbers = map[string]map[string]bool{
	"en": set("no nos vol p pp fig art sec ch"),
	"de": set("nr s bd kap abs art ziff abb"),
}

// beginsSentence holds words that, with a capital, begin a sentence more likely than they
// follow an abbreviation.
var beginsSentence = map[string]map[string]bool{
	"en": set(`The A An He She It They We I You This That These Those There But And In On At For With As If
		When While After Before However Meanwhile His Her Its Their Our`),
	"de": set(`Der Die Das Den Dem Ein Eine Einen Einem Einer Er Sie Es Wir Ihr Ich Man Dieser Diese Dieses
		Doch Aber Und Auch Im In Am An Auf Bei Mit Nach Vor Für Von Seit Wenn Als Weil Da Dort Hier Nun Jetzt
		Dabei Dafür Damit Daher Denn Zudem Allerdings Sein Seine Ihre Kein Keine So Zum Zur Was Wer Wie Wo`),
}
