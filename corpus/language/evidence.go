package language

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// languages are those of which the package holds function words, all written in Latin
// letters. The order is the order of the bits in a mask and of the scores.
var languages = [...]string{"de", "en", "fr", "nl", "es", "it", "pt", "sv", "da", "no", "pl", "cs", "tr", "fi", "hu", "ro"}

// functionWords lists, for each of the languages, its most frequent words without
// meaning of their own; for German and English also words that headlines are full of.
// The lists are our own; only words of one to twelve bytes can be found.
var functionWords = [len(languages)]string{
	`der die das den dem des ein eine einen einem einer eines und oder aber doch nicht nichts kein keine
	ist sind war waren wird werden wurde wurden worden hat haben hatte hatten sei seien sein seine seiner ihre ihren ihr
	ihm ihn ihnen er sie es wir ich du mich mir uns euch man sich mit von vom zu zum zur im in an am auf aus bei beim
	nach vor für über unter durch gegen ohne um bis seit während wegen zwischen als wie wenn weil dass daß ob auch nur
	noch schon sehr mehr so dann da hier dort jetzt heute wieder immer alle alles diese dieser dieses diesem diesen
	kann können soll sollen muss müssen will wollen was wer wo warum welche ab pro sagt sagte neue neuer neues neuen
	gibt geht macht kommt steht jahr jahre jahren zwei drei viele mal ja nein einmal erst etwa ins zwar deutsche deutschen`,
	`the of and to a in is that it for was on are as with his they at be this from have or had by but not what all were
	we when your can said there an each which she do how their if will up other about out many then them these so some
	her would make him has more two no than been its who now did get may after into over new our i you he my me us
	could should because between through during before against under while where why here only also just very most
	such says say year years first last next week day out off top amid plans big how's don't it's isn't own again
	being those does down much still back even any both since until per among ahead despite`,
	`le la les un une des du de et est en que qui dans pour pas sur au aux par plus ne ce cette ces il elle ils elles
	avec son sa ses leur leurs mais ou où été être avoir sont ont avait était fait nous vous je se comme tout tous aussi
	après entre même sans sous deux selon contre très depuis encore dont afin cet donc d'un d'une c'est qu'il n'est`,
	`de het een en van in is dat op te zijn met voor niet aan er om dan maar bij ook als wordt worden uit door naar over
	heeft hebben had was werd werden die dit deze zich hun haar zijn nog wel meer al kan kunnen zal zullen zou moet
	moeten geen ze hij wij ik je tot tegen onder tussen jaar nieuwe volgens omdat waar na wat veel toen`,
	`el la los las un una unos de del al y en que es por con para no se lo su sus como más pero le ya o este esta
	estos sobre entre cuando muy sin hasta desde también fue ha han ser son está están era donde todo todos uno nos
	ni contra otros ese eso ante ellos años tras según durante hay porque`,
	`il lo la i gli le un una uno di del della dei delle dello degli da dal dalla in nel nella nei con su sul sulla per
	tra fra e ed o ma che non è sono ha hanno si come più anche questo questa questi quello era stato stata essere
	cui dopo al alla ai alle agli se ci loro suo sua ancora già perché dell' anni molto solo`,
	`o a os as um uma de do da dos das e em no na nos nas ao à aos que não com por para se é foi são mais mas como
	seu sua seus suas ou também pelo pela até entre sobre ser tem já está muito quando há era depois sem mesmo isso
	esta este ainda anos segundo após`,
	`och att det i en på är som för av med den till inte har de om ett han men var jag vi hon sig från så kan nu när
	ska skulle hade under blir vid efter eller också mot där alla mycket bara sin över året säger genom många nya`,
	`og at det i en på er som for af med den til ikke har de om et han men var jeg vi hun sig fra så kan nu når skal
	skulle havde under bliver ved efter eller også mod hvor alle meget kun sin over år siger blev mange nye være hvad`,
	`og å at det i en på er som for av med den til ikke har de om et han men var jeg vi hun seg fra så kan nå når skal
	skulle hadde under blir ved etter eller også mot hvor alle mye bare sin over år sier ble mange nye være hva ei`,
	`i w z na do nie to się że jest o jak za od po przez dla przy oraz ale są był była było będzie może który która
	które tym tego tej ma lub ich jego jej już tylko także bez pod nad przed ze we czy tak co roku lat został po jako`,
	`a v na se je že s z do o i k ve pro za by jako jsou ale po od který která které také jeho jejich byl byla bylo
	bude mezi podle při když už nebo jen před ze až aby tak si podobně roku let není může však která kde více`,
	`ve bir bu da de için ile olarak çok olan daha gibi kadar sonra en ise ancak o ama her ne göre değil var yok
	olduğu olduğunu dedi oldu eden ya ki mi ben biz yeni önce tarafından üzerine`,
	`ja on ei se että oli ovat mutta kun myös hän joka ovat sen mukaan kuin niin jos ole tai ne jo vain nyt sekä
	vuonna ollut olisi mitä voi siitä tämä tämän jälkeen kanssa vielä noin he`,
	`a az és hogy nem is egy ez azt meg volt el csak de már ki van mint még vagy szerint ezt akkor lesz amely aki
	után több majd ha pedig ami kell lehet között fel sem ezek minden ennek`,
	`și în de la cu pe a că nu din un o este care pentru sunt mai au fost al ale să se prin sau dar după despre ce
	fi lui ei am către iar cel cea cele această acest anul doar fără între`,
}

// newsWords are words of German and of English headlines that no other language of the
// list writes so. They carry meaning, so each adds less than a function word does.
var newsWords = map[string]string{
	"de": `polizei bundestag regierung kanzler mann frau frauen kinder menschen welt stadt krieg tod wahl gericht bahn leben zeit
	tag tage woche wochen monate uhr prozent euro mio mrd millionen milliarden unternehmen kunden wirtschaft preise kosten umsatz
	gewinn verlust chef spiel spieler trainer sieg verletzt tote toten unfall opfer täter verdacht ermittelt fordert warnt droht
	plant startet sucht findet zeigt bringt bleibt liegt läuft hält darf lässt sollte könnte würde hätte müssen mehrere wenige
	gegenüber laut sowie statt trotz bisher künftig weiter weitere weiterhin offenbar fast rund kurz lange große großer großen
	kleine alte junge gute guten beste besser schlecht stark teuer erste ersten zweiter letzte letzten nächste nächsten zurück
	jetzt testen warum wirklich gerade damit dafür darum dabei daran davon`,
	"en": `shares stock stocks market markets price prices sales growth loss profits earnings company companies firm buy buys sell
	sells rise rises rose fall falls fell gain gains drop drops hit hits high higher low lower cut cuts raise raises likely
	government court police house home world war woman women men people children school city state death dead killed found
	charged accused trial vote election white black good better best bad worst old young great long short small large
	today tomorrow yesterday night morning week month months ago call calls talks deal make makes take takes took give gives
	get gets go goes going come comes see sees look looks keep keeps know think want wants need needs help helps live life
	love work works workers pay plan ahead three four five six seven eight nine ten million billion crore lakh rupee rate
	rates bond bonds review reviews book books game games win wins won lose loses lost way ways things never always every
	everyone nothing something another around behind without within whether times once too really enough open opens close
	closed set sets seen face faces bring brings turn turns end ends top back back's here's what's there's that's can't won't`,
}

// What one of the newsWords adds, and a function word of one letter.
const (
	newsWeight   = 0.7
	singleWeight = 0.4
)

// letterWeight is what one occurrence of a letter adds that few languages use, and at
// most maxLetters occurrences count: names carry foreign letters into every language.
const (
	letterWeight = 0.5
	maxLetters   = 3
)

// lettersOf holds for letters outside ASCII the languages that use them.
var lettersOf = map[rune]string{
	'ä': "de sv fi", 'ö': "de sv fi tr hu", 'ü': "de tr hu", 'ß': "de",
	'å': "sv da no", 'ø': "da no", 'æ': "da no",
	'ł': "pl", 'ą': "pl", 'ę': "pl", 'ż': "pl", 'ź': "pl", 'ś': "pl", 'ć': "pl", 'ń': "pl",
	'ř': "cs", 'ě': "cs", 'ů': "cs", 'č': "cs", 'š': "cs", 'ž': "cs", 'ý': "cs",
	'ñ': "es", '¿': "es", 'ã': "pt", 'õ': "pt", 'ç': "fr pt tr", 'è': "fr it", 'ê': "fr pt", 'à': "fr it pt", 'ù': "fr it",
	'ğ': "tr", 'ş': "tr", 'ı': "tr", 'ő': "hu", 'ű': "hu", 'ă': "ro", 'ș': "ro", 'ț': "ro", 'ţ': "ro", 'î': "fr ro",
}

// endings are parts of words that only German or only English is full of, by their last byte.
var endings = func() (t [256][]ending) {
	for i, list := range [...]string{"ungen ung keit heit lich ische ischen schaft tät", "ing tion tions ness ght ould ally ies ers 's ’s"} {
		for e := range strings.FieldsSeq(list) {
			t[e[len(e)-1]] = append(t[e[len(e)-1]], ending{e, 1 << i})
		}
	}
	return t
}()

type ending struct {
	text string
	bit  uint32
}

// endingWeight is what a word with such an ending adds.
const endingWeight = 0.4

// letterMasks is lettersOf with sets of languages as bits.
var letterMasks = func() map[rune]uint32 {
	m := make(map[rune]uint32, len(lettersOf))
	for r, codes := range lettersOf {
		for i, code := range languages {
			if strings.Contains(codes, code) {
				m[r] |= 1 << i
			}
		}
	}
	return m
}()

// weighing is the evidence that one text holds.
type weighing struct {
	words, letters int // words, and letters of any script
	score          [len(languages)]float64
	foreign        bool // most letters are not Latin
}

// weigh collects the evidence of a text.
func weigh(text string) weighing {
	var (
		w        weighing
		word     buffer
		n        int // bytes of the current word; over maxWord it only counts
		nonLatin int
		seen     [len(languages)]int
	)
	end := func() {
		if n > 0 {
			w.words++
			if n <= maxWord {
				w.word(&word, n)
			}
			n, word = 0, buffer{}
		}
	}
	for i, r := range text {
		switch {
		case r < utf8.RuneSelf:
			b := byte(r)
			if b >= 'A' && b <= 'Z' {
				b += 'a' - 'A'
			}
			if b < 'a' || b > 'z' {
				if b == '\'' && n > 0 && i+1 < len(text) {
					n = push(&word, n, '\'')
					continue
				}
				end()
				continue
			}
			w.letters++
			if n < maxWord {
				word[n] = b
			}
			n++
		case r == '’' && n > 0:
			n = push(&word, n, '\'')
		case unicode.IsLetter(r) || unicode.IsMark(r):
			w.letters++
			r = unicode.ToLower(r)
			if !unicode.Is(unicode.Latin, r) && !unicode.IsMark(r) {
				nonLatin++
			}
			w.letter(r, &seen)
			n = push(&word, n, r)
		default:
			end()
		}
	}
	end()
	if nonLatin*2 > w.letters {
		w.foreign = true
	}
	return w
}

// push appends a character to the word as far as there is room and gives the length
// that the word would have.
func push(word *buffer, n int, r rune) int {
	if n >= maxWord {
		return n + utf8.RuneLen(r)
	}
	return n + utf8.EncodeRune(word[n:], r)
}

// word adds the evidence of one word of n bytes.
func (w *weighing) word(b *buffer, n int) {
	if e := lexicon.find(b.key()); e != nil {
		w.add(e.mask, e.weight)
		return
	}
	for _, e := range endings[b[n-1]] {
		if n > len(e.text)+2 && string(b[n-len(e.text):n]) == e.text {
			w.add(e.bit, endingWeight)
			return
		}
	}
}

// letter adds the evidence of a letter outside ASCII.
func (w *weighing) letter(r rune, seen *[len(languages)]int) {
	mask := letterMasks[r]
	for i := range languages {
		if mask&(1<<i) != 0 && seen[i] < maxLetters {
			seen[i]++
			w.score[i] += letterWeight
		}
	}
}

// add gives the weight to every language of the mask.
func (w *weighing) add(mask uint32, weight float64) {
	for i := range languages {
		if mask&(1<<i) != 0 {
			w.score[i] += weight
		}
	}
}

// verdict is the language with the most evidence and a confidence that grows with its
// lead over the second, c = 1 - exp(-lead), times the share of function words among
// the words as far as that is below a fifth: a text in a language without a list hits
// words by chance, one in twenty.
func (w weighing) verdict() (code string, confidence float64) {
	if w.foreign || w.words == 0 {
		return "", 0
	}
	best, second := 0, -1
	for i := 1; i < len(w.score); i++ {
		switch {
		case w.score[i] > w.score[best]:
			best, second = i, best
		case second < 0 || w.score[i] > w.score[second]:
			second = i
		}
	}
	lead := w.score[best] - w.score[second]
	if lead <= 0 {
		return "", 0
	}
	share := w.score[best] / float64(w.words)
	return languages[best], (1 - math.Exp(-lead)) * min(1, 5*share)
}
