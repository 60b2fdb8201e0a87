"""A description to take along: PDF, Word, JSON, tables and what search engines read.

Every form walks the format through `innovaties.lezen.weergave`: a field added there stands in all.
"""
