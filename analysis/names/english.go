package names

// englishRun takes a run of words with capitals apart: [first, last), in a sentence that begins
// at begin.
func (s *sentence) englishRun(first, last, begin int) {
	atStart := first == begin
	behind := s.before(first, begin)
	for first < last && s.tokens[first].class&(determiner|function) != 0 && s.tokens[first].class&(given|place|organisation) == 0 {
		behind, atStart = s.tokens[first].class, false
		first++
	}
	for i := first; i < last; i++ {
		if s.tokens[i].class&(calendar|notName) != 0 && (s.tokens[i].class&given == 0 || i == last-1) {
			s.englishPart(first, i, behind, atStart)
			s.englishRun2(i+1, last)
			return
		}
	}
	s.englishPart(first, last, behind, atStart)
}

// englishRun2 is the rest of a run behind a word that is no part of a name.
func (s *sentence) englishRun2(first, last int) {
	for first < last && s.tokens[first].class&capital == 0 {
		first++
	}
	if first < last {
		s.englishRun(first, last, -1)
	}
}

// englishPart takes titles off the words of a run, and the nationalities before them.
func (s *sentence) englishPart(first, last int, behind class, atStart bool) {
	for last > first && s.tokens[last-1].class&(particle|capital) == particle {
		last--
	}
	if first >= last {
		return
	}
	v := votes{}
	if split := s.titles(first, last); split > first {
		end := split
		for end > first && (s.tokens[end-1].class&(title|demonym|common|particle) != 0 && s.tokens[end-1].class&(place|organisation) == 0) {
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

// titles gives the end of the titles at the beginning of a run, or first where there are none.
func (s *sentence) titles(first, last int) int {
	split := first
	for i := first; i < last; i++ {
		c := s.tokens[i].class
		if c&title != 0 && c&given == 0 && (i+1 < last || i == first) {
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
	case behind&determiner != 0:
		v[Person] -= 5
		v[Organisation] += 2
		v[Place]--
	}
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
	s.enter(first, end, v, !(atStart && last-first == 1))
}
