"""Which words, which judgement? Lexicons and what is made of their terms.

| file | question |
|---|---|
| `lexicons.py` | which terms, by whose card? |
| `matching.py` | where does a term stand, and is it that term there? |
| `loaded.py` | which words are loaded? |
| `editorial.py` | where does the outlet itself judge, and why? |
"""
