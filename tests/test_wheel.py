"""The wheel works alone: templates and data are in it, and the main job runs from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", str(out), str(ROOT)]
    subprocess.run(command, check=True, timeout=300)
    (built,) = out.glob("*.whl")
    return built


def test_templates_schema_and_vocabularies_are_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "contract_parse"
    wanted = {
        f"contract_parse/{p.relative_to(package)}"
        for p in (package / "data").iterdir()
        if p.suffix in (".yaml", ".txt")
    }
    wanted |= {f"contract_parse/_templates/{p.name}" for p in (ROOT / "templates").iterdir()}
    assert wanted | {"contract_parse/_schemas/contract.schema.json"} <= names
    assert not [n for n in names if n.startswith(("tests/", "samples/"))]


@pytest.mark.slow
def test_the_installed_wheel_does_the_main_job_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    # A fresh environment that holds the wheel; what it depends on is lent to it by a .pth file, so that the test
    # needs no network and takes seconds.
    home = tmp_path / "env"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    site = Path(
        subprocess.check_output([python, "-c", "import site; print(site.getsitepackages()[0])"], text=True).strip()
    )
    zipfile.ZipFile(wheel).extractall(site)
    import click

    (site / "lent.pth").write_text(str(Path(click.__file__).parent.parent))
    work = tmp_path / "elsewhere"
    work.mkdir()
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    sample = ROOT / "samples" / "goods-purchase.pdf"
    code = "import contract_parse, sys; print(contract_parse.__file__); from contract_parse.cli import main; main(sys.argv[1:])"
    done = subprocess.run(
        [python, "-c", code, sample], cwd=work, env=environment, capture_output=True, text=True, timeout=300
    )
    assert str(site) in done.stdout, done.stderr
    assert done.returncode == 0, done.stderr
    contract = json.loads((work / "goods-purchase.json").read_text("utf-8"))
    assert contract["amounts"]["total"]["value"] == "171400.00"
    assert (work / "goods-purchase.html").stat().st_size > 10_000
