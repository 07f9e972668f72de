"""Who says it? How `find_attributions` reads a text.

In the order of the work:

| file | question | rules |
|---|---|---|
| `cues.py` | which words credit somebody? | the vocabulary of cues, by every inflected form |
| `units.py` | what are the words? | a quotation is one unit, titles in marks stay words; which words may be cues |
| `grammar.py` | where do phrases begin and end? | noun phrases, finite verbs, who can hold an opinion |
| `uses.py` | is this word a cue here, and whose? | noun or verb; passive, infinitive, participle; the subject |
| `contents.py` | cue before its content | what may follow it, who can be credited |
| `beginnings.py`, `endings.py` | how much of it? | by which frame it begins, at which comma or clause it ends |
| `tags.py` | credit beside its content | "…, she said", "…," said Ann Cole, "as she put it, …", "according to …" |
| `capitals.py` | where may a person's name stand? | runs of capitals, titles, roles |
| `people.py` | which persons are named? | full names, genders, roles |
| `pronouns.py` | who are "he" and "she"? | the persons named before, sentence by sentence back |
| `speakers.py` | who is that? | kind of source; the name behind a pronoun, a role; quotations without a cue |
| `turns.py` | who speaks in an interview? | labels before a colon, questions of the outlet, turns over paragraphs |
| `blocks.py` | whose is a whole paragraph? | a turn, a tweet, what a colon announces or a dash line signs |
| `attribution.py` | the table | paragraphs, sentences and quotations without a cue put together |

A sentence is read by `attribution.read_sentence`: phrases first, then one tag, then every cue from the left.
"""
