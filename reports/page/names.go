package page

// Names are the persons, organisations and places that articles give.
type Names struct {
	Kinds   []NameKind // persons, organisations, places, those that there are
	Total   int        // in the table
	Left    int        // that stand in enough stories, but not in the table
	Queries []string   // as in Queries
}

// NameKind are the names of a kind in most stories, most first.
type NameKind struct {
	Kind  string // person, organisation or place
	First []Name // always shown
	More  []Name // shown on demand
	Left  int    // names of the kind that only the table has
	Most  int    // stories of the first
}

// Name is a name with what articles say around it.
type Name struct {
	Number   int // in the page, from 1
	Name     string
	Stories  int
	Listed   int    // articles in the list that give it
	New      bool   // no earlier run with the same state found it
	Topic    Ref    // of most of its stories; ID 0 = none
	Outlet   string // of most of its articles; "" = none
	Mean     Mean   // net tone of the sentences that give it
	Together []Together
	Entry    string // the line of a watch list that watches it; "" = none
}

// Together is a name in the same stories.
type Together struct {
	Number  int // in the page; 0 = not shown
	Name    string
	Stories int
}
