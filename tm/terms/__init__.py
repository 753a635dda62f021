"""Glossary terms in running text."""
