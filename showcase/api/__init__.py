"""The record for machines: what each noun tells, as JSON, as tables, and in a description of both."""
