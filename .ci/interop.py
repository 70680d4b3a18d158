"""Reads what the program leaves with pandas, pyarrow, polars and DuckDB and checks what the contract promises.

usage: interop.py BINARY WORK

BINARY runs the demonstration corpus twice below the directory WORK, at two times, then half of it and all of it with a state
between, and a corpus of 150,000 headlines.
The contract is reports/README.md: every column of it must have its type, its NULLs and its values in all four readers.
"""
import html.parser
import io
import json
import math
import os
import random
import re
import shutil
import subprocess
import sys
from datetime import datetime, timezone

import duckdb
import pandas
import polars
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq

binary, work = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
project = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TIMES = ("2026-11-22T06:00:00Z", "2026-11-23T06:00:00Z")
PAGES = ("README.md", "reports/README.md", "analysis/README.md", "cmd/leitmotif/OPERATIONS.md", ".github/CONTRIBUTING.md")
ROW_GROUP = 122_880
LARGE = 150_000
passed = 0


def check(condition, what):
    global passed
    if not condition:
        sys.exit(f"interop: {what}")
    passed += 1


def main():
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    for now, until in zip(TIMES, ("2026-10-05", "2026-11-23")):
        leitmotif("run", "--out", f"{work}/out", "--now", now, "--texts")
        leitmotif("run", f"{project}/seeds/demo", "--watchlist", f"{project}/seeds/watchlist.yaml", "--out", f"{work}/kept", "--now", now, "--state", f"{work}/state", "--until", until, "--refit", "always")
    contract = dictionary()
    for run in ("out/run=20261122T060000Z", "out/run=20261123T060000Z", "kept/latest"):
        tables(f"{work}/{run}", contract)
        relations(f"{work}/{run}", contract)
    check(query(f"select count(*) from '{work}/kept/latest/changes.parquet'")[0][0] > 0, "a run after another finds no changes")
    partitions(f"{work}/out")
    printed(f"{work}/out/latest")
    printed(f"{work}/kept/latest")
    pages()
    spreadsheets(f"{work}/out/latest", {name: table for name, table in contract.items() if name != "texts"})  # too long for cells
    row_groups()
    print(f"interop: {passed} checks passed, 0 failed")


def leitmotif(*arguments):
    subprocess.run([binary, *arguments, *(["-q"] if arguments[0] == "run" else [])], cwd=work, check=True)


def dictionary():
    """The contract: for every table its key and its columns as (name, type, may be NULL)."""
    contract = {}
    with open(f"{project}/reports/README.md", encoding="utf-8") as file:
        for line in file:
            if match := re.match(r"## (\w+)$", line):
                name = match.group(1)
            elif match := re.search(r"Key: (.*)\.$", line):
                contract[name] = {"key": re.findall(r"`(\w+)`", match.group(1)), "columns": []}
            elif len(cells := [c.strip() for c in line.split("|")]) == 7 and cells[1] in contract:
                contract[name]["columns"].append((cells[2], cells[3], cells[4] == "yes"))
    check(len(contract) >= 6 and all(t["columns"] for t in contract.values()), "reports/README.md lists no tables")
    return contract


SCALARS = {  # of the contract, in pyarrow, polars and DuckDB
    "string": (pa.string(), polars.String, "VARCHAR"),
    "int32": (pa.int32(), polars.Int32, "INTEGER"),
    "int64": (pa.int64(), polars.Int64, "BIGINT"),
    "double": (pa.float64(), polars.Float64, "DOUBLE"),
    "float": (pa.float32(), polars.Float32, "FLOAT"),
    "float32": (pa.float32(), polars.Float32, "FLOAT"),
    "bool": (pa.bool_(), polars.Boolean, "BOOLEAN"),
    "timestamp (ms, UTC)": (pa.timestamp("ms", "UTC"), polars.Datetime("ms", "UTC"), "TIMESTAMP WITH TIME ZONE"),
}


def types(name):
    """The type of the contract as pyarrow, polars and DuckDB call it."""
    if inner := re.fullmatch(r"list of (.*)", name):
        arrow, pole, duck = types(inner.group(1))
        return pa.list_(arrow), polars.List(pole), duck + "[]"
    if fields := re.fullmatch(r"\((.*)\)", name):
        pairs = [f.split(" ", 1) for f in fields.group(1).split(", ")]
        kinds = [types(kind) for _, kind in pairs]
        return (pa.struct([(n, k[0]) for (n, _), k in zip(pairs, kinds)]), polars.Struct({n: k[1] for (n, _), k in zip(pairs, kinds)}),
                "STRUCT(" + ", ".join(f"{n} {k[2]}" for (n, _), k in zip(pairs, kinds)) + ")")
    return SCALARS[name]


def same_type(arrow, wanted):
    """Whether two types of pyarrow are one, whatever the inner fields of a list are called and may be."""
    if pa.types.is_list(wanted):
        return pa.types.is_list(arrow) and same_type(arrow.value_type, wanted.value_type)
    if pa.types.is_struct(wanted):
        return (pa.types.is_struct(arrow) and [f.name for f in arrow] == [f.name for f in wanted] and
                all(same_type(a.type, b.type) for a, b in zip(arrow, wanted)))
    return arrow == wanted


def query(sql):
    """The rows of a query; times are in UTC wherever the machine stands."""
    connection = duckdb.connect()
    connection.execute("set TimeZone = 'UTC'")  # read by way of pytz
    return connection.execute(sql).fetchall()


def plain(value):
    """A value of any reader as pyarrow would give it."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, pandas.Timestamp):
        value = value.to_pydatetime()
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc)
    return None if value is pandas.NaT or value is pandas.NA else value


def tables(run, contract):
    """Types, NULLs, row counts and every single value of every table, in all readers."""
    with open(f"{run}/manifest.json", encoding="utf-8") as file:
        counted = {t["table"]: t["rows"] for t in json.load(file)["tables"]}
    check(set(counted) <= set(contract), f"{set(counted) - set(contract)} is not in the contract")
    for name, rows in counted.items():
        path = f"{run}/{name}.parquet"
        columns = contract[name]["columns"]
        arrow = pq.read_table(path)
        check(arrow.column_names == [c for c, _, _ in columns], f"{name} has the columns {arrow.column_names}")
        check(arrow.num_rows == rows, f"{name}: {arrow.num_rows} rows, the manifest says {rows}")
        pole, panda = polars.read_parquet(path), pandas.read_parquet(path)
        duck = {c: [] for c in arrow.column_names}
        for row in query(f"from '{path}'"):
            for c, value in zip(duck, row):
                duck[c].append(plain(value))
        kinds = dict(query(f"select column_name, column_type from (describe from '{path}')"))
        for column, kind, optional in columns:
            place = f"{name}.{column}"
            in_arrow, in_polars, in_duckdb = types(kind)
            check(same_type(arrow.schema.field(column).type, in_arrow), f"{place} is {arrow.schema.field(column).type} in pyarrow")
            check(arrow.schema.field(column).nullable == optional, f"{place}: nullable is {not optional}")
            check(pole.schema[column] == in_polars, f"{place} is {pole.schema[column]} in polars")
            check(kinds[column].replace('"', "") == in_duckdb, f"{place} is {kinds[column]} in DuckDB, not {in_duckdb}")
            if kind.startswith("timestamp"):
                check(str(panda[column].dtype) == "datetime64[ms, UTC]", f"{place} is {panda[column].dtype} in pandas")
            values = [plain(v) for v in arrow[column].to_pylist()]
            check(optional or None not in values, f"{place} has NULLs")
            check(not optional or not any(v == "" or v == [] or v != v for v in values), f"{place}: what is absent is not NULL")
            check(not any(isinstance(v, float) and not math.isfinite(v) for v in values), f"{place} holds what is no number")
            check(pole[column].to_list() == values or [plain(v) for v in pole[column].to_list()] == values, f"polars reads other values of {place}")
            check(duck[column] == values, f"DuckDB reads other values of {place}")
            check(panda[column].isna().sum() == arrow[column].null_count, f"pandas counts other NULLs of {place}")
            read = [None if gone else plain(v) for v, gone in zip(panda[column], panda[column].isna())]
            check(read == values, f"pandas reads other values of {place}")
        footer(path, name, contract[name])
        print(f"{os.path.relpath(run, work)} {name}: {rows} rows, {len(columns)} columns")


def footer(path, name, table):
    """Compression, order, bounds, page index and notes, as the design demands."""
    file = pq.ParquetFile(path).metadata
    notes = file.metadata or {}
    check(b"schema_version" in notes and notes.get(b"leitmotif.table") == name.encode(), f"{name} does not say what it is")
    check(file.created_by.startswith("leitmotif"), f"{name} is created by {file.created_by}")
    for column, _, _ in table["columns"]:
        check(notes.get(f"note.{column}".encode()), f"{name}.{column} has no note")
    for g in range(file.num_row_groups):
        group = file.row_group(g)
        check(group.num_rows == ROW_GROUP or g == file.num_row_groups - 1 and group.num_rows < ROW_GROUP, f"{name}: a row group of {group.num_rows}")
        order = [file.schema.column(s.column_index).path for s in group.sorting_columns]
        check(order == table["key"], f"{name} says that it is sorted by {order}")
        for c in range(group.num_columns):
            column = group.column(c)
            place = f"{name}.{column.path_in_schema}"
            check(column.compression == "ZSTD", f"{place} is compressed by {column.compression}")
            check(column.has_offset_index and column.has_column_index, f"{place} has no page index")
            bounds = column.statistics
            check(bounds is not None and bounds.has_null_count, f"{place} has no count of NULLs")
            check(name == "texts" or bounds.has_min_max or bounds.null_count == column.num_values, f"{place} has no bounds")
    keys = list(zip(*(pq.read_table(path, columns=[k])[k].to_pylist() for k in table["key"])))
    if name == "rejects":  # a record may be rejected for two reasons; NULL, the file as a whole, comes first
        check(keys == sorted(keys, key=lambda k: (k[0], k[1] or 0)), f"{name} is not sorted by {table['key']}")
    else:
        check(all(a < b for a, b in zip(keys, keys[1:])), f"{name} is not sorted by {table['key']}, or not unique")


def relations(run, contract):
    """What the tables say of one another. Every query counts rows that break a promise."""
    connection = duckdb.connect()
    connection.execute("set TimeZone = 'UTC'")
    for name in contract:
        if os.path.exists(f"{run}/{name}.parquet"):
            connection.execute(f"create view {name} as from '{run}/{name}.parquet'")

    def none(sql, what):
        check(connection.execute(f"select count(*) from {sql}").fetchone()[0] == 0, f"{run}: {what}")

    for child, column, parent in (("article_topics", "article_id", "articles"), ("article_topics", "topic_id", "topics"),
                                  ("articles", "topic_id", "topics"), ("articles", "story_id", "articles"), ("articles", "duplicate_of", "articles"),
                                  ("trends", "topic_id", "topics"), ("changes", "topic_id", "topics"), ("mentions", "article_id", "articles"),
                                  ("article_names", "article_id", "articles"), ("article_names", "name_id", "names")):
        target = {"topics": "topic_id", "names": "name_id"}.get(parent, "article_id")
        none(f"{child} c anti join {parent} p on c.{column} = p.{target} where c.{column} is not null", f"{child}.{column} names unknown {parent}")
        filled = connection.execute(f"select count({column}) from {child}").fetchone()[0]
        check(filled > 0 or child == "changes", f"{child}.{column}: nothing to check")
    none("(select unnest(representative_ids) as article_id, topic_id from topics) r anti join articles a using (article_id, topic_id)",
         "a topic is represented by an article of another")
    none("(select topic_id, language, unnest(linked_topics) as other from topics) l left join topics o on o.topic_id = l.other "
         "where o.topic_id is null or o.language = l.language", "a topic is linked to none of another language")
    none("changes c join topics t using (topic_id) where c.topic_uid <> t.topic_uid or c.language <> t.language", "changes and topics differ")
    none("(select topic_uid from topics where topic_uid is not null group by 1 having count(*) > 1)", "a topic_uid is given twice")
    none("articles where (published_at is null) <> (published_precision is null) or published_precision not in ('second', 'day', 'month', 'year') "
         "or published_precision <> 'second' and published_at <> date_trunc(published_precision, published_at)", "published_precision is not that of published_at")
    none("changes where p <= 0 or p > .05 or low > high or stories_after < 0", "a change that is none")
    none("articles a join topics t using (topic_id) where a.topic_label <> t.label or a.language <> t.language", "articles and topics differ in labels")
    none("articles a join articles s on s.article_id = a.story_id where s.story_id <> s.article_id", "a story begins in another story")
    none("articles a join articles d on d.article_id = a.duplicate_of where d.story_id <> a.story_id", "a copy belongs to another story")
    none("(select story_id, count(*) - 1 as others, any_value(copies) as said, count(distinct copies) as n from articles group by 1) "
         "where others <> said or n <> 1", "copies are counted wrong")
    none("topics t join (select topic_id, count(*) as a, count(*) filter (duplicate_of is null) as s, sum(sentences_positive - sentences_negative) filter (duplicate_of is null) / sum(sentences_negative + sentences_neutral + sentences_positive) filter (duplicate_of is null) as m, "
         "min(published_at) filter (day_known) as f, max(published_at) filter (day_known) as l from (select *, published_precision in ('second', 'day') as day_known from articles) group by 1) x using (topic_id) where (articles, stories) <> (a, s) "
         "or abs(sentiment_mean - m) > 1e-9 or (sentiment_mean is null) <> (m is null) or (first_published, last_published) is distinct from (f, l)",
         "topics sum up their articles wrong")
    for tone in ("negative", "neutral", "positive"):
        none(f"topics t where {tone} <> (select count(*) from articles a where a.topic_id = t.topic_id and sentiment = '{tone}' and duplicate_of is null)",
             f"topics count their {tone} articles wrong")
    none("(select *, date_trunc(period, period_start) as began from trends) where began <> period_start", "a period begins within itself")
    none("trends r where sentiment_scored <> (select count(*) from articles a where a.topic_id = r.topic_id and duplicate_of is null "
         "and sentiment is not null and date_trunc(r.period, a.published_at) = r.period_start)", "trends count the scored articles wrong")
    none("trends r where stories <> (select count(*) from articles a where a.topic_id = r.topic_id and duplicate_of is null "
         "and date_trunc(r.period, a.published_at) = r.period_start)", "trends count their stories wrong")
    none("articles a left join article_topics w on a.article_id = w.article_id and a.topic_id = w.topic_id "
         "where a.topic_id is not null and (w.weight is null or abs(w.weight - a.topic_weight) > 1e-9)", "the strongest topic is not among the topics")
    none("(select article_id, sum(weight) as w, min(weight) as least from article_topics group by 1) where w > 1 + 1e-6 or least <= 0", "weights out of (0, 1]")
    none("(select period, topic_id, sum(stories) as s from trends group by all) x join topics t using (topic_id) where s > t.stories", "trends count too many stories")
    none("trends where stories > total_stories or (share is null) <> (total_stories = 0) or abs(share - stories / total_stories) > 1e-9", "shares are not what they say")
    none("articles where abs(p_negative + p_neutral + p_positive - 1) > 1e-6 or abs(p_positive - p_negative - sentiment_score) > 1e-9", "probabilities do not fit")
    none("articles where (sentiment is null) <> (abstain_reason is not null) or (sentiment is null) <> (sentiment_score is null)", "a tone without or against a reason")
    none("articles where p_negative <> sentences_negative / (sentences_negative + sentences_neutral + sentences_positive)", "sentences do not fit their shares")
    for table, score in (("articles", "sentiment_score"), ("mentions", "sentiment_score"), ("topics", "sentiment_mean"), ("trends", "sentiment_mean"), ("targets", "sentiment_score"), ("names", "sentiment_score")):
        none(f"{table} where (sentiment is null) <> ({score} is null) or sentiment = 'negative' and {score} >= 0 or sentiment = 'positive' and {score} <= 0",
             f"{table}: labels and scores of different signs")
    for table in ("articles", "targets"):
        none(f"{table} where p_negative > .5 and sentiment <> 'negative' or p_positive > .5 and sentiment <> 'positive'", f"{table}: mostly of one tone and not called so")
    none("targets t full join (select target, count(*) as n, count(distinct article_id) as a, count(*) filter (sentiment = 'negative') as neg, count(*) filter (sentiment = 'neutral') as neu, "
         "count(*) filter (sentiment = 'positive') as pos from mentions group by 1) m using (target) "
         "where (mentions, articles, negative, neutral, positive) is distinct from (n, a, neg, neu, pos)", "targets count their mentions wrong")
    none("names n full join (select name_id, count(*) as a, count(distinct story_id) as s, sum(mentions) as m, "
         "min(published_at) filter (published_precision in ('second', 'day')) as f, max(published_at) filter (published_precision in ('second', 'day')) as l "
         "from article_names join articles using (article_id) group by 1) x using (name_id) "
         "where (articles, stories, mentions, first_published, last_published) is distinct from (a, s, m, f, l)", "names sum up their articles wrong")
    none("(select name_id, unnest(topics, recursive := true) from names) n left join (select name_id, topic_id, count(distinct story_id) as s from article_names "
         "join articles using (article_id) group by all) x using (name_id, topic_id) where n.stories is distinct from x.s", "names count the stories of a topic wrong")
    none("(select name_id, unnest(outlets, recursive := true) from names) n left join (select name_id, source, count(*) as s from article_names "
         "join articles using (article_id) group by all) x using (name_id, source) where n.articles is distinct from x.s", "names count the articles of an outlet wrong")
    none("(select name_id, unnest(together_with) as t from names) n left join (select a.name_id, b.name_id as other, count(distinct story_id) as s from article_names a "
         "join article_names b using (article_id) join articles using (article_id) "
         "where article_id not in (select article_id from article_names group by 1 having count(*) > 50) group by all) x on x.name_id = n.name_id and other = t.name_id "
         "where t.stories is distinct from x.s or t.name_id = n.name_id or t.log_likelihood <= 0", "names stand together in other stories")
    none("names where stories < 2 or kind not in ('person', 'organisation', 'place') or abs(share - stories / (select count(distinct story_id) from articles)) > 1e-9", "a name that is none")
    none("articles where sentiment not in ('negative', 'neutral', 'positive') or abs(sentiment_score) > 1", "a tone that is none")
    none("articles where (topic_id is null) <> (topic_weight is null) or (is_outlier and topic_id is not null)", "a topic and none at once")
    if os.path.exists(f"{run}/texts.parquet"):
        none("texts t full join articles a using (article_id) where t.text is null or a.article_id is null or t.text = ''", "not every article has its text")
        none("mentions m join texts t using (article_id) where not in_title and not contains(m.text, "
             "regexp_replace(substr(t.text, start + 1, \"end\" - start), '\\s+', ' ', 'g'))", "a mention does not stand where it says in the text")
    none("inputs i full join (select input, count(*) as n, count(*) filter (published_at is null) as undated from articles group by 1) a using (input) "
         "where coalesce(a.n, 0) is distinct from i.articles or coalesce(a.undated, 0) <> i.undated", "inputs count their articles wrong")
    none("inputs i full join (select input, count(*) as n from rejects group by 1) r using (input) where coalesce(r.n, 0) is distinct from i.rejects",
         "inputs count their rejects wrong")
    none("mentions where \"end\" <= start or start < 0 or (sentiment is null) <> (sentiment_score is null)", "a mention without a place or a tone")


def partitions(out):
    """All runs below one directory as one table, partitioned by run."""
    glob = f"{out}/run=*/articles.parquet"
    runs = query(f"select run, count(*), typeof(any_value(run)) from read_parquet('{glob}', hive_partitioning = true) group by run order by run")
    check([r for r, _, _ in runs] == ["20261122T060000Z", "20261123T060000Z"], f"DuckDB sees the runs {runs}")
    check(runs[0][1] == runs[1][1] > 0, f"the runs differ in their articles: {runs}")
    same = query(f"select count(distinct article_id), count(*) from read_parquet('{glob}', hive_partitioning = true)")[0]
    check(2 * same[0] == same[1], "an article has not the same id in both runs")
    last = query(f"select count(*) from read_parquet('{glob}', hive_partitioning = true) where run = '20261123T060000Z'")[0][0]
    check(last == runs[1][1], "DuckDB chooses other rows of a run")
    pole = polars.scan_parquet(glob, hive_partitioning=True).group_by("run").len().collect()
    check(sorted(pole["len"].to_list()) == [n for _, n, _ in runs], f"polars sees {pole}")
    files = sorted(f"{out}/run={r}/articles.parquet" for r, _, _ in runs)
    arrow = pa.dataset.dataset(files, partition_base_dir=out, partitioning="hive").to_table(columns=["run", "article_id"])
    check(arrow.num_rows == same[1] and len(arrow["run"].unique()) == 2, "pyarrow sees other partitions")
    print(f"hive partitions: {runs[0][1]} + {runs[1][1]} articles")


class Queries(html.parser.HTMLParser):
    """The texts of <code class="sql">."""

    def __init__(self):
        super().__init__()
        self.found, self.inside = [], False

    def handle_starttag(self, tag, attributes):
        if tag == "code" and "sql" in (dict(attributes).get("class") or "").split():
            self.inside = True
            self.found.append("")

    def handle_endtag(self, tag):
        if tag == "code":
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.found[-1] += data


def printed(run):
    """Every query that the report prints, in the directory of the run."""
    page = Queries()
    with open(f"{run}/report.html", encoding="utf-8") as file:
        page.feed(file.read())
    check(page.found, "the report prints no query")
    os.chdir(run)
    for sql in page.found:
        try:
            rows = query(sql)
        except duckdb.Error as err:
            sys.exit(f"interop: the report prints a query that fails: {sql}\n{err}")
        check(rows, f"the report prints a query without an answer: {sql}")
    os.chdir(work)
    print(f"report.html of {os.path.relpath(run, work)}: {len(page.found)} queries")


def pages():
    """Every block of SQL of the pages, and of Python that reads out/latest, beside the directory out."""
    os.chdir(work)
    seen = set()
    for page in PAGES:
        with open(f"{project}/{page}", encoding="utf-8") as file:
            blocks = re.findall(r"^```(sql|python)\n(.*?)^```", file.read(), re.MULTILINE | re.DOTALL)
        for language, text in blocks:
            if language == "sql":
                check(query(text), f"a query of {page} has no answer: {text}")
            elif "out/latest" in text:
                exec(compile(text, page, "exec"), {})
                check(True, "")
            else:
                continue
            seen.add((page, language))
        print(f"{page}: {len(blocks)} blocks of code")
    check(seen == {("README.md", "sql"), ("reports/README.md", "sql"), ("reports/README.md", "python")}, f"the pages show other queries: {seen}")


def spreadsheets(run, contract):
    """The same rows in the workbook and in the CSV files."""
    leitmotif("export", run, "--out", "run.xlsx")
    leitmotif("export", run, "--format", "csv", "--out", "csv", "--bom")
    for name, table in contract.items():
        if not os.path.exists(f"{run}/{name}.parquet"):
            continue
        arrow = pq.read_table(f"{run}/{name}.parquet")
        book = pandas.read_excel(f"{work}/run.xlsx", sheet_name=name, keep_default_na=False, na_values=[""], dtype=object)
        with open(f"{work}/csv/{name}.csv", "rb") as file:
            raw = file.read()
        check(raw.startswith(b"\xef\xbb\xbf"), f"{name}.csv has no byte order mark")
        text = pandas.read_csv(io.BytesIO(raw), keep_default_na=False, na_values=[""], encoding="utf-8-sig", dtype=str)
        for column, kind, _ in table["columns"]:
            values = arrow[column].to_pylist()
            for form, read in (("xlsx", book), ("csv", text)):
                place = f"{name}.{column} in {form}"
                check(len(read) == len(values) and list(read[column].isna()) == [v is None for v in values], f"{place} has other rows or NULLs")
                for value, cell in zip(values, read[column]):
                    if value is None:
                        continue
                    if kind in ("double", "int32", "int64"):
                        check(form == "csv" or not isinstance(cell, str), f"{place}: the number {value} is a text")
                        check(float(cell) == value or form == "xlsx" and math.isclose(cell, value, rel_tol=1e-14), f"{place}: {cell} instead of {value}")
                    elif kind.startswith("timestamp"):
                        check(datetime.fromisoformat(cell) == value, f"{place}: {cell} instead of {value}")
                    elif kind == "string":
                        check(cell in (value, "'" + value), f"{place}: {cell} instead of {value}")
                        check(not cell.startswith(("=", "+", "-", "@", "\t", "\r")), f"{place}: {cell} is a formula")
    print("export: the workbook and the CSV files hold the same")


def row_groups():
    """A lookup by the key reads one row group of a large table; its bounds say which."""
    draw = random.Random(1)
    words = "port council bridge river storm market price train strike school teacher budget court judge police harbour film goal coach".split()
    with open(f"{work}/large.jsonl", "w", encoding="utf-8") as file:
        for i in range(LARGE):
            json.dump({"id": str(i), "title": f"{i} " + " ".join(draw.sample(words, 3)), "text": " ".join(draw.sample(words, 8)) + f" {i * 7919 % 1000003}."}, file)
            file.write("\n")
    leitmotif("run", "large.jsonl", "--out", "large", "--min-articles", str(10 * LARGE))
    path = f"{work}/large/latest/articles.parquet"
    file = pq.ParquetFile(path).metadata
    check([file.row_group(g).num_rows for g in range(file.num_row_groups)] == [ROW_GROUP, LARGE - ROW_GROUP], "the row groups have other sizes")
    bounds = [file.row_group(g).column(0).statistics for g in range(2)]
    check(bounds[0].max < bounds[1].min, "the row groups overlap")
    for wanted in bounds:
        plan = query(f"explain analyze select title from '{path}' where article_id = '{wanted.min}'")[0][1]
        check(re.search(r"Row Groups Scanned: 1 / 2\b", plan), f"DuckDB does not skip a row group:\n{plan}")
    print(f"row groups: {LARGE} articles in 2, a lookup by the key scans 1")
    shutil.rmtree(f"{work}/large")
    os.remove(f"{work}/large.jsonl")


main()
