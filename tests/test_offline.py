"""The whole path on a machine without a network and without anything fetched before."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Every way out is shut before anything of the kit is imported, and the folder of what is made is an empty one.
RUN = """
import socket, sys, urllib.request

def refuse(*args, **kwargs):
    raise AssertionError("something asked the network")

for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
    setattr(socket, name, refuse)
urllib.request.urlopen = refuse

import matplotlib; matplotlib.use("Agg")
from pathlib import Path
from helpers import *
import textstat

folder = Path(sys.argv[1]) / "figures"
analysis = analyse(load_articles("data/articles"))
summary = summarise(analysis, by="outlet")
for plot in (plot_voices, plot_loaded, plot_sentiment, plot_readability):
    save_figure(plot(summary), plot.__name__, folder=folder)
save_figure(plot_course(summarise_course(analysis)), "course", folder=folder)
save_figure(plot_sources(summarise_sources(analysis)), "sources", folder=folder)
save_figure(plot_stance(summarise_stances(analysis, by="outlet")), "stance", folder=folder)
compare(analysis, by="outlet")
print(int(analysis.segments["n_syllables"].sum()), len(list(folder.glob("*.png"))), textstat.syllable_count("foreign"))
"""


def test_everything_runs_with_sockets_blocked(tmp_path, sample):
    (tmp_path / "home").mkdir()
    left_out = ("NLTK", "MPL", "XDG", "KIT")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", RUN, str(tmp_path)], cwd=ROOT, text=True,
                          capture_output=True, env=environment | {"HOME": str(tmp_path / "home")})  # fmt: skip
    assert done.returncode == 0, done.stderr
    syllables, figures, foreign = done.stdout.split()
    assert int(syllables) == sample.segments["n_syllables"].sum()  # from the same dictionary, not guessed
    assert int(figures) == 7
    assert int(foreign) == 2  # textstat itself has the dictionary too
