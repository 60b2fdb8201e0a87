"""A description to take along: PDF, Word, JSON, tables and what search engines read.

Every form walks the format and asks each field's kind: a field added there stands in all.
"""
