package passage

import "strings"

// A change for the better may be told in bad words only, and one for the worse in good ones:
// "debt falls", "Rückgang der Schulden", "unemployment rises". So words of growing and of
// shrinking are paired with the undesirable thing that they speak of, and the pair has the
// tone of the sign of the one times the sign of the other, whatever its words have alone.
// "The worst is behind" and "falls less" are pairs as well. What a sentence only looks back
// on ("rises after a slump") counts for nothing where the clause before says what came of it.

// growing says that there is more of something.
var growing = map[string]map[string]bool{
	"en": set(`rise rises rose risen rising grow grows grew grown growing increase increases increased increasing
		climb climbs climbed climbing jump jumps jumped jumping soar soars soared soaring surge surges surged surging
		swell swells swelled swelling widen widens widened widening mount mounts mounted mounting spread spreads spreading
		deepen deepens deepened deepening spike spikes spiked accelerate accelerates accelerated escalate escalates escalated
		double doubles doubled triple triples tripled higher up raise raises raised raising growth more
		rebound rebounds rebounded rally rallies rallied`),
	"de": set(`steigt steigen stieg stiegen gestiegen steigend steigende steigenden steigender anstieg anstiege anstiegs
		zunahme zunimmt zunehmen zugenommen wächst wachsen wuchs wuchsen gewachsen wachsende wachsenden wachsender zuwachs
		erhöht erhöhen erhöhte erhöhung klettert kletterte höher höhere höheren mehr verdoppelt verdreifacht
		explodiert explodieren erholt erholen erholung`),
}

// shrinking says that there is less of something, or an end of it.
var shrinking = map[string]map[string]bool{
	"en": set(`fall falls fell fallen falling drop drops dropped dropping decline declines declined declining
		decrease decreases decreased decreasing ease eases eased easing shrink shrinks shrank shrunk shrinking
		narrow narrows narrowed narrowing slow slows slowed slowing plunge plunges plunged plunging tumble tumbles tumbled
		sink sinks sank plummet plummets plummeted dip dips dipped slide slides slid cut cuts cutting
		reduce reduces reduced reducing reduction reductions lower lowers lowered lowering down less fewer
		wane wanes waned abate abates abated recede recedes receded dwindle dwindles dwindled halve halves halved
		end ends ended ending stop stops stopped avoid avoids avoided avoiding avert averts averted averting
		prevent prevents prevented preventing escape escapes escaped curb curbs curbed curbing
		overcome overcomes overcame resolve resolves resolved resolving settle settles settled solve solves solved solving
		defuse defuses defused fade fades faded subside subsides subsided vanish vanishes vanished retreat retreats retreated
		relieve relieves relieved contain contains contained`),
	"de": set(`sinkt sinken sank sanken gesunken sinkend sinkende sinkenden sinkender fällt fallen fiel fielen gefallen
		fallende fallenden fallender rückgang rückgänge rückgangs zurückgegangen abnahme abnimmt abnehmen abgenommen
		schrumpft schrumpfen geschrumpft reduziert reduzieren reduzierte reduzierung verringert verringern verringerung
		senkt senken senkte gesenkt senkung halbiert abbau abgebaut abbauen vermeidet vermeiden vermieden verhindert verhindern
		verhinderte abgewendet abwenden beendet beenden beendete endet endete ende niedriger niedrigere niedrigeren weniger
		geringer geringere geringeren abgeflaut nachgelassen überstanden überwunden überwinden bewältigt vorbei gelöst lösen
		entschärft entschärfen eingedämmt eindämmen gebremst bremst bremsen abgeklungen kürzt gekürzt minderung`),
}

// undesirable things are better not had, and the less of them the better.
var undesirable = map[string]map[string]bool{
	"en": set(`unemployment joblessness debt debts deficit deficits inflation loss losses crime crimes death deaths toll tolls
		infection infections poverty layoff layoffs jobless default defaults delay delays complaint complaints risk risks
		tension tensions fear fears violence emissions pollution hunger accident accidents bankruptcies insolvencies
		strike strikes shortage shortages war wars conflict conflicts crisis crises dispute disputes recession downturn slump
		collapse slowdown cost costs expenses worst backlog backlogs burglaries theft thefts homelessness drought famine pain
		worry worries concern concerns uncertainty pressure pressures threat threats stress outbreak epidemic pandemic damage
		casualties taxes tariffs congestion evictions foreclosures writedowns outflows arrears discrimination inequality
		corruption fraud mortality suicides overdoses murders homicides shootings robberies attacks terrorism volatility
		less slower decline slide injuries waste disruption disruptions overcrowding`),
	"de": set(`schulden schuldenlast verschuldung staatsverschuldung arbeitslosigkeit jugendarbeitslosigkeit arbeitslosenzahl
		arbeitslosenzahlen arbeitslosenquote arbeitslose arbeitslosen inflation inflationsrate teuerung defizit defizite
		verlust verluste verlusten kriminalität straftaten todesfälle todeszahlen infektionen neuinfektionen infektionszahlen
		fallzahlen inzidenz inzidenzen armut kosten risiko risiken gefahr gefahren spannungen angst ängste gewalt gewalttaten
		emissionen verschmutzung hunger unfälle unfallzahlen verkehrstote insolvenzen pleiten streik streiks mangel engpass
		engpässe krieg krieges kriege konflikt konflikte krise krisen streit rezession abschwung verspätung verspätungen
		ausfall ausfälle ausfällen beschwerden druck abgaben gebühren fehlzeiten krankenstand staus stau schäden schaden
		schlimmste schlimmsten einbrüche diebstähle korruption betrug energiekosten lohnkosten stromkosten baukosten
		weniger langsamer störungen wartezeiten`),
}

// undesirableStems begin German compounds that end in a word of growing or shrinking.
var undesirableStems = strings.Fields(`schulden verschuldungs arbeitslosen arbeitslosigkeits inflations teuerungs defizit
	verlust kriminalitäts infektions inzidenz armuts kosten risiko emissions unfall insolvenz mangel konflikt krisen steuer
	gebühren stau schadstoff co2 verspätungs personalkosten energiekosten`)

// turningHeads end German compounds; they speak of growing or of shrinking.
var turningHeads = map[string]Role{
	"rückgang": shrinks, "rückgangs": shrinks, "rückgänge": shrinks, "abbau": shrinks, "abbaus": shrinks, "senkung": shrinks,
	"senkungen": shrinks, "minderung": shrinks, "reduzierung": shrinks, "reduktion": shrinks, "vermeidung": shrinks,
	"anstieg": grows, "anstiegs": grows, "zunahme": grows, "zuwachs": grows, "erhöhung": grows, "erhöhungen": grows, "explosion": grows,
}

// passed stand between a word of growing or shrinking and the thing that it speaks of.
var passed = map[string]map[string]bool{
	"en": set(`in of the a an its his her their our at for is are was were has have had be been being will would could may
		to continue continues continued keep keeps kept about sharply slightly further again rate rates figures numbers level levels burden
		steadily slowly finally also now net public national annual total overall high government state consumer youth new
		last first second third quarter year month week significantly quickly still far much even likely expected
		set due do does did not falling rising number amount size level pace this these those`),
	"de": set(`in im der die das des den dem von vom seiner ihrer ihre seine ihren seinen bei am an zum um auf seit ist sind hat
		haben war waren wird werden wurde wurden worden deutlich leicht weiter weiterhin wieder erneut stark stärker spürbar
		langsam prozent zahl quote höhe erstmals zuletzt damit nun jetzt auch endlich noch zu ein eine einen einem eines und
		kräftig merklich massiv nicht geht gehen ging gingen wohl könnte könnten soll sollen dürfte dürften kann können will wollen`),
}

// apart part them: what follows is the cause, the occasion or the extent.
var apart = map[string]map[string]bool{
	"en": set("on over after amid amidst despite by with from against because following without than before since as"),
	"de": set("nach trotz wegen durch mit ohne gegen aufgrund angesichts aus dank statt infolge als"),
}

// lookingBack open what is past.
var lookingBack = map[string]map[string]bool{
	"en": set("after following despite"),
	"de": set("nach trotz"),
}

// over say, some words after one of those in being, that something has an end.
var over = map[string]map[string]bool{
	"en": set("over behind past"),
	"de": set("vorüber zurück"),
}

// being holds the forms of "to be" and verbs that are parted from their prefix.
var being = map[string]map[string]bool{
	"en": set("is are was were be been"),
	"de": set("ist sind war waren geht gehen ging gingen"),
}

// reachEnd is the number of words between the two.
const reachEnd = 6

// judged are words for the outcome of an examination, examined what has one: neither is good
// or bad, since a positive test seldom is.
var (
	judged = map[string]map[string]bool{
		"en": set("positive negative positively negatively"),
		"de": set("positiv positive positiven positiver positives negativ negative negativen negativer negatives"),
	}
	examined = map[string]map[string]bool{
		"en": set("test tests tested testing sample samples swab swabs"),
		"de": set("test tests getestet getestete getesteten testet testeten testergebnis testergebnisse probe proben befund befunde fälle"),
	}
)

// compound gives the roles of a German compound that names an undesirable thing and what it
// does: "Schuldenrückgang".
func compound(language, word string) Role {
	if language != "de" {
		return 0
	}
	for head, direction := range turningHeads {
		stem, ok := strings.CutSuffix(word, head)
		if !ok || stem == "" {
			continue
		}
		for _, bad := range undesirableStems {
			if strings.HasSuffix(stem, bad) {
				if direction == shrinks {
					return relieving
				}
				return burdening
			}
		}
	}
	return 0
}

// Reach of a pair: words between a word of growing or shrinking and what it speaks of.
const (
	reachBack    = 9
	reachForward = 5
	// maxStrangers and maxAfter are the numbers of other words that may stand between, before
	// the word of growing or shrinking and after it.
	maxStrangers = 2
	maxAfter     = 1
	// reachPast is the number of words after one that looks back.
	reachPast = 4
)

// turn is what becomes of a word that is no matter of its own.
type turn int8

const (
	plain turn = iota
	silent
	favourable // half of a pair that is good news
	adverse    // half of a pair that is bad news
)

// setTurns finds the pairs, the words that do not count, and names that are written like
// common words.
func (p *Passage) setTurns(r *Rooms) {
	var roles Role
	for _, x := range p.Roles {
		roles |= x
	}
	p.turns = nil
	if roles&(grows|shrinks|ends|judges|relieving|burdening) == 0 && (roles&(capital|Common) != capital|Common || !p.CasesTell) {
		return
	}
	if cap(r.turns) < len(p.Tokens) {
		r.turns = make([]turn, len(p.Tokens), 2*len(p.Tokens))
	}
	r.turns = r.turns[:len(p.Tokens)]
	clear(r.turns)
	p.turns = r.turns
	if p.CasesTell && roles&(capital|Common) == capital|Common {
		p.silenceNames()
	}
	for i, x := range p.Roles {
		switch {
		case p.turns[i] != plain:
		case x&relieving != 0:
			p.turns[i] = favourable
		case x&burdening != 0:
			p.turns[i] = adverse
		case x&judges != 0:
			p.silenceOutcome(i)
		case x&(grows|shrinks) != 0 || x&ends != 0 && p.ended(i):
			p.pair(i)
		}
	}
	if roles&looksBack != 0 {
		p.silencePast()
	}
}

// pair pairs a word of growing or shrinking with the undesirable thing before it, or else
// after it.
func (p *Passage) pair(head int) {
	thing := p.thingBefore(head)
	if thing < 0 {
		thing = p.thingAfter(head)
	}
	if thing < 0 {
		return
	}
	what := favourable
	if p.Roles[head]&grows != 0 {
		what = adverse
	}
	if p.negated[head] || p.negated[thing] {
		what = favourable + adverse - what
	}
	p.turns[head], p.turns[thing] = what, what
}

// ended tells whether a word that may say so says that something has an end.
func (p *Passage) ended(i int) bool {
	for j := i - 1; j >= max(0, i-reachEnd) && p.Marks[j+1]&breaks == 0; j-- {
		if p.Roles[j]&copula != 0 {
			return true
		}
	}
	return false
}

func (p *Passage) thingBefore(head int) int {
	strangers := 0
	for i := head - 1; i >= max(0, head-reachBack) && p.Marks[i+1]&breaks == 0; i-- {
		x := p.Roles[i]
		switch {
		case x&bad != 0 && p.turns[i] == plain:
			if i > 0 && p.Marks[i]&breaks == 0 && p.Roles[i-1]&parts != 0 {
				return -1
			}
			return i
		case x&(joining|grows|shrinks) != 0 && x&passes == 0:
			return -1
		case x&(passes|capital|parts|figure) == 0:
			if strangers++; strangers > maxStrangers || !p.belongs(i) {
				return -1
			}
		}
	}
	return -1
}

// belongs tells whether a word is, by the one or the two before it, part of what says where or
// of what: "crime in the old city".
func (p *Passage) belongs(i int) bool {
	for j := i - 1; j >= max(0, i-maxStrangers); j-- {
		if p.Roles[j]&(passes|parts) != 0 {
			return true
		}
		if p.Roles[j]&bad != 0 {
			return false
		}
	}
	return false
}

func (p *Passage) thingAfter(head int) int {
	strangers := 0
	for i := head + 1; i <= min(len(p.Tokens)-1, head+reachForward); i++ {
		if p.Marks[i]&breaks != 0 {
			return -1
		}
		x := p.Roles[i]
		switch {
		case x&bad != 0 && p.turns[i] == plain:
			return i
		case x&(parts|joining|grows|shrinks) != 0 && x&passes == 0:
			return -1
		case x&(passes|figure) == 0:
			if strangers++; strangers > maxAfter {
				return -1
			}
		}
	}
	return -1
}

// silenceOutcome silences the outcome of an examination beside the word for that.
func (p *Passage) silenceOutcome(i int) {
	for j := max(0, i-3); j <= min(len(p.Tokens)-1, i+2); j++ {
		if p.Roles[j]&examines != 0 {
			p.turns[i], p.turns[j] = silent, silent
			return
		}
	}
}

// silencePast silences the course of things that a sentence looks back on, where the words
// before say what came of it.
func (p *Passage) silencePast() {
	told := false
	for i, x := range p.Roles {
		told = told || x&(grows|shrinks) != 0
		if x&looksBack == 0 || !told {
			continue
		}
		for j := i + 1; j < len(p.Tokens) && j <= i+reachPast && p.Marks[j]&breaks == 0; j++ {
			if p.Roles[j]&(grows|shrinks|bad) != 0 && p.turns[j] == plain {
				p.turns[j] = silent
			}
		}
	}
}

// silenceNames silences common words that stand with a capital where nothing asks for one.
func (p *Passage) silenceNames() {
	if p.isTitled() {
		return
	}
	for i, x := range p.Roles {
		if x&(capital|Common|replacing) == capital|Common && i > 0 && p.Marks[i]&(breaks|begins) == 0 {
			p.turns[i] = silent
		}
	}
}

// isTitled tells whether a passage is written like a title, where capitals say nothing: at
// least half of its words of four bytes and more have one.
func (p *Passage) isTitled() bool {
	long, capitals := 0, 0
	for i, t := range p.Tokens {
		if i > 0 && t.End-t.Start >= 4 {
			long++
			if p.Roles[i]&capital != 0 {
				capitals++
			}
		}
	}
	return 2*capitals >= long
}

// addTurns sets the features of the pairs of a passage of n words.
func (p *Passage) addTurns(meta []float64, n int) {
	for i := range p.turns {
		if feature, ok := p.Pair(i); ok {
			meta[feature] += HalfPair(n)
		}
	}
}

// Pair gives the feature of the pair that token i is half of, MetaFavourable or MetaAdverse; ok is
// false where it is half of none.
func (p *Passage) Pair(i int) (feature int, ok bool) {
	if p.turns == nil {
		return 0, false
	}
	switch p.turns[i] {
	case favourable:
		return MetaFavourable, true
	case adverse:
		return MetaAdverse, true
	}
	return 0, false
}

// HalfPair is the part that a word of a pair has in its feature in a sentence of n words, (0, 1/2].
func HalfPair(n int) float64 { return 0.5 * evenWeight(n) }
