"""What stands on the page? The one reading of a text, which everything after asks.

| file | question |
|---|---|
| `words.py` | what is a word, and what is known of each distinct one? |
| `sentences.py` | where do paragraphs and sentences end? |
| `marks.py` | which quotation marks belong together, and what do they hold? |
| `reading.py` | all of these for many texts at once, as arrays |
| `names.py` | which words are names, which sentences are set like headlines? |
| `classes.py` | which class has a word, which forms? |
| `clean.py` | what may no text hold? |
"""
