package record

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Slot is a field together with the name it was found under.
type Slot struct {
	Field Field
	Rank  int // a lower rank is a better name
	// Excerpt tells that what is called so is a part of the text or sums it up.
	Excerpt bool
	// UTC tells that a time without a zone is in UTC.
	UTC bool
	// Clock tells that what is called so may be the time of a day that stands elsewhere.
	Clock bool
	// DayFirst tells that a date in numbers begins with the day, whatever parts them.
	DayFirst bool
}

// Names finds the fields of a record by the names in the input.
type Names struct {
	usual    map[string]Slot
	explicit []Explicit // ordered by field
	survey   *Survey
}

// Explicit is a field under the name that the caller gives.
type Explicit struct {
	Field Field
	Name  string   // as given
	Path  []string // its parts between dots
}

// NewNames gives the usual names, but for the fields that mapping gives a name of its own.
// What became of the names in an input is told to survey, which may be nil.
func NewNames(mapping map[string]string, survey *Survey) *Names {
	n := &Names{usual: make(map[string]Slot, 512), survey: survey}
	var mapped [Count]bool
	for f, target := range targets {
		for given, name := range mapping {
			if strings.EqualFold(given, target) && !mapped[f] {
				mapped[f] = true
				n.explicit = append(n.explicit, Explicit{Field(f), name, strings.Split(name, ".")})
			}
		}
	}
	for f, list := range usualNames {
		if mapped[f] {
			continue
		}
		for rank, name := range strings.Fields(list) {
			ends := func(suffix string) bool { return Field(f) == Date && strings.HasSuffix(name, suffix) }
			n.usual[name] = Slot{Field: Field(f), Rank: rank, UTC: ends("gmt") || ends("utc"), Clock: ends("time") || ends("zeit")}
		}
	}
	if !mapped[Text] {
		for rank, name := range strings.Fields(excerptNames) {
			n.usual[name] = Slot{Field: Text, Rank: excerptRank + rank, Excerpt: true}
		}
	}
	return n
}

// excerptRank is behind every name of a whole text.
const excerptRank = 1000

// Explicit gives the fields under the names that the caller gives, ordered by field.
func (n *Names) Explicit() []Explicit { return n.explicit }

// Survey gives what hears of the names in an input; nil where nothing does.
func (n *Names) Survey() *Survey { return n.survey }

// Column finds the field of a column by the name that the caller gave, else as Key does.
func (n *Names) Column(name []byte) (Slot, bool) {
	for _, x := range n.explicit {
		if bytes.EqualFold(name, []byte(x.Name)) {
			return Slot{Field: x.Field}, true
		}
	}
	return n.Key(name)
}

// head gives a column called so, as Swissdox has it, for the title; other records call a part
// of themselves so.
func (n *Names) head(name []byte) (Slot, bool) {
	_, usual := n.usual["title"]
	return Slot{Field: Title, Rank: excerptRank}, usual && bytes.EqualFold(name, []byte("head"))
}

// Key finds a field by the usual names. A dotted name is the path of a value in a nested
// record, as pandas writes it: "fields.bodyText", "source.name".
func (n *Names) Key(name []byte) (Slot, bool) {
	if s, ok := n.Find(name); ok {
		return s, true
	}
	outer, inner, dotted := bytes.Cut(name, []byte{'.'})
	if !dotted {
		return Slot{}, false
	}
	if EnvelopeRank(outer) >= 0 {
		return n.Key(inner)
	}
	s, ok := n.Find(outer)
	member := strings.ToLower(string(inner))
	i := slices.Index(s.Field.Members(), member)
	const behind = 100 // names of a field
	s.Rank += behind * (1 + i)
	return s, ok && i >= 0
}

// Find tells which field a name stands for. The name may be upper or lower case, in
// camel case or with punctuation, and may have a namespace prefix ("dc:title").
func (n *Names) Find(name []byte) (Slot, bool) {
	const longest = 40 // bytes; no usual name comes near
	if len(name) > longest {
		return Slot{}, false
	}
	if colon := bytes.IndexByte(name, ':'); colon >= 0 && colon+1 < len(name) {
		name = name[colon+1:]
	}
	var plain [longest]byte
	k := 0
	for _, c := range name {
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c >= utf8.RuneSelf:
			s, ok := n.usual[Plain(string(name))]
			return s, ok
		case !isAlphanumeric(c):
			continue
		}
		plain[k] = c
		k++
	}
	s, ok := n.usual[string(plain[:k])]
	return s, ok
}

// Plain gives a name in lower case without punctuation.
func Plain(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// usualNames are, per field, the names under which it is found, best first, as Plain leaves
// them: those of outlets and desks in English and German, of press databases (Factiva, Nexis,
// ProQuest, Genios), media monitors (Brandwatch, Cision, Meltwater, Talkwalker), interfaces
// (Event Registry, Guardian, NewsAPI, New York Times, Telegram), extractors (Fundus,
// news-please, newspaper, Readability, trafilatura), standards (Dublin Core, JSON Feed, ninjs,
// Open Graph, schema.org) and public collections of news.
var usualNames = [Count]string{
	Title: `title headline titel überschrift ueberschrift schlagzeile haupttitel hauptüberschrift hauptueberschrift
		artikeltitel heading webtitle articletitle newstitle newsheadline storytitle documenttitle doctitle
		posttitle pagetitle titletext headlinetext headlines mainheadline titelzeile ogtitle hd header subject betreff`,
	Text: `text fulltext fullarticletext fullarticle articletext body content article articlebody
		bodytext maintext contenttext cleantext plaintext textcontent articlecontent newstext newscontent newsbody
		storytext storybody fullbody fullcontent maincontent textbody documenttext doctext posttext postcontent
		bodies inhalt volltext artikelvolltext artikeltext artikelinhalt haupttext textinhalt meldungstext
		beitragstext nachrichtentext dokumenttext fließtext fliesstext textkörper textkoerper wortlaut artikel
		meldung beitrag story document message paragraphs absätze absaetze sections blocks contentblocks bodyblocks
		rawtext rawcontent td cliptext contenthtml bodyhtml bodyxhtml htmlcontent articlehtml html rawhtml`,
	Date: `published publishedat publisheddate datepublished publishdate publishedtime publishedon publishedutc
		publisheddatetime publicationdate publicationdatetime publicationtime publishingdate publishtime
		pubdate pubtime webpublicationdate datepublish dateofpublication datetimepub firstpublished firstpublishedat
		firstpublicationdate originalpublicationdate dategmt dateutc dateunixtime postdategmt postdate postedat
		postedon posted releasedate date datum erscheinungsdatum erscheinungstag erscheinungstermin
		publikationsdatum publikationszeitpunkt publikationszeit veröffentlichungsdatum veroeffentlichungsdatum
		veröffentlichungszeitpunkt veröffentlichungstag veröffentlicht veröffentlichtam veroeffentlicht
		veroeffentlichtam publiziert publiziertam erschienen erschienenam artikeldatum meldungsdatum
		ausgabedatum datumuhrzeit datumzeit articledate newsdate storydate documentdate docdate clipdate issuedate
		seendate datetime dateline pd versioncreated contentcreated firstcreated timestamp zeitstempel
		zeitpunkt time zeit uhrzeit created createdat datecreated creationdate erstellt erstelltam erstellungsdatum
		indexeddate indexed entrydate loaddate updated updatedat aktualisiert aktualisiertam modified
		datemodified lastmodified`,
	Source: `source outlet outletname publication publicationname publicationtitle pubtitle newspaper newspapername
		sourcename namesource sourcetitle sourcehostname sourcecommonname medianame mediaoutlet newsoutlet newssource
		quelle quellenname quellname quellentitel medium medienname mediumname medientitel medienquelle
		zeitung zeitungsname zeitungstitel publikation publikationsname publikationstitel zeitschrift
		journal journaltitle magazine sitename ogsitename infosources infosource publisher publishername
		provider providername herausgeber extrasourceattributesname feedname feedtitle feed sn website site
		hostname host domain domainname sourcedomain domainurl hosturl`,
	Language: `language lang sprache languagecode inlanguage articlelanguage articlelang documentlanguage
		doclanguage contentlanguage sprachcode originallanguage detectedlanguage la locale`,
	URL: `url link href weburl articleurl articlelink newsurl newslink storyurl storylink documenturl documentlink
		docurl pageurl posturl canonicalurl canonical originalurl permalink shareurl externalurl artikellink artikelurl
		webadresse internetadresse adresse mainentityofpage ogurl requestedurl documentidentifier sourcelink
		sourceurl clipurl weblink shorturl uri`,
	Author: `author authors authorname authornames byline bylines autor autoren autorin autorinnen autorname
		verfasser verfasserin verfassername journalist journalisten redakteur creator writer writers reporter
		extraauthorattributesname influencer fullname createdby from by`,
	ID: `id guid uuid articleid docid documentid newsid storyid storiesid postid itemid identifier externalid
		accessionnumber accessionno storeid resourceid artikelid artikelnummer dokumentid dokumentnummer
		dokumentnr docno uid an nr number`,
}

// excerptNames are the names of what stands for a text where there is none, best first: its
// beginning, then what sums it up, then a place in it.
const excerptNames = `leadparagraph openingtext lead lp vorspann einleitung intro standfirst anriss anlauf teasertext
	teaser trailtext description summary abstract shortdescription beschreibung kurzbeschreibung kurztext
	zusammenfassung kurzfassung excerpt contentsnippet snippet textauszug auszug extract metadescription
	ogdescription articlesummary newssummary highlights hitsentence hitsentences`
