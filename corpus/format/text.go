package format

import (
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/charset"
	"leitmotif/corpus/format/press"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
	"leitmotif/corpus/yaml"
)

// readText reads a file of running text, or of Markdown: one record, or a document each where
// the text is the export of a press database.
func (d *decoder) readText(st *input.Stream, markdown bool) {
	o := st.Origin(1)
	b, ok := st.Whole()
	if !ok {
		return
	}
	b, err := charset.ToUTF8(b, nil)
	if err != nil {
		st.Reject(o, corpus.BadEncoding, err.Error())
		return
	}
	text := input.Text(b)
	if strings.TrimSpace(text) == "" {
		return
	}
	if !markdown {
		if export, ok := press.Split(text); ok {
			export.Emit(st)
			return
		}
	}
	a := &corpus.Article{Input: o}
	blank := ""
	if markdown {
		a.Markup = corpus.Markdown
		text, blank = frontMatter(a, text, d.names)
		if a.Title == "" {
			a.Title, text = markdownTitle(text)
		} else {
			text = record.DropRepeated(text, a.Title)
		}
	} else {
		a.Title, text = record.TextTitle(text)
	}
	if a.Text = strings.TrimSpace(text); a.Text == "" {
		st.Reject(o, corpus.NoText, blank)
		return
	}
	st.Article(a)
}

// markdownTitle takes the title off a Markdown text: its first line if that is a heading
// (CommonMark 4.2 and 4.3), else the first heading of level 1, else what [record.TextTitle] finds.
func markdownTitle(text string) (title, rest string) {
	line, after := record.CutLine(text)
	if heading := headingText(line); heading != "" {
		return withoutTitle(heading, after, text)
	}
	under, below := record.CutLine(after)
	if len(under) > 1 && strings.Trim(under, "=") == "" {
		return withoutTitle(line, below, text)
	}
	before := ""
	for remaining := text; remaining != ""; {
		whole, next, _ := strings.Cut(remaining, "\n")
		if strings.HasPrefix(whole, "# ") {
			return withoutTitle(headingText(whole), before+next, text)
		}
		before = text[:len(text)-len(next)]
		remaining = next
	}
	return record.TextTitle(text)
}

// withoutTitle gives rest without repetitions of the title, or the whole text without a
// title where nothing else is in it.
func withoutTitle(title, rest, text string) (string, string) {
	rest = record.DropRepeated(rest, title)
	if strings.TrimSpace(rest) == "" {
		return "", text
	}
	return input.Line(title), rest
}

// headingText gives the text of a line that is a heading with number signs; else "".
func headingText(line string) string {
	text := strings.TrimLeft(line, "#")
	if level := len(line) - len(text); level == 0 || level > 6 || !strings.HasPrefix(text, " ") {
		return ""
	}
	text = strings.TrimSpace(text)
	if closing := strings.TrimRight(text, "#"); strings.HasSuffix(closing, " ") {
		text = strings.TrimSpace(closing)
	}
	return text
}

// frontMatter takes what the YAML block at the beginning of a Markdown text says into a,
// and returns the text behind it: where there is none the one that the block holds, and
// where that has none either, what it does hold. A block that package yaml does not read is
// text.
func frontMatter(a *corpus.Article, text string, n *record.Names) (body, blank string) {
	rest, begun := strings.CutPrefix(text, "---\n")
	if !begun {
		return text, ""
	}
	block, body, ended := strings.Cut("\n"+rest, "\n---")
	if !ended {
		return text, ""
	}
	if line, after, _ := strings.Cut(body, "\n"); strings.TrimSpace(line) == "" {
		body = after
	} else {
		return text, ""
	}
	const longest = 64 << 10 // bytes; a block is a few lines
	if len(block) > longest {
		return text, ""
	}
	fields, err := yaml.Parse([]byte(block))
	if err != nil || fields == nil || fields.Kind != yaml.Mapping {
		return text, ""
	}
	v, h := frontMatterValues(fields, n)
	a.Title = record.PlainTitle(v.Of[record.Title])
	a.Author, a.Source = input.Line(v.Of[record.Author]), input.Line(v.Of[record.Source])
	a.URL, a.SourceID = input.Line(v.Of[record.URL]), input.Line(v.Of[record.ID])
	a.Language = record.LanguageCode(v.Of[record.Language])
	record.SetDate(a, v.Of[record.Date])
	if strings.TrimSpace(body) == "" {
		return v.Of[record.Text], h.String()
	}
	return body, ""
}

// frontMatterValues finds the fields among the members of a YAML mapping.
func frontMatterValues(mapping *yaml.Node, n *record.Names) (v record.Values, h *record.Hint) {
	var rank [record.Count]int
	h = record.NewHint(n)
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		name := record.LineOf([]byte(mapping.Content[i].Value))
		text := yamlText(mapping.Content[i+1])
		h.Field(name)
		h.Value(name, []byte(text))
		s, ok := n.Column([]byte(name))
		if !ok || text == "" {
			continue
		}
		if v.Of[s.Field] == "" || s.Rank < rank[s.Field] {
			v.Of[s.Field], rank[s.Field] = text, s.Rank
		}
	}
	return v, h
}

// yamlText gives a scalar, or a list of scalars joined by ", ".
func yamlText(node *yaml.Node) string {
	switch node.Kind {
	case yaml.Scalar:
		if yaml.Null(node) {
			return ""
		}
		return input.Text([]byte(node.Value))
	case yaml.List:
		var parts []string
		for _, element := range node.Content {
			if element.Kind == yaml.Scalar {
				parts = append(parts, element.Value)
			}
		}
		return input.Text([]byte(strings.Join(parts, ", ")))
	}
	return ""
}
