from contract_parse.pipeline import parse
from tests.golden import HERE, NAMES, SAMPLES, text_of

for name in NAMES:
    (HERE / f"{name}.json").write_text(text_of(parse(SAMPLES / name)), "utf-8")
