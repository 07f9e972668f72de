"""How `find_attributions` reads a text. Nothing here is imported from outside but `helpers/attribution.py`.

In the order of the work:

| file | question | rules |
|---|---|---|
| `units.py` | what are the words? | a quotation is one unit, titles in marks stay words; which words may be cues |
| `grammar.py` | where do phrases begin and end? | noun phrases, finite verbs, who can hold an opinion |
| `readings.py` | is this word a cue here, and whose? | noun or verb; passive, infinitive, participle; the subject |
| `phrases.py` | credit without a verb | "according to …", "in a new poll", "in her view", "to many", "reportedly" |
| `tags.py` | cue behind or inside its content | "…, she said", "…," said Ann Cole, "as she put it, …" |
| `contents.py` | cue before its content | what may follow it, who can be credited with it, where it begins |
| `extents.py` | where does the content end? | the next cue, a comment of the outlet's, a time |
| `speakers.py` | who is that? | kind of source; pronouns and roles led back to a name; quotations without a cue |

Before: `helpers/quotations.py` pairs the marks, `helpers/cues.py` reads the vocabulary. After: `helpers/attribution.py`
puts sentences, interview turns and announced paragraphs together, and makes the table.
A sentence is read by `tags.read_sentence`: phrases first, then one tag, then every cue from the left.
"""
