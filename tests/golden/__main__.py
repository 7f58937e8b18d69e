from contract_parse.check import catalogue
from contract_parse.pipeline import parse
from tests.golden import HERE, NAMES, SAMPLES, findings, text_of

for name in NAMES:
    (HERE / f"{name}.json").write_text(text_of(parse(SAMPLES / name)), "utf-8")
for code in catalogue():
    (HERE / "rules" / f"{code}.json").write_text(findings.text_of(code), "utf-8")
