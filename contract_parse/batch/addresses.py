"""Files that lie elsewhere (``s3://…``, ``memory://…``), through fsspec: which there are, and their content."""

from __future__ import annotations

from typing import IO, Any

from contract_parse.errors import ContractParseError, InputError

_BLOCK = 1 << 20


def is_address(name: str) -> bool:
    """Whether a name is an address and no path.

    >>> is_address("s3://bucket/2026"), is_address("/data/a.pdf"), is_address("C:/a.pdf")
    (True, False, False)
    """
    return "://" in name


def below(address: str) -> list[str]:
    """The addresses of all files at or below ``address`` (a file, a folder or a pattern), in order.

    Raises InputError where it cannot be reached or there is nothing.
    """
    fsspec = _fsspec()
    try:
        system, path = fsspec.core.url_to_fs(address)
        found = system.glob(path) if any(c in path for c in "*?[") else [path]
        files = [f for p in found for f in (system.find(p) if system.isdir(p) else [p] if system.isfile(p) else [])]
    except (OSError, ValueError, ImportError) as e:
        raise _unreachable(address, e) from e
    if not files:
        raise InputError("找不到文件：{path}。", "请检查路径。", path=address)
    return sorted(system.unstrip_protocol(f) for f in set(files))


def copy(address: str, target: IO[bytes]) -> None:
    """The content at ``address`` into ``target``. Raises InputError."""
    fsspec = _fsspec()
    try:
        with fsspec.open(address, "rb") as source:
            while block := source.read(_BLOCK):
                target.write(block)
    except (OSError, ValueError, ImportError) as e:
        raise _unreachable(address, e) from e


def _fsspec() -> Any:
    try:
        import fsspec
    except ImportError as e:
        raise ContractParseError("读取网络地址需要 fsspec。", "请安装：pip install 'contract-parse[ray]'。") from e
    return fsspec


def _unreachable(address: str, error: Exception) -> InputError:
    return InputError("读取文件失败：{path}（{why}）。", "请检查磁盘或网络位置。", path=address,
                      why=getattr(error, "strerror", None) or error)  # fmt: skip
