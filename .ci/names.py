#!/usr/bin/env python3
"""Makes analysis/names/lists/learned.txt.gz, what finding names knows of words beside the lists by hand.

    npm pack cldr-localenames-full cldr-dates-full cldr-subdivisions-full   # CLDR 48, Unicode License v3
    pip download --no-deps faker                                           # Faker, MIT: given names
    .ci/names.py DATA PACKAGES OUT

DATA holds the corpora, of which nothing but counts of single words is used; PACKAGES the files above."""
import collections, glob, gzip, json, re, sys, tarfile, zipfile

data, packages, out = sys.argv[1:4]
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
ENGLISH = "reuters21578 usnews nyt_headlines newsmtsc persent emobank 20newsgroups".split()
GERMAN = "fang_covid_de german_frontpages 10kgnad_test gerntsa".split()


def by_hand(language, *sections):
    """The words of sections of a list by hand."""
    found, section = set(), None
    for line in open(f"analysis/names/lists/hand_{language}.txt"):
        if line[0] == "[":
            section = line.strip()[1:-1]
        elif section in sections:
            found.update(line.split())
    return found


def count(language, corpora, determiners):
    """Counts of the words of corpora: in lower case, with a capital within a sentence, and of these behind a determiner or an attribute."""
    lower, capital, attributed = collections.Counter(), collections.Counter(), collections.Counter()
    for corpus in corpora:
        for line in gzip.open(f"{data}/{corpus}.jsonl.gz", "rt"):
            record = json.loads(line)
            if record["lang"] != language:
                continue
            text, before, end = record["text"], None, 0
            for m in WORD.finditer(text):
                word, gap = m.group().replace("’", "'"), text[end:m.start()]
                if word[0].islower():
                    lower[word] += 1
                elif len(word) > 1 and not word.isupper() and before and gap == " ":
                    capital[word] += 1
                    if before in determiners or len(before) > 4 and before[0].islower() and re.search("(e|en|er|es|em)$", before):
                        attributed[word] += 1
                before, end = word, m.end()
    return lower, capital, attributed


def archive(name):
    return tarfile.open(glob.glob(f"{packages}/{name}-*.tgz")[0])


def cldr(language):
    """Countries, regions, cities of time zones and the parts of some countries."""
    read = lambda a, path: json.load(a.extractfile("package/" + path))
    names, languages = set(), set()
    a = archive("cldr-localenames-full")
    for code, name in read(a, f"main/{language}/territories.json")["main"][language]["localeDisplayNames"]["territories"].items():
        if not code.startswith(("001", "UN", "XA", "XB", "ZZ", "EU", "EZ", "QO")):
            names.add(name)
    zones = read(archive("cldr-dates-full"), f"main/{language}/timeZoneNames.json")["main"][language]["dates"]["timeZoneNames"]["zone"]

    def walk(area, node, path):
        for key, below in node.items():
            if key == "exemplarCity":
                names.add(below)
            elif isinstance(below, dict):
                if area in ("Europe", "America", "Asia", "Africa", "Australia", "Pacific") and "exemplarCity" not in below and not path:
                    names.add(key.replace("_", " "))
                walk(area, below, path + [key])

    for area, node in zones.items():
        walk(area, node, [])
    if language == "en":
        parts = json.dumps(read(archive("cldr-subdivisions-full"), "subdivisions/en/en.json"))
        for code, name in re.findall(r'"((?:us|ca|de|at|ch|gb|au|fr|it|es|ru|cn|in|br|mx|jp|za)[a-z0-9]{1,3})": "([^"]+)"', parts):
            names.add(name)
    return {n for n in names if re.fullmatch(r"[^\W\d_][\w .'’&-]+", n) and len(n) > 3}


def given(known):
    """Given names that the corpora know."""
    names = set()
    z = zipfile.ZipFile(glob.glob(f"{packages}/[fF]aker-*.whl")[0])
    for locale in "en_US en_GB en_IE en de_DE de_AT de_CH fr_FR es_ES it_IT nl_NL pl_PL sv_SE da_DK no_NO fi_FI pt_PT cs_CZ hu_HU tr_TR hr_HR ro_RO".split():
        source = z.read(f"faker/providers/person/{locale}/__init__.py").decode()
        for block in re.findall(r"first_names\w*(?:: \w+)? = (?:OrderedDict\()?[({\[](.*?)\n    [)}\]]", source, re.S):
            names.update(re.findall(r'["\']([^\W\d_]+(?:-[^\W\d_]+)?)["\']', block))
    return {n for n in names if len(n) > 2 and known[n] >= 8}


# Given names that are words as well, and more often names; others that are words or places are left out.
BOTH = set("Adelaide Andrew Andy Archie Ariel Art Athena Aurora Austin Bill Brad Buck Chip Cliff Crystal Dawn Drew Eliot Erich Faith Foster Frank Gene Grace Grady "
           "Grant Guy Hal Hasan Henrik Henry Hiram Homer Hope Jade Jake Jon Joy Julian Keith Kelvin Kit Kyle Lance Magnus Marc Mark Max May Mercy Miles Ole Orion Pat "
           "Penny Ramsey Rand Ray Rich Rod Rose Shelley Sol Sterling Sue Troy Ulysses Val Will Alberta Brent Brittany Chad Cher Florence Georgia Israel Jordan Kent "
           "Paris Peter Victoria Virginia Vladimir Allen Anders Ernst Fern Hart Mal Reiner Til Till Tore Linus Urban Oscar".split())
determiners = by_hand("de", "determiner")
lower, capital, _ = count("en", ENGLISH, set())
lower_de, capital_de, attributed = count("de", GERMAN, determiners)
lists = {"given": given(capital + capital_de)}
lists["place en"], lists["place de"] = cldr("en"), cldr("de")
lists["place en"] = {n for n in lists["place en"] if lower[n.lower()] <= capital[n] or " " in n}
words = {w.capitalize() for w in lower if lower[w] >= 25 and lower[w] >= capital[w.capitalize()]} | {w.capitalize() for w in lower_de if lower_de[w] >= 40}
lists["given"] -= (words | lists["place en"] | lists["place de"] | by_hand("en", "place") | by_hand("de", "place")) - BOTH
lists["given"] -= {w for w in lists["given"] if capital_de[w] >= 12 and attributed[w] >= 0.35 * capital_de[w]} - BOTH
names = lists["given"] | lists["place de"] | by_hand("de", "place", "organisation", "demonym", "not_name")
lists["common en"] = {w for w in lower if "'" not in w and lower[w] >= 25 and lower[w] >= capital[w.capitalize()]}
lists["common de"] = {w for w in lower_de if lower_de[w] >= 40 and 2 * lower_de[w] >= capital_de[w.capitalize()]}
# A noun is what stands behind a determiner or an attribute in at least 35 % of its places; names do in 10 %.
nouns = {w for w in capital_de if capital_de[w] >= 12 and attributed[w] >= 0.35 * capital_de[w] and w not in names and "-" not in w}


def compound(word):
    return any(word[i:].capitalize() in nouns for i in range(3, len(word) - 3))


lists["noun de"] = {w for w in nouns if not compound(w)}
text = "".join(f"[{name}]\n" + "\n".join(w.replace(" ", "_") for w in sorted(words)) + "\n" for name, words in lists.items())
with open(out, "wb") as f, gzip.GzipFile("", "wb", 9, f, 0) as z:
    z.write(text.encode())
print({name: len(words) for name, words in lists.items()}, len(text))
