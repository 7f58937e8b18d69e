"""Many contracts at once: what is read, by whom, what becomes of it, and the folder that holds the results.

``contract_parse.batch.run.run`` is the whole of it; the modules say what each does. Nothing heavy is imported here.
"""

from __future__ import annotations

from contract_parse.batch.outputs import names_for, require_writable, write_whole

__all__ = ["names_for", "require_writable", "write_whole"]
