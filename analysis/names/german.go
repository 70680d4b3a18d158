package names

import "strings"

// germanRun takes a run of words with capitals apart: German nouns begin with one as well, and
// what a noun says of the name behind it counts.
func (s *sentence) germanRun(first, last, begin int) {
	behind := s.before(first, begin)
	atStart := first == begin
	for i := first; i < last; {
		c := s.tokens[i].class
		if end := s.phraseAt(i, last); end > i {
			s.enter(i, end, votes{}, true)
			behind, atStart, i = 0, false, end
			continue
		}
		switch {
		case c&(determiner|function) != 0 && c&(place|organisation|given) == 0, c&(calendar|notName) != 0 && (c&given == 0 || i+1 == last), c&capital == 0:
			behind, atStart = c, false
			i++
		case c&organisationFirst != 0 && s.nameLike(i+1, last) || c&club != 0 && s.nameLike(i+1, last):
			end := s.nameEnd(i+1, last)
			s.enter(i, end, votes{0, 0, 8, 0}, true)
			behind, i = 0, end
		case s.attributive(i, last, atStart):
			end := s.nameEnd(i+2, last)
			v := votes{4, 0, 1, 0}
			if s.tokens[i+1].class&organisationHead != 0 {
				v = votes{0, 0, 6, 0}
				end = s.purpose(end)
			}
			s.enter(i, end, v, true)
			behind, i = noun, end
		case c&demonym != 0 && c&(place|given) == 0, c&noun != 0 && c&(given|place|organisation|club) == 0, c&title != 0 && c&given == 0,
			c&likelyNoun != 0 && c&(given|place|organisation|club) == 0 && behind&title == 0:
			behind, atStart = c|noun, false
			i++
		case c&possessor != 0:
			s.enter(i, i+1, votes{}, true)
			behind, atStart = 0, false
			i++
		default:
			end := s.nameEnd(i, last)
			if split := s.persons(i, end); split > i {
				if s.tokens[split-1].class&(place|organisation) != 0 {
					s.germanName(i, split, behind, atStart)
				}
				behind, atStart, i = noun|title, false, split
			}
			s.germanName(i, end, behind, atStart)
			behind, atStart, i = 0, false, end
		}
	}
}

// persons gives the place of a given name within the words [first, last): what stands before it
// is what the person is, or another name.
func (s *sentence) persons(first, last int) int {
	for i := first; i < last; i++ {
		c := s.tokens[i].class
		if c&given != 0 {
			if i+1 == last {
				return first
			}
			return i
		}
		if c&(initial|club|organisationFirst|capital) != capital {
			return first
		}
	}
	return first
}

// phraseAt gives the end of a name that a list has, of the words from i on.
func (s *sentence) phraseAt(i, last int) int {
	for end := min(last, i+4); end > i+1; end-- {
		if text := s.textOf(i, end); s.phrases[text]&(place|organisation) != 0 || s.aliases[text] != "" {
			return end
		}
	}
	return i
}

// attributive tells whether an adjective with a capital letter and a noun stand at i: where no
// sentence begins, that makes a name.
func (s *sentence) attributive(i, last int, atStart bool) bool {
	if atStart || i+1 >= last {
		return false
	}
	c, next := s.tokens[i].class, s.tokens[i+1].class
	if c&common == 0 || c&(noun|given|demonym|upper|title) != 0 && c&demonym == 0 || next&(noun|likelyNoun|organisationHead) == 0 || next&given != 0 {
		return false
	}
	word := s.wordAt(i)
	return strings.HasSuffix(word, "e") || strings.HasSuffix(word, "en") || strings.HasSuffix(word, "es") || strings.HasSuffix(word, "er") && c&demonym == 0
}

// nameLike tells whether the word at i can be of a name.
func (s *sentence) nameLike(i, last int) bool {
	if i >= last {
		return false
	}
	c := s.tokens[i].class
	if c&capital == 0 || c&(calendar|notName|determiner|function) != 0 && c&(given|place) == 0 {
		return false
	}
	if c&(given|place|organisation|club) != 0 {
		return true
	}
	return c&(noun|likelyNoun|demonym|title|possessor) == 0
}

// purpose gives the end of what a body is for, behind its name that ends before a place: für
// Virologie.
func (s *sentence) purpose(at int) int {
	if at >= len(s.tokens) || s.tokens[at].gap != joint || s.wordAt(at) != "für" {
		return at
	}
	for k := at + 1; k < min(at+4, len(s.tokens)) && s.tokens[k].gap == joint; k++ {
		if s.tokens[k].class&capital != 0 {
			return k + 1
		}
	}
	return at
}

// nameEnd gives the end of the words from i on that can be of one name.
func (s *sentence) nameEnd(i, last int) int {
	first := i
	for i < last {
		if s.nameLike(i, last) || i > first && s.tokens[i].class&capital != 0 && s.tokens[i-1].class&(given|placeFirst) != 0 && s.tokens[i].class&(calendar|title) == 0 {
			i++
			continue
		}
		k := i
		for k < last && s.tokens[k].class&capital == 0 {
			k++
		}
		if k == i || k >= last || !s.nameLike(k, last) && !s.noble(first, i, k) || i == 0 || s.tokens[i-1].class&capital == 0 {
			break
		}
		i = k + 1
	}
	return i
}

// noble tells whether a noun at k, behind a particle at i, belongs to the person named from first
// on: Ursula von der Leyen.
func (s *sentence) noble(first, i, k int) bool {
	const none = title | calendar | notName | function | determiner
	word := s.wordAt(i)
	return s.tokens[first].class&given != 0 && (word == "von" || word == "van" || word == "zu" || s.nobleArticle(i)) && s.tokens[k].class&none == 0
}

// germanName counts the words [first, last) as a candidate, with votes of its surroundings.
func (s *sentence) germanName(first, last int, behind class, atStart bool) {
	v := votes{-2, 0, 0, 0}
	next, g := s.after(last)
	end := last
	for end > first+1 && s.tokens[end-1].class&legal != 0 {
		end--
	}
	if end < last {
		v[Organisation] += 10
	}
	s.dateline(last, atStart, &v)
	if behind&noun != 0 {
		switch {
		case behind&title != 0:
			v[Person] += 5
			if behind&honorific != 0 {
				v[Person] += 4
			}
		case behind&organisationContext != 0:
			v[Organisation] += 4
		case behind&placeContext != 0:
			v[Place] += 4
		}
	} else {
		switch {
		case behind&honorific != 0:
			v[Person] += 8
		case behind&title != 0:
			v[Person] += 5
		case behind&placePreposition != 0:
			v[Place] += 4
		case behind&determiner != 0:
			v[0] += 5
		case behind&(function|determiner|say|capital) == 0 && behind&common != 0 && s.inflected(first-1):
			v[0] += 5
		}
	}
	if g == joint && next&say != 0 && next&capital == 0 {
		v[Person] += 3
	}
	if behind&say != 0 && behind&capital == 0 {
		v[Person] += 2
	}
	if g == opens && next&organisation != 0 && next&upper != 0 || g == opens && next&numeral != 0 {
		v[Person] += 4
	}
	if g == joint && next&noun != 0 && behind&determiner == 0 && strings.HasSuffix(s.wordAt(last-1), "s") {
		v[0]--
	}
	s.enter(first, end, v, !(atStart && last-first == 1) || max(v[Person], v[Place]) >= 5)
}

// inflected tells whether a word ends as attributes do.
func (s *sentence) inflected(i int) bool {
	if i < 0 {
		return false
	}
	word := s.wordAt(i)
	return len(word) > 4 && (strings.HasSuffix(word, "e") || strings.HasSuffix(word, "en") || strings.HasSuffix(word, "er") || strings.HasSuffix(word, "es") || strings.HasSuffix(word, "em"))
}
