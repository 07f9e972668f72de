"""Which words, which judgement? Lexicons and what is made of their terms.

| file | question |
|---|---|
| `lexicons.py` | which terms, by whose card? |
| `matching.py` | where does a term stand, and is it that term there? |
| `loaded.py` | which words are loaded? |
| `place.py` | what stands around a term? |
| `editorial_cues.py` | which words and forms say that the outlet judges? |
| `editorial.py` | how far is a sentence opinion, and why? |
"""
