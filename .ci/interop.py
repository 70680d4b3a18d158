"""Reads every table of a finished run with pyarrow, pandas, polars and DuckDB and checks what the contract promises.

usage: interop.py RUN_DIR
"""
import glob
import os
import sys

import duckdb
import pandas
import polars
import pyarrow.parquet as pq

run = sys.argv[1]
KEYS = {"articles": ["article_id"], "article_topics": ["article_id", "topic_id"], "topics": ["topic_id"],
        "trends": ["topic_id", "period_start"], "mentions": ["article_id", "sentence", "start"]}


def check(condition, what):
    if not condition:
        sys.exit(f"interop: {what}")


def main():
    files = sorted(glob.glob(f"{run}/*.parquet"))
    check(files, f"no tables in {run}")
    for path in files:
        name = os.path.basename(path).removesuffix(".parquet")
        arrow = pq.read_table(path)
        rows = arrow.num_rows
        metadata = arrow.schema.metadata or {}
        check(b"schema_version" in metadata, f"{name} has no schema_version")
        for column in arrow.column_names:
            check(f"note.{column}".encode() in metadata, f"{name}.{column} has no note")
        check(len(pandas.read_parquet(path)) == rows, f"pandas reads other rows of {name}")
        check(polars.read_parquet(path).height == rows, f"polars reads other rows of {name}")
        check(duckdb.sql(f"select count(*) from '{path}'").fetchall()[0][0] == rows, f"DuckDB reads other rows of {name}")
        if name in KEYS:
            distinct = duckdb.sql(f"select count(*) from (select distinct {', '.join(KEYS[name])} from '{path}')").fetchall()[0][0]
            check(distinct == rows, f"{name} is not unique by {KEYS[name]}")
        print(f"{name}: {rows} rows, {len(arrow.column_names)} columns")
    relations()
    print("1 passed, 0 failed")


def relations():
    table = {n: f"'{run}/{n}.parquet'" for n in ("articles", "article_topics", "topics", "trends", "mentions", "rejects")}
    none = lambda query, what: check(duckdb.sql(query).fetchall()[0][0] == 0, what)
    none(f"select count(*) from {table['article_topics']} where article_id not in (select article_id from {table['articles']})",
         "article_topics names unknown articles")
    none(f"select count(*) from {table['articles']} where topic_id not in (select topic_id from {table['topics']})",
         "articles name unknown topics")
    none(f"select count(*) from {table['mentions']} where article_id not in (select article_id from {table['articles']})",
         "mentions name unknown articles")
    none(f"select count(*) from {table['trends']} where topic_id not in (select topic_id from {table['topics']})", "trends name unknown topics")
    none(f"select count(*) from {table['articles']} where abs(p_negative + p_neutral + p_positive - 1) > 1e-6", "probabilities do not sum to 1")
    none(f"select count(*) from {table['articles']} where (sentiment is null) <> (abstain_reason is not null)", "a tone without or against a reason")
    none(f"select count(*) from {table['articles']} where title = '' or source = '' or sentiment_score = 'nan'", "an absent value that is not NULL")
    none(f"select count(*) from (select article_id, sum(weight) w from {table['article_topics']} group by 1) where w > 1 + 1e-6", "weights over 1")
    kind = dict(duckdb.sql(f"select column_name, column_type from (describe select * from {table['articles']})").fetchall())
    check(kind["published_at"] == "TIMESTAMP WITH TIME ZONE", f"published_at is {kind['published_at']}")
    check(kind["keywords"] == "VARCHAR[]", f"keywords is {kind['keywords']}")
    check(kind["sentiment_drivers"].startswith("STRUCT("), f"sentiment_drivers is {kind['sentiment_drivers']}")


main()
