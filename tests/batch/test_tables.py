"""The database: documented columns, decimals, one row each; queries that can only read."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from contract_parse.batch.columns import TABLES, documentation
from contract_parse.batch.database import write_database
from contract_parse.batch.query import query, write
from contract_parse.errors import InputError, UsageError
from contract_parse.model.across import CrossFinding, CrossPlace
from contract_parse.model.evidence import Evidence
from tests.batch import county
from tests.batch.county import asked, go


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("tables")
    source = county.write(
        base / "in", a_txt="paid 346200.0125", b_txt="paid 7", c_txt=f"paid {'9' * 30}", d_txt="broken"
    )
    place = Evidence(page=3, text="0407")
    across = CrossFinding(
        code="XCT1001", severity="warning", title="同号", message="两份合同同号",
        places=[CrossPlace(sha256="1", contract="甲-1", value="甲-1", evidence=place), CrossPlace(sha256="2", contract="甲-1", value="甲-1")],
    )  # fmt: skip
    go(source, base / "out", finish=lambda folder: write_database(folder, [across]))
    return base / "out"


def test_every_table_has_the_columns_types_and_meanings_that_are_documented(out: Path) -> None:
    with duckdb.connect(str(out / "contracts.duckdb"), read_only=True) as db:
        found = db.execute(
            "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal ORDER BY table_oid, column_index"
        ).fetchall()
    assert sorted(found) == sorted((t.name, c.name, c.type, c.means) for t in TABLES for c in t.columns)


def test_the_page_of_columns_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "tables.md"
    assert page.read_text("utf-8") == documentation(), "python docs/make_tables.py"


def test_each_key_is_a_key(out: Path) -> None:
    for table in TABLES:
        keys = ", ".join(f'"{k}"' for k in table.key)
        assert query(out, f"SELECT {keys} FROM {table.name} GROUP BY {keys} HAVING count(*) > 1").rows == ()


def test_money_is_decimal_to_the_last_digit(out: Path) -> None:
    totals = [r[0] for r in query(out, "SELECT total FROM contracts WHERE total IS NOT NULL ORDER BY 1").rows]
    assert totals == [Decimal("7"), Decimal("346200.0125")]
    assert query(out, "SELECT sum(total) FROM contracts").rows == ((Decimal("346207.0125"),),)


def test_a_figure_that_no_column_holds_costs_nobody_the_database(out: Path) -> None:
    assert asked(out, "SELECT title FROM contracts WHERE total IS NULL") == ["绿化养护合同"]


def test_files_that_failed_are_rows_with_their_reason(out: Path) -> None:
    ((status, reason, sha256),) = query(out, "SELECT status, reason, sha256 FROM files WHERE error IS NOT NULL").rows
    assert (status, reason, len(sha256)) == ("failed", "unreadable", 64)


def test_findings_across_contracts_have_a_row_a_place(out: Path) -> None:
    rows = query(out, "SELECT finding, place, code, sha256, page FROM cross_findings ORDER BY ALL").rows
    assert rows == ((1, 1, "XCT1001", "1", 3), (1, 2, "XCT1001", "2", None))


@pytest.mark.parametrize(
    "sql",
    ["DROP TABLE files", "DELETE FROM files", "SELECT * FROM read_csv('/etc/passwd')", "COPY files TO '/tmp/stolen.csv'",
     "ATTACH '/tmp/other.db'", "INSTALL httpfs", "SET enable_external_access = true", "SELECT nonsense", "CREATE TABLE x (a INT)"],
)  # fmt: skip
def test_a_query_can_only_read_the_results(out: Path, sql: str) -> None:
    with pytest.raises(UsageError, match="查询有误"):
        query(out, sql)
    assert asked(out, "SELECT count(*) FROM files") == ["4"]
    assert not Path("/tmp/stolen.csv").exists()


def test_a_stored_contract_that_is_gone_or_of_another_version_is_left_out_and_named(tmp_path: Path) -> None:
    source = county.write(tmp_path / "in", a_txt="paid 1", b_txt="paid 2", c_txt="paid 3")
    go(source, tmp_path / "out", finish=county.nothing)
    first, second, _ = sorted((tmp_path / "out" / "contracts").iterdir())
    first.unlink()
    second.write_text('{"schema_version": "0.1"}')
    lost = write_database(tmp_path / "out")
    assert len(lost) == 2
    assert asked(tmp_path / "out", "SELECT count(*) FROM contracts") == ["1"]


def test_a_folder_without_results_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="contract-parse batch"):
        query(tmp_path, "SELECT 1")


def test_the_shapes_of_a_result(out: Path) -> None:
    result = query(out, "SELECT total, title, signed_on, NULL AS none, errors FROM contracts WHERE total < 8")
    as_csv, as_json, as_table = io.StringIO(), io.StringIO(), io.StringIO()
    write(result, "csv", as_csv)
    write(result, "json", as_json)
    write(result, "table", as_table)
    assert list(csv.reader(io.StringIO(as_csv.getvalue())))[1] == ["7.00", "绿化养护合同", "2026-03-04", "", "1"]
    assert json.loads(as_json.getvalue()) == [
        {"total": "7.00", "title": "绿化养护合同", "signed_on": "2026-03-04", "none": None, "errors": 1}]  # fmt: skip
    assert as_table.getvalue().splitlines()[1].split() == ["7.00", "绿化养护合同", "2026-03-04", "1"]


def test_a_table_in_a_pipe_is_not_folded(out: Path) -> None:
    stream = io.StringIO()
    write(query(out, "SELECT repeat('长', 500) AS long, 1 AS n"), "table", stream)
    assert len(stream.getvalue().splitlines()) == 2
