"""The same text twice: exact copies, and near ones such as a wire story at two outlets."""

import re
import zlib

from rapidfuzz.distance import Indel

SHINGLE = 5  # words
NEAR = 0.8  # share of shingles in common above which two texts are the same story
RARE = 50  # a shingle in more articles than this is a set phrase and proposes no pair
CHARACTERS = 20_000


def find_duplicates(ids: list[str], texts: list[str]) -> list[str]:
    """Return for every text the id of the first earlier one that is the same or nearly the same, else "".

    Near: the words of both, in order, agree to 80 % or more (Indel similarity of the words). Candidates share
    one of the sampled five-word runs, so that the cost stays linear in the number of articles.
    """
    words = [re.findall(r"\w+", text[:CHARACTERS].lower()) for text in texts]
    exact: dict[tuple, int] = {}
    by_shingle: dict[int, list[int]] = {}
    answer = [""] * len(ids)
    for n, tokens in enumerate(words):
        key = tuple(tokens)
        if len(tokens) < SHINGLE:
            continue
        if len(texts[n]) <= CHARACTERS and key in exact:
            answer[n] = ids[exact[key]]
            continue
        shared: dict[int, int] = {}
        sampled = _sampled(tokens)
        for shingle in sampled:
            for m in by_shingle.get(shingle, ()):
                shared[m] = shared.get(m, 0) + 1
        likely = sorted((m for m, k in shared.items() if k >= 0.4 * len(sampled)), key=lambda m: (-shared[m], m))[:5]
        for m in sorted(likely):
            if Indel.normalized_similarity(words[m], tokens, score_cutoff=NEAR) >= NEAR:
                answer[n] = ids[m]
                break
        else:
            exact[key] = n
            for shingle in sampled:
                holders = by_shingle.setdefault(shingle, [])
                if len(holders) < RARE:
                    holders.append(n)
    return answer


def _sampled(tokens: list[str]) -> set[int]:
    """Keep every fourth five-word run, chosen by content so that both copies keep the same ones."""
    hashes = {zlib.crc32(" ".join(tokens[i : i + SHINGLE]).encode()) for i in range(len(tokens) - SHINGLE + 1)}
    return {h for h in hashes if h % 4 == 0} or hashes
