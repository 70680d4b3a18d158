package names

import "strings"

// englishRun takes a run of words with capitals apart: [first, last), in a sentence that begins
// at begin.
func (s *sentence) englishRun(first, last, begin int) {
	atStart := first == begin
	behind := s.before(first, begin)
	for first < last && s.tokens[first].class&(determiner|function) != 0 && s.tokens[first].class&(given|place|organisation) == 0 {
		behind, atStart = s.tokens[first].class, false
		first++
	}
	if first < last && s.tokens[last-1].class&otherHead != 0 && last-first > 1 {
		return
	}
	for i := first; i < last; i++ {
		if i+1 < last && s.possessive(i) && !s.own(first, i, last) || i > first && s.capitals(i, last) {
			end := i + 1
			if !s.possessive(i) {
				end = i
			}
			s.englishPart(first, end, behind, atStart)
			s.englishRest(end, last)
			return
		}
		if c := s.tokens[i].class; c&notName != 0 && (c&given == 0 || i == last-1) || c&calendar != 0 && (i == first || s.tokens[i-1].class&given == 0) {
			s.englishPart(first, i, behind, atStart)
			s.englishRest(i+1, last)
			return
		}
	}
	s.englishPart(first, last, behind, atStart)
}

// possessive tells whether the word at i ends as owners do.
func (s *sentence) possessive(i int) bool {
	word := s.wordAt(i)
	return strings.HasSuffix(word, "'s") || strings.HasSuffix(word, "’s")
}

// own tells whether the owner at i is part of the name: Moody's Investors Service.
func (s *sentence) own(first, i, last int) bool {
	const most = 10 // words of a name
	if i > first || last-i > most || s.tokens[i].class&(place|organisation|given|demonym) != 0 || s.tokens[last-1].class&(organisationHead|legal) == 0 {
		return false
	}
	for _, t := range s.tokens[i+1 : last] {
		if t.class&(common|organisationHead|legal) == 0 {
			return false
		}
	}
	return true
}

// capitals tells whether words in capitals alone begin at i, as a dateline does.
func (s *sentence) capitals(i, last int) bool {
	return s.tokens[i].class&upper != 0 && s.tokens[i-1].class&upper == 0 && (s.tokens[i].end-s.tokens[i].start > 4 || i+1 < last && s.tokens[i+1].class&upper != 0)
}

// englishRest is the rest of a run behind a word that is no part of a name.
func (s *sentence) englishRest(first, last int) {
	for first < last && s.tokens[first].class&capital == 0 {
		first++
	}
	if first < last {
		s.englishRun(first, last, -1)
	}
}

// englishPart takes titles off the words of a run, and the nationalities before them.
func (s *sentence) englishPart(first, last int, behind class, atStart bool) {
	for last > first && (s.tokens[last-1].class&(particle|capital) == particle || last > first+1 && s.party(last-1)) {
		last--
	}
	if first >= last {
		return
	}
	v := votes{}
	if at := s.roles(first, last); at > first {
		v[Person] += 4
		first, behind, atStart = at, title, false
	}
	if split := s.titles(first, last); split > first {
		end := split
		for end > first && (s.tokens[end-1].class&(title|demonym|common|particle) != 0 && s.tokens[end-1].class&(place|organisation|organisationHead) == 0) {
			end--
		}
		if end > first {
			s.englishName(first, end, behind, atStart, votes{0, 0, 2, 0})
		}
		if split == last {
			return
		}
		v[Person] += 6
		if s.tokens[split-1].class&honorific != 0 {
			v[Person] += 3
		}
		first, behind, atStart = split, title, false
	}
	for first < last && s.tokens[first].class&demonym != 0 && (first+1 == last || s.tokens[first+1].class&(given|demonym) != 0 || last-first == 2 && s.tokens[first+1].class&(common|place) == 0) {
		behind, atStart = s.tokens[first].class, false
		first++
	}
	s.englishName(first, last, behind, atStart, v)
}

// party tells whether the word at i is the letter of a party behind a member of Congress.
func (s *sentence) party(i int) bool {
	word := s.wordAt(i)
	return word == "R" || word == "D"
}

// roles gives the place of a given name that words of no name stand before: Goalkeeper Nils
// Hartung.
func (s *sentence) roles(first, last int) int {
	for i := first; i+1 < last; i++ {
		switch c := s.tokens[i].class; {
		case c&given != 0:
			if s.tokens[i+1].class&(organisationHead|placeHead|legal) != 0 {
				return first
			}
			return i
		case c&common == 0 || c&(title|place|organisation|organisationFirst|placeFirst) != 0:
			return first
		}
	}
	return first
}

// titles gives the end of the titles at the beginning of a run, or first where there are none.
func (s *sentence) titles(first, last int) int {
	split := first
	for i := first; i < last; i++ {
		c := s.tokens[i].class
		if c&title != 0 && c&given == 0 && (i+1 < last || i == first) && (i+1 == last || s.tokens[i+1].class&organisationHead == 0) {
			if i+1 < last && s.tokens[i+1].class&(particle|capital) == particle {
				continue // Secretary of State
			}
			split = i + 1
		}
		if split == first && i > first && c&given != 0 && s.tokens[first].class&title != 0 {
			return i
		}
	}
	for i := split; i > first && i < last; i++ {
		if s.tokens[i].class&given != 0 && i+1 < last {
			return i
		}
		if s.tokens[i].class&(common|particle|title) == 0 {
			break
		}
	}
	return split
}

// englishName counts the words [first, last) as a candidate, with votes of its surroundings.
func (s *sentence) englishName(first, last int, behind class, atStart bool, v votes) {
	if first >= last {
		return
	}
	c := s.tokens[first].class
	if last-first == 1 && (c&demonym != 0 || c&common != 0 && (atStart || s.titled) && c&(given|place|organisation) == 0) {
		return
	}
	next, g := s.after(last)
	end := last
	for end > first+1 && s.tokens[end-1].class&legal != 0 {
		end--
	}
	if end < last {
		v[Organisation] += 10
	}
	switch {
	case behind&placePreposition != 0:
		v[Place] += 4
	case behind&title != 0 && behind&capital == 0:
		v[Person] += 5
	case behind&organisationContext != 0:
		v[Organisation] += 4
	case behind&placeContext != 0:
		v[Place] += 3
	case behind&determiner != 0 && (g != joint || next&(function|say) != 0) && s.tokens[last-1].class&placeHead == 0:
		v[Person] -= 5
		v[Organisation] += 4
		v[Place]--
	}
	if s.quoted(first, last) {
		v[0] += 8 // the title of a work
	}
	s.dateline(last, atStart, &v)
	if g == joint && next&capital == 0 {
		switch {
		case next&say != 0:
			v[Person], v[Organisation], v[Place] = v[Person]+3, v[Organisation]+1, v[Place]-2
		case next&organisationAfter != 0:
			v[Organisation] += 4
		case next&placeHead != 0:
			v[Place] += 2
		}
	}
	if g == apart && next&personAfter != 0 {
		v[Person] += 5
	}
	if g == apart && next&place != 0 && last+1 <= len(s.tokens) && last-first <= 3 {
		v[Place] += 4
	}
	if g == tickers {
		v[Organisation] += 5
	}
	if behind&say != 0 && behind&capital == 0 {
		v[Person] += 2
	}
	s.enter(first, end, v, !(atStart && last-first == 1) || max(v[Person], v[Place]) >= 5)
}

// quoted tells whether quotation marks stand around the words [first, last) and nothing else.
func (s *sentence) quoted(first, last int) bool {
	before, after := s.text[:s.tokens[first].start], s.text[s.tokens[last-1].end:]
	for _, marks := range [...][2]string{{"“", "”"}, {"‘", "’"}, {`"`, `"`}} {
		if strings.HasSuffix(before, marks[0]) && strings.HasPrefix(strings.TrimLeft(after, ",."), marks[1]) {
			return true
		}
	}
	return false
}

// dateline counts a place that stands before a dash at the beginning of a text.
func (s *sentence) dateline(last int, atStart bool, v *votes) {
	if rest := s.text[s.tokens[last-1].end:]; atStart && (strings.HasPrefix(rest, " – ") || strings.HasPrefix(rest, " -- ") || strings.HasPrefix(rest, "--")) {
		v[Place] += 5
	}
}
