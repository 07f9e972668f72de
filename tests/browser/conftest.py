"""What the browser tests share: Chromium, and one JupyterLab for all of them."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")  # a session's would leave its event loop running in all tests that follow
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True, scope="session")
def _chromium():
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: browser tests need one")


@pytest.fixture(scope="session")
def lab_home(tmp_path_factory):
    """The folder that JupyterLab shows: a copy of the kit's notebooks and data; tests may add notebooks of theirs."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", home / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copytree(ROOT / "data", home / "data", ignore=shutil.ignore_patterns("output"))
    return home


@pytest.fixture(scope="session")
def lab(lab_home):
    """The address of JupyterLab, with every folder of its own in a temporary one."""
    home = lab_home
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "MPLCONFIGDIR",
             "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")  # fmt: skip
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | {name: str(home / name.lower()) for name in names}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser",
               f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=", "--ip=127.0.0.1",
    ]  # fmt: skip
    # As `make lab` does it.
    off = re.search(r"labextension (disable \S+)", (ROOT / "Makefile").read_text("utf-8"))[1].split()
    subprocess.run([sys.executable, "-m", "jupyter", "labextension", *off, "--level=user"], env=environment, check=True)
    log = (home / "lab.log").open("w")
    process = subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    for _ in range(240):
        if process.poll() is not None:
            pytest.fail(f"JupyterLab did not start:\n{(home / 'lab.log').read_text()[-2000:]}")
        try:
            urllib.request.urlopen(f"{address}/api/status", timeout=5).read()
            break
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.25)
    yield address
    process.terminate()
    process.wait(timeout=30)
    log.close()
