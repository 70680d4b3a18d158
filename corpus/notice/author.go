package notice

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// headings stand alone above a note about the author or somebody in the text.
var headings = map[string]bool{
	"zur person": true, "zu den personen": true, "zum autor": true, "zur autorin": true, "zu den autoren": true, "über den autor": true, "über die autorin": true, "über die autoren": true,
	"about the author": true, "about the authors": true, "about the writer": true, "der autor": true, "die autorin": true,
}

// trades are what the authors of news are.
var trades = []string{
	" redakteur", " reporter", " korrespondent", " journalist", " volontär", " autor", " kolumnist", " ressortleiter", " chefredakteur", " redaktion",
	" editor", " correspondent", " columnist", " staff writer", " freelance", " contributing",
}

// IsBiography tells whether a line is a note about its author: a name, and that this one
// writes, since when or for whom, or is of the trade. author is the author of the text, if
// known.
func IsBiography(line, author string) bool {
	const longest = 300 // bytes
	if len(line) > longest || len(line) < 20 || strings.ContainsAny(line, "\"„“”«»?") {
		return false
	}
	name, rest := leadingName(line)
	if name == "" {
		return false
	}
	s := normal(rest)
	known := author != "" && strings.Contains(author, name)
	switch word := firstWord(s); word {
	case "schreibt", "berichtet", "writes", "covers", "reports":
		return known || has(s, []string{" seit 1", " seit 2", " since 1", " since 2", " für uns", " for us ", " als redakteur", " als korrespondent", " als reporter", " as a reporter"}) || has(s, trades)
	case "ist", "arbeitet", "is", "works":
		return (known || has(s, []string{" seit ", " since ", " beim ", " bei der ", " bei den ", " für den ", " für die ", " at the ", " for the ", " based in "})) && has(s, trades) && len(line) <= 200 &&
			has(s, []string{" ist ", " arbeitet als ", " arbeitet seit ", " is a ", " is an ", " is the ", " works as ", " works for ", " is based "})
	}
	return false
}

// articles begin sentences as names do.
var articles = map[string]bool{"der": true, "die": true, "das": true, "ein": true, "eine": true, "the": true, "a": true, "an": true, "in": true, "am": true}

// leadingName cuts a name of two to four words with capitals off the beginning of a line.
func leadingName(line string) (name, rest string) {
	end, words := 0, 0
	for words < 4 {
		word, _, found := strings.Cut(line[end:], " ")
		first, _ := utf8.DecodeRuneInString(word)
		if !found || !unicode.IsUpper(first) || strings.ContainsAny(word, ".,:;") && len(word) > 2 {
			break
		}
		end += len(word) + 1
		words++
	}
	first, _, _ := strings.Cut(strings.ToLower(line), " ")
	if words < 2 || articles[first] {
		return "", line
	}
	return line[:end-1], line[end:]
}
