package format

import "html"

// inPost and inPage repeat a unit within a post of WordPress and a page of MediaWiki.
func inPost(before, unit, after string) func(n int) []byte {
	return func(n int) []byte { return []byte(wxr(post(string(repeated(before, unit, after)(n)), published))) }
}

func inPage(before, unit, after string) func(n int) []byte {
	return func(n int) []byte {
		return repeated("<mediawiki><page><title>a</title><revision><text>"+html.EscapeString(before), html.EscapeString(unit),
			html.EscapeString(after)+"</text></revision></page></mediawiki>")(n)
	}
}

var worstXML = []worst{
	{"unclosed tags.xml", 20_000, repeated("<nitf ", "<b</b", "")},
	{"open elements.xml", 5_000, repeated("<nitf><p>", "<b></b><i>", "")},
	{"sections.xml", 2_000, repeated("<nitf><body><body.content>", "<![CDATA[a]]>", "</body.content></body></nitf>")},
	{"comments.xml", 2_000, repeated("<nitf><body><body.content>", "<!--a-->b", "</body.content></body></nitf>")},
	{"entities.xml", 2_000, repeated("<nitf><body><body.content>", "&lt;&a;&#1;", "</body.content></body></nitf>")},
	{"declarations.xml", 2_000, repeated("<!DOCTYPE nitf [", "<!ENTITY a '&a;&a;'>", "]><nitf><body><body.content>&a;</body.content></body></nitf>")},
	{"attributes.xml", 2_000, numbered("<nitf", " a%d='b'", "><body/></nitf>")},
	{"namespaces.xml", 1_000, numbered("<nitf>", "<b xmlns:a%d='c'>", "</nitf>")},
	{"paragraphs.xml", 2_000, repeated("<nitf><body><body.content>", "<p>a<b>b</b></p>", "</body.content></body></nitf>")},
	{"bylines.xml", 1_000, repeated("<nitf><body><body.head>", "<byline>A<person>b</person></byline>", "</body.head></body></nitf>")},
	{"items.xml", 500, repeated("<newsMessage>", "<newsItem><contentSet><inlineData>a</inlineData></contentSet></newsItem>", "</newsMessage>")},
	{"components.xml", 500, repeated("<NewsML><NewsItem>", "<NewsComponent><ContentItem><DataContent>a</DataContent></ContentItem></NewsComponent>", "</NewsItem></NewsML>")},
	{"messages.txt", 20_000, repeated("\x01abc0001 4 p 1 x 0001\n", "\x01\x02a\n\nb\n\x03\n", "")},
	{"lines.txt", 5_000, repeated("\x01abc0001 4 p 1 x 0001\n\x02a\n", "\nb\n  c\n", "")},
	{"closing.txt", 5_000, repeated("\x01abc0001 4 p 1 x 0001\n\x02a\n\nb\n", "x a b\n", "")},
	{"slugs.txt", 5_000, repeated("\x01abc0001 4 p 1 x 0001\n\x02", "a/\n", "")},
	{"addresses.xml", 1_000, repeated("<urlset>", "<url><loc>a</loc></url>", "</urlset>")},
	{"records.xml", 500, repeated("<?xml version='1.0'?><a>", "<b><title>c</title><text>d e</text></b>", "</a>")},
	{"kinds.xml", 500, numbered("<?xml version='1.0'?><a>", "<b%d><title>c</title><text>d e</text></b%[1]d>", "</a>")},
	{"texts.xml", 1_000, repeated("<?xml version='1.0'?><a><b><title>c</title><text>d e</text>", "<text>d e</text>", "</b></a>")},
	{"fields.xml", 1_000, repeated("<?xml version='1.0'?><a><b><title>c</title><text>d e</text>", "<author>d</author>", "</b></a>")},

	{"captions.xml", 5_000, inPost("", "[caption]", "")},
	{"closed captions.xml", 5_000, inPost("", "[caption]a[/caption]", "")},
	{"shortcodes.xml", 2_000, inPost("", "[a_b c='d'][/e]", "")},
	{"brackets.xml", 5_000, inPost("", "[a b \"", "")},
	{"line ends.xml", 5_000, inPost("a", "\n\na", "")},
	{"open comments.xml", 5_000, inPost("", "<!--", "")},
	{"posts.xml", 100, func(n int) []byte { return []byte(wxr(string(repeated("", post("a", published), "")(n)))) }},

	{"footnotes.xml", 5_000, inPage("", "<ref>", "")},
	{"closed footnotes.xml", 5_000, inPage("", "<ref>a</ref>", "")},
	{"open braces.xml", 5_000, inPage("", "{{", "")},
	{"templates.xml", 2_000, inPage("", "{{w|a", "}}")},
	{"closed templates.xml", 2_000, inPage("{{w|", "{{w|a}}|", "}}")},
	{"links.xml", 2_000, inPage("", "[[a|", "")},
	{"closed links.xml", 2_000, inPage("[[a|", "[[b|c]]|", "]]")},
	{"tables.xml", 2_000, inPage("", "\n{|\n|a", "\n|}")},
	{"external.xml", 2_000, inPage("", "[//a b", "]")},
	{"marks.xml", 5_000, inPage("", "''a__B", "")},
	{"headings.xml", 5_000, inPage("", "\n==a==", "")},
	{"tags.xml", 5_000, inPage("", "<b <", "")},
	{"revisions.xml", 500, repeated("<mediawiki><page>", "<revision><timestamp>1</timestamp><text>a</text></revision>", "</page></mediawiki>")},
	{"pages.xml", 500, repeated("<mediawiki>", "<page><title>a</title><revision><text>a</text></revision></page>", "</mediawiki>")},
}
