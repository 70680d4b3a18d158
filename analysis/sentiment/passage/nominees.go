package passage

// Nominee is a name or a pronoun with its part in the tone of the sentence.
type Nominee struct {
	Span
	Share float64                  // of sentiment.Elect: its pull, then the probability that the sentence is about it, [0, 1]
	Meta  [TowardsFeatures]float64 // see Passage.TargetMeta
}

// abbreviatedTitle is the largest number of bytes of a word whose full stop does not part it
// from the name: "Mr. Smith", "J. Smith".
const abbreviatedTitle = 3

// AppendNominees lists the pronouns of a passage and its runs of words with a capital. A
// common word is no name where a clause begins, which is what gives it the capital. Share and
// Meta are left at 0.
func (p Passage) AppendNominees(dst []Nominee) []Nominee {
	for i := 0; i < len(p.Tokens); i++ {
		r := p.Roles[i]
		opens := i == 0 || p.Marks[i]&breaks != 0
		switch {
		case r&replacing != 0:
			dst = append(dst, Nominee{Span: Span{i, i + 1}})
		case r&capital != 0 && !(opens && r&Common != 0):
			last := i + 1
			for last < len(p.Tokens) && p.continuesName(last) {
				last++
			}
			dst = append(dst, Nominee{Span: Span{i, last}})
			i = last - 1
		}
	}
	return dst
}

// continuesName tells whether token i belongs to the name that the token before stands in.
func (p Passage) continuesName(i int) bool {
	if p.Roles[i]&(capital|replacing) != capital || p.Roles[i-1]&possessive != 0 || p.Marks[i]&begins != 0 {
		return false
	}
	before := p.Tokens[i-1]
	switch p.Text[before.End:p.Tokens[i].Start] {
	case " ":
		return true
	case ". ":
		return before.End-before.Start <= abbreviatedTitle
	}
	return false
}
