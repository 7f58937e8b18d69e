"""Chromium without a window: opens a page, runs a script in it once it stands, and returns what the script says."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def found() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def required() -> bool:
    """Set where everything has to run (.ci/run): then a missing browser is a failure."""
    return bool(os.environ.get("CONTRACT_PARSE_BROWSER_REQUIRED"))


def told(page: bytes, script: str, folder: Path, fragment: str = "") -> Any:
    """What ``script`` (the body of a function) returns when the page with its own scripts has been set up."""
    browser = found()
    assert browser is not None, "apt-get install chromium"
    asking = "<script>{ const e = document.createElement('pre'); e.id = 'told'; e.textContent = JSON.stringify((() => {%s})()); document.body.append(e); }</script>"
    text = page.decode()
    head, body, tail = text.rpartition("</body>")
    file = folder / "page.html"
    file.write_text(head + asking % script + body + tail, "utf-8")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1400,1000",
               f"--user-data-dir={folder / 'profile'}", "--dump-dom", file.as_uri() + fragment]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    answer = re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
    assert answer is not None, done.stderr[-2000:]
    return json.loads(html.unescape(answer[1]))
