package app

import (
	"io"

	"synoptic/export"
	"synoptic/export/parquet"
	"synoptic/export/report"
	"synoptic/export/xlsx"
	"synoptic/news"
)

// Formats are all of them, JSON first.
func Formats() []export.Format {
	return []export.Format{
		{"json", "application/json", ".json", export.Compare},
		{"html", "text/html; charset=utf-8", ".html", func(w io.Writer, c *news.Coverage, _ export.Options) error { return report.Write(w, c) }},
		{"csv", "text/csv; charset=utf-8", ".csv", export.CSV},
		{"jsonl", "application/jsonl", ".jsonl", export.JSONL},
		{"parquet", "application/vnd.apache.parquet", ".parquet", parquet.Write},
		{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", xlsx.Write},
		{"webanno", "application/ld+json", ".jsonld", export.WebAnnotations},
		{"tei", "application/tei+xml", ".xml", export.TEI},
		{"brat", "application/zip", ".zip", export.Brat},
		{"ftm", "application/jsonl", ".ftm.jsonl", export.FollowTheMoney},
		{"quotes", "application/jsonl", ".quotes.jsonl", export.Quotations},
	}
}
