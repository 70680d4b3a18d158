package tfidf

import "slices"

// Connector is what stands between the two words of a joined pair, as its place in
// connectors; 0 is a mere space.
type Connector uint8

// connectors are the function words that names are joined by, as they stand between two
// words: "Bank of England", "Bundesamt für Verfassungsschutz", "Ursula von der Leyen",
// "Standard & Poor's". Names keep those of their own language in any other. Articles alone,
// "in", "to" and what else begins a part of a sentence are left out: of their pairs in news
// hardly one is a name.
var connectors = []string{
	" ",
	" of ", " of the ", " for ", " for the ", " and ", " & ",
	" der ", " des ", " für ", " für die ", " und ", " zu ", " von ", " von der ", " von den ", " am ", " an der ", " ohne ",
	" de ", " de la ", " de los ", " del ", " du ", " et ", " y ", " di ", " da ", " dos ",
	" van ", " van de ", " van den ", " van der ",
}

// longestConnector is the length of the longest of them in bytes.
var longestConnector = len(slices.MaxFunc(connectors, func(a, b string) int { return len(a) - len(b) }))

var connectorOf = func() map[string]Connector {
	out := make(map[string]Connector, len(connectors))
	for i, text := range connectors {
		out[text] = Connector(i)
	}
	return out
}()

// connector tells what joins two words with gap between them; ok is false where nothing does.
func connector(gap string) (by Connector, ok bool) {
	if len(gap) > longestConnector {
		return 0, false
	}
	by, ok = connectorOf[gap]
	return by, ok
}

// Coordinates tells whether the connector may set two names side by side; "&" stands within
// one.
func (c Connector) Coordinates() bool {
	switch c.String() {
	case " and ", " und ", " et ", " y ":
		return true
	}
	return false
}

// String returns the text between the words.
func (c Connector) String() string { return connectors[c] }
